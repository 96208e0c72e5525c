import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import test from 'node:test'
import { promisify } from 'node:util'
import { colourName } from '../../src/renderer/prompt/colour-words.ts'
import { readPrompt } from '../../src/renderer/prompt/read-prompt.ts'
import type { SceneBrief, Subject } from '../../src/renderer/prompt/scene-brief.ts'
import { iconSvg } from '../../src/renderer/scene/icons.ts'
import { SCENES } from './scene-prompts.ts'

const SEEDS = [1, 77, 1234]

function castLine({ subjects }: SceneBrief, { count, tint, icon, action, relation, wears, upon }: Subject): string {
  const colour = tint && colourName(tint)
  const where = relation && `${relation.how} ${subjects[relation.to]?.icon}`
  const hat = wears && ['wears', wears.colour && colourName(wears.colour), wears.what].filter(Boolean).join(' ')
  return [count, colour, icon, action, where, upon && `upon ${upon}`, hat]
    .filter((part) => part !== undefined)
    .join(' ')
}

for (const [prompt, expected, negative] of SCENES) {
  test(`understands: ${prompt}${negative === undefined ? '' : ` | not: ${negative}`}`, () => {
    for (const seed of SEEDS) {
      const brief = readPrompt(prompt, seed, negative)
      const seen = Object.fromEntries(Object.keys(expected).map((key) => [key, brief[key as keyof SceneBrief]]))
      const cast = brief.subjects.map((subject) => castLine(brief, subject))
      const { texts = [], without = [] } = expected
      assert.deepEqual({ ...seen, cast, texts: brief.texts, without: brief.without }, { ...expected, texts, without })
    }
  })
}

test('every subject that was understood has a picture, and stands in no circle of relations', () => {
  for (const [prompt, , negative] of SCENES) {
    const { subjects } = readPrompt(prompt, 1, negative)
    for (const [i, { icon, relation }] of subjects.entries()) {
      assert.match(iconSvg(icon), /^<svg/)
      const seen = new Set([i])
      for (let next = relation; next; next = subjects[next.to]?.relation) {
        assert.ok(!seen.has(next.to), prompt)
        seen.add(next.to)
      }
    }
  }
})

test('the same seed means the same scene, and seeds differ where the prompt leaves things open', () => {
  const read = (seed: number) => JSON.stringify(readPrompt('a dog', seed))
  assert.equal(read(5), read(5))
  assert.ok(new Set(Array.from({ length: 20 }, (_, seed) => read(seed))).size > 5)
})

test('the words of the icons are those of the packages that are installed', async () => {
  await promisify(execFile)(process.execPath, ['scripts/generate-icon-words.ts', '--check'])
})
