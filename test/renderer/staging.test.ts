import assert from 'node:assert/strict'
import test from 'node:test'
import { newMemory, useMemory } from '../../src/renderer/kernels/memory.ts'
import { readPrompt } from '../../src/renderer/prompt/read-prompt.ts'
import { metresOf } from '../../src/renderer/prompt/subject-size.ts'
import { heightAt } from '../../src/renderer/scene/ascent-way.ts'
import { castSubject } from '../../src/renderer/scene/cast-subject.ts'
import { poseAt } from '../../src/renderer/scene/dog-pose.ts'
import { speciesOf } from '../../src/renderer/scene/subjects/quadruped-cycle.ts'
import { blockScene } from '../../src/renderer/scene/blocking.ts'
import { letteringOf } from '../../src/renderer/scene/lettering.ts'
import { lightOf } from '../../src/renderer/scene/light.ts'
import { withReaders } from '../../src/renderer/scene/readers.ts'
import { paceOf } from '../../src/renderer/scene/pace.ts'
import type { Stage } from '../../src/renderer/scene/stage.ts'
import { PERSON_HEIGHT, personCycle } from '../../src/renderer/scene/subjects/person-cycle.ts'
import { lookOf } from '../../src/renderer/scene/subjects/person-look.ts'
import { stanceAt } from '../../src/renderer/scene/subjects/person-pose.ts'
import { GROUND, skeletonOf } from '../../src/renderer/scene/subjects/skeleton.ts'

const SIDE = 300

function stageOf(prompt: string, [width, height]: readonly [number, number]): Stage {
  const brief = readPrompt(prompt, 3)
  const horizon = height * 0.54
  const unit = Math.min(width, height) / 720
  const place = { horizon, edge: ((height - horizon) / unit) * 0.36, sunX: width * 0.7, sunY: height * 0.3 }
  return { width, height, unit, ...place, light: lightOf(brief), brief, seconds: 8, seed: 3 }
}

for (const prompt of [
  'a dog beside a car beside a tree in a meadow',
  'a mouse and an elephant in the desert',
  'a girl, a horse and a castle in the mountains',
  'three cats and two dogs in a park',
]) {
  for (const size of [
    [1280, 720],
    [720, 1280],
  ] as const) {
    test(`who stands together keeps the order of sizes and does not overlap: ${prompt}, ${size.join('x')}`, () => {
      const stage = stageOf(prompt, size)
      const { subjects } = stage.brief
      const extents = subjects.map(() => ({ width: SIDE * stage.unit, height: SIDE * stage.unit }))
      const spots = blockScene(stage, subjects, extents)
      assert.ok(subjects.length >= 2)
      const bySize = spots.toSorted((a, b) => metresOf(a.subject) - metresOf(b.subject))
      // As large as they would look side by side: what is further back looks smaller.
      const sizes = bySize.map(({ scale, depth, subject }) => (subject.count > 1 ? undefined : scale / depth))
      const single = sizes.filter((one) => one !== undefined)
      assert.deepEqual(
        single,
        single.toSorted((a, b) => a - b),
      )
      const row = spots.filter(({ depth }) => depth > 0.72).toSorted((a, b) => a.x - b.x)
      for (const [i, spot] of row.entries()) {
        assert.ok(spot.x - spot.room / 2 >= 0 && spot.x + spot.room / 2 <= stage.width, 'within the picture')
        const next = row[i + 1]
        if (next)
          assert.ok(spot.x + spot.room / 2 <= next.x - next.room / 2, `${spot.subject.icon} | ${next.subject.icon}`)
      }
      for (const { mark } of spots) assert.ok(mark.footY > stage.horizon && mark.footY < stage.height)
    })
  }
}

for (const [manner, action, prompt] of [
  ['walk', 'walk', 'a man in a meadow'],
  ['run', 'run', 'a man in a meadow'],
  ['lope', 'walk', 'an astronaut on the moon'],
] as const) {
  test(`the ground goes by as fast as feet on it go back, at a ${manner}`, () => {
    useMemory(newMemory())
    const stage = stageOf(prompt, [1280, 720])
    const [usual] = stage.brief.subjects
    assert.ok(usual)
    const subject = { ...usual, action }
    const cycle = personCycle(stage, subject, { height: PERSON_HEIGHT, action, which: 0 })
    const phases = Array.from({ length: 64 }, (_, n) => skeletonOf(stanceAt(n / 64, manner), 1))
    const speeds = phases.flatMap(({ legs, down }, n) => {
      const [foot] = legs
      const [next] = phases[(n + 1) % 64]?.legs ?? []
      // On its whole sole: in between it is only heel or toes.
      const flat = Math.abs(foot.toes[1] - foot.ankle[1] - 7) < 1.5 && foot.toes[1] + down > GROUND - 5
      return flat && next ? [(foot.ankle[0] - next.ankle[0]) * 64 * cycle.strides * (PERSON_HEIGHT / 434)] : []
    })
    assert.ok(speeds.length > 3)
    const mean = speeds.reduce((sum, speed) => sum + speed, 0) / speeds.length
    const gain = (stage.width * 0.22) / stage.seconds
    const ground = paceOf(subject) + gain
    assert.ok(Math.abs(mean / ground - 1) < 0.15, `${mean} and ${ground}`)
  })
}

