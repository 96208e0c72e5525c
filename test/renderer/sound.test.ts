import assert from 'node:assert/strict'
import test from 'node:test'
import { makeSound } from '../../src/renderer/sound/make-sound.ts'
import { clip } from './probe.ts'

test('sound is exactly as long as the clip, audible, never above its ceiling, and silent at both ends', () => {
  for (const prompt of ['waves on the beach', '雨の夜の街', 'a rocket in space', 'snow storm', '']) {
    const sound = makeSound(clip('/x.mp4', { prompt, seconds: 2 }))
    assert.equal(sound.length, 2 * 2 * 48_000)
    let peak = 0
    for (const sample of sound) peak = Math.max(peak, Math.abs(sample))
    assert.ok(peak > 0.1 && peak <= 0.89, `${prompt}: peak ${peak}`)
    assert.ok(Math.abs(sound[0] ?? 1) + Math.abs(sound.at(-1) ?? 1) < 0.001)
  }
})

test('the same spec sounds the same, another seed differently', () => {
  const spec = clip('/x.mp4')
  assert.deepEqual(makeSound(spec), makeSound(spec))
  assert.notDeepEqual(makeSound(spec), makeSound({ ...spec, seed: 8 }))
})
