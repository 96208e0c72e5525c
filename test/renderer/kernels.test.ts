import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import {
  blendPlane,
  boxBlur,
  cloudRow,
  darken,
  doublePlane,
  kindsOfRows,
  mixTileRows,
  planesOf,
  premultiply,
  resamplePlane,
  waterRow,
  waveSlopes,
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
type Plane = Uint8Array<SharedArrayBuffer>
const copyOf = (of: Uint8Array): Uint8Array<SharedArrayBuffer> => bytes(of.length, (i) => of[i] as number)

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
      // Nothing, all and something between, in turns, and further down each for long.
      const runs = Array.from({ length: 40 }, () => whole(3))
      const mixture = (i: number): number => (i < stride ? whole(3) : (runs[Math.floor(i / 90) % 40] as number))
      const alphaOf = (i: number): number => {
        const kind = kinds[Math.floor(i / stride)]
        return [0, 255, whole(256)][kind === mixed ? mixture(i) : kind === opaque ? 1 : 0] as number
      }
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

test('a picture is blurred as the reference does it, also in place', () => {
  for (const [width, height, radius] of [
    [33, 20, 1],
    [16, 40, 7],
    [9, 5, 12],
  ] as const) {
    const room = (count: number): Float32Array => {
      const { buffer, byteOffset } = allocate(count * 4)
      return new Float32Array(buffer, byteOffset, count)
    }
    const [from, to, across] = [room(width * height), room(width * height), room(width * height)]
    for (let i = 0; i < from.length; i++) from[i] = random()
    const expected = boxBlur(from, width, radius)
    for (const into of [to, from]) {
      const places = [from, into, across, room(width)].map((one) => one.byteOffset) as [number, number, number, number]
      kernels().boxBlur(...places, width, height, radius)
      assert.deepEqual(Float32Array.from(into), expected)
    }
  }
})

test('clouds are what the reference says, to the last bit', () => {
  for (const octaves of [1, 3, 5]) {
    const place = { x: -7.31, step: 0.0137, y: 2.77 }
    const { buffer, byteOffset } = allocate(400)
    kernels().cloudRow(byteOffset, place.x, place.step, place.y, 813_227, octaves, 100)
    const expected = cloudRow(place, { seed: 813_227, octaves, count: 100 })
    assert.deepEqual(Float32Array.from(new Float32Array(buffer, byteOffset, 100)), expected)
    assert.ok(Math.min(...expected) >= 0 && Math.max(...expected) <= 1)
  }
})

test('waves slope as the reference says, to the last bit', () => {
  for (const size of [8, 64]) {
    const [to, heights] = [allocate(size * size * 4), allocate(size * size * 4)]
    kernels().waveSlopes(addressOf(to), addressOf(heights), size, 813_227)
    const found = new Float32Array(to.buffer, to.byteOffset, size * size)
    assert.deepEqual(found.slice(), waveSlopes(size, 813_227))
  }
})

test('a row of water is what the reference says', () => {
  const floats = (length: number, value: (i: number) => number): Float32Array => {
    const { buffer, byteOffset } = allocate(length * 4)
    const made = new Float32Array(buffer, byteOffset, length)
    for (let i = 0; i < length; i++) made[i] = value(i)
    return made
  }
  const tiles = [16, 8].map((size) => {
    const [upper, lower] = [floats(size, () => random() * 2 - 1), floats(size, () => random() * 2 - 1)]
    const mixed = floats(size + 1, () => 0)
    kernels().mixTileRows(mixed.byteOffset, upper.byteOffset, lower.byteOffset, size, 0.37)
    assert.deepEqual(Float32Array.from(mixed), mixTileRows(upper, lower, 0.37))
    return mixed
  }) as [Float32Array, Float32Array]
  const numbers = [3.7, 0.831, 5.2, 0.317, 41, 96, 21, 0.043, 0.21, 90]
  const row = floats(numbers.length, (i) => numbers[i] as number)
  const colours = noisy(256 * 4)
  for (const count of LENGTHS) {
    const [y, u, v] = [allocate(count), allocate(count), allocate(count)]
    const [fine, broad] = tiles
    const places = [addressOf(y), addressOf(u), addressOf(v)] as const
    kernels().waterRow(...places, count, fine.byteOffset, 15, broad.byteOffset, 7, addressOf(colours), row.byteOffset)
    const chosen = waterRow(fine, broad, row, count)
    assert.ok(count < 300 || new Set(chosen).size > 50)
    for (const [part, plane] of [y, u, v].entries()) {
      assert.deepEqual(
        new Uint8Array(plane),
        chosen.map((index) => colours[index * 4 + part] as number),
      )
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

test('a plane is seen through a window as the reference does it, within it and beyond its edges', () => {
  for (const [width, height] of [
    [1, 2],
    [16, 9],
    [45, 20],
  ] as const) {
    const from = noisy(width * height + 32)
    const room = allocate(Math.ceil(width / 16) * 16 * 8)
    for (const [startX, startY, step] of [
      [0, 0, 65_536],
      [70_000, 30_001, 41_234],
      [-20_000, -90_000, 65_536],
      [200_000, 100_000, 60_000],
    ] as const) {
      const to = allocate(width * height)
      const [at, into] = [addressOf(from), addressOf(to)]
      kernels().resamplePlane(at, into, width, height, startX, startY, step, addressOf(room))
      assert.deepEqual(new Uint8Array(to), resamplePlane(from, { width, height }, { startX, startY, step }))
    }
  }
})

test('rows of nothing and rows that cover everything are told from others, one value being enough', () => {
  for (const width of LENGTHS) {
    const alpha = bytes(width * 6, (i) => [0, 255, 0, 255, 0, 255][Math.floor(i / width)] as number)
    alpha.set([1], width * 2 + whole(width))
    alpha.set([254], width * 3 + whole(width))
    const kinds = allocate(6)
    kernels().kindsOfRows(addressOf(alpha), width, 6, addressOf(kinds))
    assert.deepEqual([...kinds], kindsOfRows(alpha, width))
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

test('a canvas becomes planes as the reference does it', () => {
  for (const [width, height, spare] of [
    [2, 2, 0],
    [34, 6, 2],
    [64, 4, 0],
  ] as const) {
    const alpha = Array.from({ length: width * height }, () => [0, 255, whole(256)][whole(3)] as number)
    const rgba = bytes(width * height * 4, (i) => {
      const a = alpha[i >> 2] as number
      return i % 4 === 3 ? a : whole(a + 1)
    })
    const stride = width + spare
    const planes = [1, 1, 4, 4, 4].map((part) => allocate((stride * height) / part))
    const places = planes.map(addressOf) as [number, number, number, number, number]
    kernels().planesOf(addressOf(rgba), ...places, width, height, stride)
    const expected = planesOf(rgba, width, height)
    for (const [n, plane] of planes.entries()) {
      const [wide, narrow] = n < 2 ? [stride, width] : [stride / 2, width / 2]
      const visible = plane.filter((_, i) => i % wide < narrow)
      assert.deepEqual(Uint8Array.from(visible), expected[n])
    }
    // Without places for the alphas the other planes are the same.
    const [y, a, u, v, ca] = planes as [Plane, Plane, Plane, Plane, Plane]
    const before = [y, u, v].map((plane) => new Uint8Array(plane))
    for (const plane of planes) plane.fill(0)
    kernels().planesOf(addressOf(rgba), places[0], 0, places[2], places[3], 0, width, height, stride)
    assert.deepEqual(
      [y, u, v].map((plane) => new Uint8Array(plane)),
      before,
    )
    assert.ok([a, ca].every((plane) => plane.every((value) => value === 0)))
  }
})
