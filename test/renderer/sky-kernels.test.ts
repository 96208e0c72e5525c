import assert from 'node:assert/strict'
import test from 'node:test'
import type { Rgb } from '../../src/renderer/frame/colour.ts'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import { skyLuma, skyPixel, type SkyRow } from '../harness/reference-sky-kernels.ts'

const random = seededRandom(1, 'sky kernels')
const colour = (): Rgb => [random() * 255, random() * 255, random() * 255]

/** Values in the memory of the kernels. */
function floats(values: readonly number[]): Float32Array {
  const { buffer, byteOffset } = allocate(values.length * 4)
  const made = new Float32Array(buffer, byteOffset, values.length)
  made.set(values)
  return made
}

function doubles(values: readonly number[]): Float64Array {
  const { buffer, byteOffset } = allocate(values.length * 8)
  const made = new Float64Array(buffer, byteOffset, values.length)
  made.set(values)
  return made
}

const many = (count: number, value: () => number): number[] => Array.from({ length: count }, value)

test('a row of the sky is what the reference says, to the last bit', () => {
  for (const y of [0, 5, 90]) {
    const count = 161
    const row: SkyRow = {
      base: colour(),
      sunX: 120,
      scale: 1 / 620,
      dy: (y * 2 - 30) / 620,
      strength: 0.9,
      radius: 0.05,
      thin: 0.4,
      thick: 0.7,
      open: y === 90 ? 0 : 0.8,
      cover: 0.75,
      glow: colour(),
      disc: colour(),
      cloudShade: colour(),
      cloudLit: colour(),
    }
    const [density, towards] = [floats(many(count, random)), floats(many(count, random))]
    const faces = doubles(many(count * 3, () => random() * 255))
    const { base, sunX, scale, dy, strength, radius, thin, thick, open, cover } = row
    const about = [...base, sunX, scale, dy, strength, radius, thin, thick, open, cover]
    const numbers = doubles([...about, ...row.glow, ...row.disc, ...row.cloudShade, ...row.cloudLit])
    const luma = floats(many(count, () => 0))
    const [u, v] = [allocate(count), allocate(count)]
    const places = [addressOf(density), addressOf(towards), addressOf(faces), addressOf(numbers)] as const
    kernels().skyRow(addressOf(luma), addressOf(u), addressOf(v), count, count - 1, y, ...places)
    for (let x = 0; x < count; x++) {
      const face: Rgb = [faces[x * 3] as number, faces[x * 3 + 1] as number, faces[x * 3 + 2] as number]
      const cloud = { density: density[x] as number, towards: towards[x] as number, face }
      const expected = skyPixel(row, { x, y }, cloud)
      assert.equal(luma[x], Math.fround(expected.luma))
      if (x < count - 1) assert.deepEqual([u[x], v[x]], [Math.trunc(expected.u), Math.trunc(expected.v)])
      else assert.deepEqual([u[x], v[x]], [0, 0])
    }
  }
})

test('the luma of the sky lies between the computed pixels', () => {
  const [columns, rows] = [19, 6]
  const luma = floats(many((columns + 1) * (rows + 1), () => 16 + 219 * random()))
  const to = allocate(columns * rows * 4)
  kernels().skyLuma(addressOf(luma), addressOf(to), columns, rows, 7)
  assert.deepEqual(new Uint8Array(to), skyLuma(luma, columns, rows, 7))
})