for (const icon of ['horse', 'cat', 'giraffe', 'dog', 'fox']) {
  for (const action of ['walk', 'run'] as const) {
    test(`four feet keep to the ground at a ${action}: ${icon}`, async () => {
      useMemory(newMemory())
      const stage = stageOf(`a ${icon} in a meadow`, [1280, 720])
      const [usual] = stage.brief.subjects
      assert.ok(usual)
      const subject = { ...usual, action }
      const { cycle, height } = await castSubject(stage, subject, 1)
      const { leg, size } = speciesOf(icon) ?? { leg: 0, size: 0 }
      // A furry dog's legs are 136 of the 344 units of its picture, of which the paws hardly swing.
      const length = ['dog', 'fox'].includes(icon) ? (124 / 344) * height : leg * size
      const ground = paceOf(subject) + (stage.width * 0.22) / stage.seconds
      const swings = Array.from({ length: 20 }, (_, n) => poseAt(0.01 + n * 0.024, action).legs[0].swing)
      for (const [n, swing] of swings.slice(1).entries()) {
        const back = (Math.sin(swings[n] ?? 0) - Math.sin(swing)) * length * (cycle.strides / 0.024)
        assert.ok(Math.abs(back / ground - 1) < 0.15, `${n}: ${back} and ${ground}`)
      }
    })
  }
}

test('who rides is one figure with the ride, in their own clothes', () => {
  const riders = (prompt: string) => readPrompt(prompt, 1).subjects.map(({ icon, rider }) => [icon, rider?.icon])
  assert.deepEqual(riders('a woman cycling'), [['person-biking', 'woman-walking']])
  assert.deepEqual(riders('an astronaut on a skateboard and a robot skiing'), [
    ['skateboard', 'astronaut'],
    ['skier', 'robot'],
  ])
  assert.deepEqual(riders('a bicycle'), [['person-biking', undefined]])
  const [girl] = readPrompt('a girl in a red dress riding a blue bike', 1).subjects
  assert.ok(girl?.tint && girl.rider?.tint)
  assert.notDeepEqual(girl.tint, girl.rider.tint)
})

test('who reads has the book in hand, and a book on a table lies there', () => {
  const read = (prompt: string) => withReaders(readPrompt(prompt, 1)).subjects
  const [girl, ...others] = read('a girl reading a book in the library')
  assert.deepEqual([girl?.reads, others.length], [true, 0])
  const [, dog, more] = read('a man sitting with a book beside a dog')
  assert.deepEqual([dog?.icon, more], ['dog', undefined])
  assert.ok(read('a book on a table').every(({ reads, icon }) => !reads && icon === 'open-book'))
})

for (const icon of ['rocket', 'airplane']) {
  test(`what launches leaves the ground and only goes up, what lands comes down to it: ${icon}`, () => {
    const ways = Array.from({ length: 41 }, (_, n) => n / 40)
    const up = ways.map((way) => heightAt('launch', icon, way))
    assert.equal(up[0], 0)
    assert.equal(up[40], 1)
    assert.deepEqual(
      up,
      up.toSorted((a, b) => a - b),
    )
    const down = ways.map((way) => heightAt('land', icon, 1 - way))
    for (const [n, height] of up.entries()) assert.ok(Math.abs(height - (down[n] ?? 0)) < 1e-9)
  })
}

test('several people differ in their looks, and each has the same one again', () => {
  const looks = [0, 1, 2, 3].map((which) => JSON.stringify(lookOf('woman-walking', 7, which)))
  assert.equal(new Set(looks).size, 4)
  assert.equal(looks[2], JSON.stringify(lookOf('woman-walking', 7, 2)))
})

test('letters of every script have a font; what has none is left out', () => {
  const { text, font } = letteringOf('OPEN  你好 營業中 こんにちは カフェ 안녕 Café 😀\n!')
  assert.equal(text, 'OPEN 你好 營業中 こんにちは カフェ 안녕 Café !')
  assert.match(font(40), /^40px "lettering-/)
  assert.equal(letteringOf('😀😀').text, '')
})

test('quoted words are signs, dialogue and denied writing are not', () => {
  const texts = (prompt: string, negative?: string) => readPrompt(prompt, 1, negative).texts
  assert.deepEqual(texts('a shop sign that says "OPEN"'), ['OPEN'])
  assert.deepEqual(texts('写着“你好”的牌子'), ['你好'])
  assert.deepEqual(texts('「営業中」と書かれた看板'), ['営業中'])
  assert.deepEqual(texts('"어서오세요"라고 적힌 간판'), ['어서오세요'])
  assert.deepEqual(texts('the girl says: "we have to go"'), [])
  assert.deepEqual(texts('a so-called "lucky" cat'), [])
  assert.deepEqual(texts('a shop sign that says "OPEN"', 'text'), [])
  assert.deepEqual(texts('写着“你好”的牌子', '没有文字'), [])
})
