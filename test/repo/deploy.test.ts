import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { declarationOf } from '../http/scrape.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8')
/** What Prometheus itself adds to the series of a server. */
const OWN_LABELS = ['instance', 'job', 'le']

interface Panel {
  id: number
  type: string
  title: string
  gridPos: { x: number; y: number; w: number; h: number }
  targets?: { expr: string }[]
}
interface Alert {
  alert: string
  expr: string
  annotations: Record<string, string>
}

const dashboard = JSON.parse(read('deploy/grafana/reelgate.json')) as { panels: Panel[] }
const rules = parse(read('deploy/prometheus/alerts.yaml')) as { groups: { rules: Alert[] }[] }
const alerts = rules.groups.flatMap((group) => group.rules)
const queries = [
  ...dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr }))),
  ...alerts.map(({ alert, expr }) => ({ title: alert, expr })),
]

test('every query of the dashboard and of the alerts asks for metrics and labels that there are', () => {
  assert.ok(queries.length > 40)
  for (const { title, expr } of queries) {
    const asked = [...expr.matchAll(/\b((?:reelgate|process|nodejs)_[a-z_]+)(?:\{([^}]*)\})?/g)]
    if (!expr.startsWith('up{')) assert.ok(asked.length > 0, `${title} asks for nothing of ours`)
    const metrics = asked.map(([, name = '']) => declarationOf(name) ?? assert.fail(`${title}: there is no ${name}`))
    for (const [index, [, name, selectors = '']] of asked.entries()) {
      const labels = [...selectors.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label)
      const known = new Set([...OWN_LABELS, ...(metrics[index]?.labels ?? [])])
      assert.deepEqual(
        labels.filter((label = '') => !known.has(label)),
        [],
        `${title}: ${name}`,
      )
    }
    const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(/,\s*/))
    const everyLabel = new Set([...OWN_LABELS, ...metrics.flatMap((metric) => [...metric.labels])])
    assert.deepEqual(
      grouped.filter((label) => !everyLabel.has(label)),
      [],
      title,
    )
  }
})

test('no two panels of the dashboard have one id, or lie over each other', () => {
  const { panels } = dashboard
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length)
  const overlaps = panels.flatMap((one, index) =>
    panels.slice(index + 1).flatMap((other) => {
      const [a, b] = [one.gridPos, other.gridPos]
      const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y
      return apart ? [] : [`${one.title} and ${other.title}`]
    }),
  )
  assert.deepEqual(overlaps, [])
  assert.ok(panels.every(({ gridPos: { x, w } }) => x + w <= 24))
})

test('every alert leads to a runbook in both languages', () => {
  assert.ok(alerts.length > 5)
  for (const { alert, annotations } of alerts) {
    for (const [name, language] of [
      ['runbook_url', 'en'],
      ['runbook_url_zh', 'zh'],
    ] as const) {
      const [, of, page, anchor = ''] =
        /^http:\/\/\{\{ \$labels\.instance \}\}\/docs\/(\w+)\/([\w-]+)#(.+)$/.exec(annotations[name] ?? '') ??
        assert.fail(`${alert} has no ${name}`)
      assert.equal(of, language)
      const headings = [...read(`docs/${language}/${page}.md`).matchAll(/^## (.+)$/gm)].map(
        ([, heading = '']) => heading,
      )
      const anchors = headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))
      assert.ok(anchors.includes(anchor), `${alert}: ${page}.md has no ${anchor}`)
    }
  }
})
