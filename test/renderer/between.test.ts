import assert from 'node:assert/strict'
import test from 'node:test'
import { type Frame, newFrame } from '../../src/renderer/frame/frame.ts'
import { betweenFilm } from '../../src/renderer/picture/between-film.ts'
import { choosePath } from '../../src/renderer/picture/camera-path.ts'
import { areAlike, findFlow } from '../../src/renderer/picture/picture-flow.ts'
import { shrink } from '../../src/renderer/picture/small-picture.ts'
import { seededRandom } from '../../src/renderer/random.ts'

const WIDTH = 384
const HEIGHT = 216

/** Soft blobs that the seed chooses, all moved to the right by `shift` pixels. */
function blobs(seed: number, shift: number): Frame {
  const frame = newFrame(WIDTH, HEIGHT)
  const random = seededRandom(seed, 'blobs')
  const spots = Array.from({ length: 40 }, () => ({
    x: random() * (WIDTH + 80) - 40,
    y: random() * HEIGHT,
    r: 14 + 30 * random(),
    tone: 40 + 180 * random(),
    u: 60 + 130 * random(),
  }))
  frame.y.fill(110)
  frame.u.fill(128)
  frame.v.fill(128)
  for (const { x, y, r, tone, u } of spots) {
    for (let i = 0; i < frame.y.length; i++) {
      if (Math.hypot((i % WIDTH) - x - shift, Math.floor(i / WIDTH) - y) > r) continue
      frame.y[i] = tone
      frame.u[(Math.floor(i / WIDTH) >> 1) * (WIDTH / 2) + ((i % WIDTH) >> 1)] = u
    }
  }
  return frame
}

const film = (first: Frame, last: Frame) =>
  betweenFilm(first, last, choosePath(undefined, 1, false), { frames: 49, seed: 1 })

const alike = (first: Frame, last: Frame): boolean =>
  areAlike(findFlow(shrink(first), shrink(last)), findFlow(shrink(last), shrink(first)))

/** The mean difference of luma in the middle of the picture, where nothing enters or leaves. */
function difference(a: Frame, b: Frame): number {
  let sum = 0
  let count = 0
  for (let i = 0; i < a.y.length; i++) {
    const x = i % WIDTH
    if (x < 60 || x > WIDTH - 60) continue
    sum += Math.abs((a.y[i] ?? 0) - (b.y[i] ?? 0))
    count++
  }
  return sum / count
}

test('a picture that has moved a little is like itself, another one is not', () => {
  assert.equal(alike(blobs(1, 0), blobs(1, 24)), true)
  assert.equal(alike(blobs(1, 0), blobs(1, 0)), true)
  assert.equal(alike(blobs(1, 0), blobs(2, 0)), false)
})

test('between like pictures things are half-way when half of the time has passed, not twice there', () => {
  const [first, last, middle] = [blobs(1, -16), blobs(1, 16), newFrame(WIDTH, HEIGHT)]
  film(first, last).draw(24, middle)
  const ghost = newFrame(WIDTH, HEIGHT)
  for (let i = 0; i < ghost.y.length; i++) ghost.y[i] = ((first.y[i] ?? 0) + (last.y[i] ?? 0)) / 2
  const truth = blobs(1, 0)
  assert.ok(difference(middle, truth) < difference(ghost, truth) / 3)
})

test('between unlike pictures nearly every place shows one of them, at any time', () => {
  const [first, last] = [newFrame(WIDTH, HEIGHT), newFrame(WIDTH, HEIGHT)]
  const checks = blobs(3, 0)
  for (let i = 0; i < first.y.length; i++) {
    first.y[i] = (checks.y[i] ?? 0) > 110 ? 30 : 40
    last.y[i] = (i >> 5) % 2 ? 210 : 220
  }
  for (const frame of [first, last]) for (const plane of [frame.u, frame.v]) plane.fill(128)
  const between = film(first, last)
  const seen = newFrame(WIDTH, HEIGHT)
  for (let index = 0; index < between.frames; index++) {
    between.draw(index, seen)
    const ghost = seen.y.filter((luma) => luma > 60 && luma < 195).length / seen.y.length
    assert.ok(ghost < 0.25, `frame ${index}: ${ghost}`)
  }
})

for (const [kind, seeds] of [
  ['like', [1, 1]],
  ['unlike', [1, 2]],
] as const) {
  test(`between ${kind} pictures frame 0 and the last are they, and each frame follows from its number alone`, () => {
    const [first, last] = [blobs(seeds[0], 0), blobs(seeds[1], 20)]
    const [a, b] = [newFrame(WIDTH, HEIGHT), newFrame(WIDTH, HEIGHT)]
    const between = film(first, last)
    between.draw(0, a)
    assert.deepEqual(a.bytes, first.bytes)
    between.draw(48, a)
    assert.deepEqual(a.bytes, last.bytes)
    b.bytes.fill(255)
    const again = film(first, last)
    for (const index of [30, 7, 24]) {
      between.draw(index, a)
      again.draw(index, b)
      assert.ok(Buffer.compare(a.bytes, b.bytes) === 0, `frame ${index}`)
    }
  })
}
