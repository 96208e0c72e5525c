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

interface Seen {
  width: number
  height: number
  columns: number
  cellBits: number
  by: 1 | 2
}

/** Fills a window of this size through a mesh, of luma or of both chroma planes, and compares it with the reference. */
function see(places: Int32Array, seen: Seen, size: { width: number; height: number }): void {
  const { width, height, columns, cellBits, by } = seen
  const sources = Array.from({ length: by }, () => ({ pixels: noisy(width * height + 64), width, height }))
  const to = sources.map(() => allocate(size.width * size.height))
  const of = [width, height, addressOf(places), columns, cellBits] as const
  const window = [size.width, size.width, size.height] as const
  const [from, fromV] = sources.map(({ pixels }) => addressOf(pixels)) as [number, number]
  const [at, atV] = to.map(addressOf) as [number, number]
  if (by === 1) kernels().warpLuma(from, ...of, at, ...window)
  else kernels().warpChroma(from, fromV, ...of, at, atV, ...window)
  for (const [i, source] of sources.entries()) {
    assert.deepEqual(new Uint8Array(to[i] as Uint8Array), warpPlane(source, { places, columns, cellBits, by }, size))
  }
}

function roomForPlaces(corners: number): Int32Array {
  const bytes = allocate(corners * 8)
  return new Int32Array(bytes.buffer, bytes.byteOffset, corners * 2)
}

test('a picture is seen through a mesh as the reference does it, within it and beyond its edges', () => {
  for (const [by, cellBits] of [
    [1, 4],
    [2, 4],
    [1, 5],
    [2, 5],
    [1, 3],
    [2, 3],
  ] as const) {
    for (const stretch of [1, 0.6, 1.7, 2.4, -1]) {
      const [width, height, columns] = [67, 41, 6]
      const cell = 1 << cellBits
      const places = roomForPlaces(columns * 8)
      for (let i = 0; i < places.length / 2; i++) {
        places[i * 2] = Math.round(((i % columns) * cell * stretch - 5 + 4 * random()) * 65536)
        places[i * 2 + 1] = Math.round((Math.floor(i / columns) * cell * stretch - 4 + 4 * random()) * 65536)
      }
      const size = { width: (5 * cell) / by - 3, height: (6 * cell) / by - 1 }
      see(places, { width, height, columns, cellBits, by }, size)
    }
  }
})

test('a cell of a mesh may reach over more of the picture than its rows can be counted down in 32 bits', () => {
  const places = roomForPlaces(4)
  places.set([8, 20, 60, 20, 8, 2600, 60, 2600].map((pixels) => pixels * 65536))
  see(places, { width: 40, height: 1310, columns: 2, cellBits: 5, by: 2 }, { width: 16, height: 16 })
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
