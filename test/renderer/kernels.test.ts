import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import {
  betweenCorners,
  blendPlane,
  darken,
  doublePlane,
  gradePlane,
  mixByAlpha,
  mixByShare,
  mixRows,
  premultiply,
  shiftPlane,
  stretchRow,
  warpPlane,
} from '../harness/reference-kernels.ts'
import { scratch } from './probe.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const random = seededRandom(1, 'kernels')
const whole = (below: number): number => Math.floor(random() * below)

/** Fresh bytes in the memory of the kernels, from a function of their index. */
function bytes(count: number, value: (i: number) => number): Uint8Array<SharedArrayBuffer> {
  const made = allocate(count)
  for (let i = 0; i < count; i++) made[i] = value(i)
  return made
}

const noisy = (count: number): Uint8Array<SharedArrayBuffer> => bytes(count, () => whole(256))
const copyOf = (of: Uint8Array): Uint8Array<SharedArrayBuffer> => bytes(of.length, (i) => of[i] as number)
const words = (of: Uint8Array<SharedArrayBuffer>): Uint16Array =>
  new Uint16Array(of.buffer, of.byteOffset, of.length / 2)

/** Lengths around the sixteen values that a kernel takes at a time, and a long one. */
const LENGTHS = [1, 2, 15, 16, 17, 31, 33, 64, 333]

test('the committed kernels are their compiled source', (t) => {
  const out = join(scratch(t), 'kernels.wasm')
  const compiler = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
  execFileSync(process.execPath, [compiler, '--config', 'asconfig.json', '--target', 'release', '--outFile', out], {
    cwd: ROOT,
  })
  assert.ok(readFileSync(out).equals(readFileSync(join(ROOT, 'src/renderer/kernels/kernels.wasm'))))
})

test('layers are blended as the reference does it, at every fraction of a pixel', () => {
  for (const count of LENGTHS) {
    for (const [fx, fy] of [
      [0, 0],
      [1, 0],
      [63, 0],
      [17, 0],
      [0, 1],
      [0, 40],
      [33, 63],
      [63, 63],
      [5, 20],
    ] as const) {
      const [stride, lines] = [count + 1 + whole(5), 6]
      const [empty, mixed, opaque] = [0, 1, 2]
      const kinds = bytes(lines + 1, (row) => [mixed, empty, empty, opaque, mixed, opaque, mixed][row] as number)
      const alphaOf = (i: number): number =>
        [0, 255, whole(256)][
          kinds[Math.floor(i / stride)] === mixed ? whole(3) : kinds[Math.floor(i / stride)] === opaque ? 1 : 0
        ] as number
      const alpha = bytes((lines + 1) * stride, alphaOf)
      const colour = bytes(alpha.length, (i) => whole((alpha[i] as number) + 1))
      const width = count + whole(4)
      const below = noisy(width * lines)
      const expected = copyOf(below)
      blendPlane(expected, width, { colour, alpha, stride, kinds }, { count, lines, fx, fy })
      const [to, from, over] = [addressOf(below), addressOf(colour), addressOf(alpha)]
      kernels().blendPlane(to, width, from, over, stride, addressOf(kinds), count, lines, fx, fy)
      assert.deepEqual(below, expected, `${count} values at ${fx}, ${fy}`)
    }
  }
})

test('luma is darkened as the reference does it', () => {
  for (const count of LENGTHS) {
    const [luma, keep] = [noisy(count), noisy(count)]
    const expected = copyOf(luma)
    darken(expected, keep)
    kernels().darken(addressOf(luma), addressOf(keep), count)
    assert.deepEqual(luma, expected)
  }
})

test('a row is stretched and two rows are mixed as the reference does it', () => {
  for (const count of LENGTHS) {
    const from = noisy(count + 2)
    const room = Math.ceil(count / 16) * 16
    const left = allocate(room * 2)
    for (let i = 0; i < room; i++) words(left)[i] = Math.floor(Math.min(i, count) * 0.87)
    const steps = bytes(room, (i) => (words(left)[i] as number) - (words(left)[i & ~15] as number))
    const share = bytes(room, () => whole(128))
    const rows = [allocate(room * 2), allocate(room * 2)] as const
    for (const row of rows) {
      const [to, at] = [addressOf(row), addressOf(from)]
      kernels().stretchRow(at, to, addressOf(left), addressOf(steps), addressOf(share), count)
      const expected = stretchRow(from, { left: words(left), share }, count)
      assert.deepEqual(words(row).slice(0, count), expected)
      for (let i = 0; i < from.length; i++) from[i] = whole(256)
    }
    for (const down of [0, 1, 128, 255]) {
      const mixed = allocate(count)
      kernels().mixRows(addressOf(rows[0]), addressOf(rows[1]), addressOf(mixed), count, down)
      assert.deepEqual(new Uint8Array(mixed), mixRows(words(rows[0]), words(rows[1]), { count, down }))
    }
  }
})

test('a plane is doubled as the reference does it', () => {
  for (const width of [2, 3, 16, 17, 18, 19, 35, 160]) {
    for (const height of [1, 2, 7]) {
      const from = noisy(width * height)
      const to = allocate(from.length * 4)
      kernels().doublePlane(addressOf(from), addressOf(to), width, height)
      assert.deepEqual(new Uint8Array(to), doublePlane(from, width, height))
    }
  }
})

test('a painted picture becomes planes as the reference does it', () => {
  for (const [width, height] of [
    [2, 2],
    [34, 6],
    [64, 4],
  ] as const) {
    const rgba = bytes(width * height * 4, (i) =>
      i % 4 === 3 ? ([0, 255, whole(256)][whole(3)] as number) : whole(256),
    )
    const [luma, chroma] = [width * height, (width * height) / 4]
    const [y, a, u, v, ca] = [luma, luma, chroma, chroma, chroma].map(allocate) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    const at = addressOf
    kernels().premultiply(at(rgba), at(y), at(a), at(u), at(v), at(ca), width, height)
    const expected = premultiply(rgba, width, height)
    assert.deepEqual(
      [y, a, u, v, ca].map((plane) => new Uint8Array(plane)),
      expected,
    )
  }
})

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
