import assert from 'node:assert/strict'
import { METRICS } from '../../src/metrics/table.ts'
import type { MetricDeclaration } from '../../src/metrics/table.ts'

interface Sample {
  /** As it stands in the line; of a histogram with `_bucket`, `_sum` or `_count`. */
  name: string
  labels: Readonly<Record<string, string>>
  value: number
}

const SAMPLE = /^([a-z_]+)(?:\{((?:[a-z_]+="(?:[^"\\]|\\.)*",?)+)\})? (-?[\d.]+(?:e[+-]?\d+)?)$/

/** Reads Prometheus's text format, and fails at a line that is none of it. */
export function samplesIn(text: string): Sample[] {
  assert.ok(text.endsWith('\n'))
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => !/^# (?:HELP|TYPE) [a-z_]+ \S/.test(line))
    .map((line) => {
      const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? assert.fail(`not a sample: ${line}`)
      const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)]
      return { name, labels: Object.fromEntries(pairs.map(([, key, own]) => [key, own])), value: Number(value) }
    })
}

/** The names under which a metric's samples stand. */
const namesOf = ({ name, type }: MetricDeclaration) =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]

/** The metric that a sample, or a query, speaks of; undefined where none is declared. */
export function declarationOf(name: string): MetricDeclaration | undefined {
  const all: readonly MetricDeclaration[] = Object.values(METRICS)
  return all.find((metric) => namesOf(metric).includes(name))
}

/** The value of the one sample with this name and these labels; undefined where there is none. */
export function valueOf(samples: readonly Sample[], name: string, labels: Sample['labels'] = {}): number | undefined {
  const found = samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([key, own]) => sample.labels[key] === own),
  )
  assert.ok(found.length <= 1, `several samples are ${name} ${JSON.stringify(labels)}`)
  return found[0]?.value
}
