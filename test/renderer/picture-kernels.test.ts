import assert from 'node:assert/strict'
import test from 'node:test'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import {
  betweenCorners,
  gradePlane,
  mixByAlpha,
  mixByShare,
  mixEvenly,
  shiftPlane,
  warpPlane,
} from '../harness/reference-picture-kernels.ts'

const random = seededRandom(1, 'picture kernels')
const whole = (below: number): number => Math.floor(random() * below)

/** Fresh bytes in the memory of the kernels, each any value. */
function noisy(count: number): Uint8Array<SharedArrayBuffer> {
  const made = allocate(count)
  for (let i = 0; i < count; i++) made[i] = whole(256)
  return made
}

/** Lengths around the eight values that a kernel takes at a time, and a long one. */
const LENGTHS = [1, 7, 8, 9, 15, 17, 333]

test('a picture is seen through a mesh as the reference does it, within it and beyond its edges', () => {
  for (const [by, cellBits] of [
    [1, 4],
    [2, 4],
    [1, 5],
    [2, 3],
  ] as const) {
    for (const stretch of [1, 0.6, 1.7, 2.4, -1]) {
      const [width, height, columns] = [67, 41, 6]
      const source = { pixels: noisy(width * height + 64), width, height }
      const cell = 1 << cellBits
      const corners = allocate(columns * 8 * 8)
      const places = new Int32Array(corners.buffer, corners.byteOffset, columns * 16)
      for (let i = 0; i < places.length / 2; i++) {
        places[i * 2] = Math.round(((i % columns) * cell * stretch - 5 + 4 * random()) * 65536)
        places[i * 2 + 1] = Math.round((Math.floor(i / columns) * cell * stretch - 4 + 4 * random()) * 65536)
      }
      const size = { width: (5 * cell) / by - 3, height: (6 * cell) / by - 1 }
      const to = allocate(size.width * size.height)
      const [from, at] = [addressOf(source.pixels), addressOf(places)]
      const window = [addressOf(to), size.width, size.width, size.height] as const
      kernels().warpPlane(from, width, height, at, columns, cellBits, by, ...window)
      assert.deepEqual(new Uint8Array(to), warpPlane(source, { places, columns, cellBits, by }, size))
    }
  }
})

test('planes are mixed by alpha and by shares, shifted and graded as the reference does it', () => {
  for (const count of LENGTHS) {
    for (const strength of [0, 9000, 32767]) {
      const [from, alpha, to] = [noisy(count), noisy(count), noisy(count)]
      const expected = new Uint8Array(to)
      mixByAlpha(from, alpha, expected, strength)
      kernels().mixByAlpha(addressOf(from), addressOf(alpha), addressOf(to), count, strength)
      assert.deepEqual(new Uint8Array(to), expected)
    }
    for (const part of [0, 1, 77, 255]) {
      const [from, to] = [noisy(count), noisy(count)]
      const expected = new Uint8Array(to)
      mixEvenly(from, expected, part)
      kernels().mixEvenly(addressOf(from), addressOf(to), count, part)
      assert.deepEqual(new Uint8Array(to), expected)
    }
    for (const [gain, plus] of [
      [16384, 0],
      [0, 8192],
      [19000, -900],
      [12000, 2000],
    ] as const) {
      const to = noisy(count)
      const expected = new Uint8Array(to)
      gradePlane(expected, { gain, plus, low: 16, high: 235 })
      kernels().gradePlane(addressOf(to), count, gain, plus, 16, 235)
      assert.deepEqual(new Uint8Array(to), expected)
    }
  }
  for (const bits of [2, 3, 4]) {
    const mesh = { columns: 6, bits }
    const size = { width: (5 << bits) - 3, height: (4 << bits) - 1 }
    const room = allocate(60)
    const corners = new Int16Array(room.buffer, room.byteOffset, 30)
    for (let i = 0; i < 30; i++) corners[i] = [0, 32767, whole(32768)][whole(3)] as number
    const [from, to] = [noisy(size.width * size.height), noisy(size.width * size.height)]
    const expected = new Uint8Array(to)
    mixByShare(from, expected, betweenCorners(corners, mesh, size))
    kernels().mixByShare(addressOf(from), addressOf(to), addressOf(corners), 6, bits, size.width, size.height)
    assert.deepEqual(new Uint8Array(to), expected)
    for (let i = 0; i < 30; i++) corners[i] = whole(8000) - 4000
    shiftPlane(expected, betweenCorners(corners, mesh, size), 16, 240)
    kernels().shiftPlane(addressOf(to), addressOf(corners), 6, bits, size.width, size.height, 16, 240)
    assert.deepEqual(new Uint8Array(to), expected)
  }
})
