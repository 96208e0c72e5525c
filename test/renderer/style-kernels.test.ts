import assert from 'node:assert/strict'
import test from 'node:test'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import { bleed, grainRow, outline, pencil, tintByLuma, wash } from '../harness/reference-style-kernels.ts'

const random = seededRandom(1, 'style kernels')

/** Fresh bytes in the memory of the kernels, each any value below. */
function noisy(count: number, below = 256): Uint8Array<SharedArrayBuffer> {
  const made = allocate(count)
  for (let i = 0; i < count; i++) made[i] = Math.floor(random() * below)
  return made
}

/** Widths around the sixteen values that a kernel takes at a time; a plane has a few more bytes behind it. */
const SIZES = [
  { width: 2, height: 2 },
  { width: 16, height: 3 },
  { width: 22, height: 7 },
  { width: 64, height: 6 },
  { width: 90, height: 12 },
] as const
const BEHIND = 16

/** Signed values of at most `reach`, as bytes. */
function grain(reach: number): Uint8Array<SharedArrayBuffer> {
  const made = noisy(65_536 + 16, reach * 2 + 1)
  for (const i of made.keys()) made[i] = ((made[i] as number) - reach) & 255
  made.copyWithin(65_536, 0, 16)
  return made
}

for (const size of SIZES) {
  const { width, height } = size
  const count = width * height
  const name = `${width}x${height}`

  /** Runs a kernel on a plane; nothing behind the plane may change. */
  const run = (
    expected: (plane: Uint8Array) => Uint8Array,
    kernel: (at: number) => void,
    plane = noisy(count + BEHIND),
  ): void => {
    const before = new Uint8Array(plane)
    kernel(addressOf(plane))
    assert.deepEqual(new Uint8Array(plane.subarray(0, count)), expected(before))
    assert.deepEqual(new Uint8Array(plane.subarray(count)), before.subarray(count))
  }

  test(`edges are drawn dark or light as the reference does it: ${name}`, () => {
    const table = noisy(256)
    for (const line of [
      { least: 26, gain: 96, most: 110, light: false },
      { least: 0, gain: 35, most: 90, light: true },
    ]) {
      const { least, gain, most, light } = line
      run(
        (plane) => outline({ plane, ...size }, table, line),
        (at) => kernels().outline(at, width, height, addressOf(table), least, gain, most, light ? 1 : 0),
      )
    }
  })

  test(`tables and grain are applied as the reference does it: ${name}`, () => {
    const [table, speckles] = [noisy(256), grain(15)]
    run(
      (plane) => plane.subarray(0, count).map((value) => table[value] as number),
      (at) => kernels().lookUp(at, count, addressOf(table)),
    )
    for (const start of [0, 7, 65_530]) {
      run(
        (plane) => grainRow(plane.subarray(0, count), table, speckles, start),
        (at) => kernels().grainRow(at, count, addressOf(table), addressOf(speckles), start),
      )
    }
  })

  test(`chroma is tinted by luma as the reference does it: ${name}`, () => {
    const [luma, table] = [noisy(count * 4), noisy(256, 15)]
    for (const i of table.keys()) table[i] = ((table[i] as number) - 9) & 255
    const other = noisy(count + BEHIND)
    const expected = tintByLuma(luma, { plane: new Uint8Array(other.subarray(0, count)), ...size }, table, -1)
    run(
      (plane) => tintByLuma(luma, { plane: plane.subarray(0, count), ...size }, table, 1),
      (at) => kernels().tintByLuma(at, addressOf(other), addressOf(luma), width, height, addressOf(table)),
    )
    assert.deepEqual(new Uint8Array(other.subarray(0, count)), expected)
  })

  test(`pencil and paint are put on paper as the reference does it: ${name}`, () => {
    const [sheet, table, fibre, bare] = [grain(9), noisy(256), grain(16), noisy(count)]
    const pitch = 7
    const hatching = noisy(width + pitch + 16, 200)
    for (const start of [7919, 64 * 7919]) {
      run(
        (plane) => pencil({ plane, ...size }, { paper: sheet, hatching, pitch, start }),
        (at) => kernels().pencil(at, width, height, addressOf(sheet), addressOf(hatching), pitch, start),
      )
    }
    run(
      (plane) => wash({ plane, ...size }, table, fibre, bare),
      (at) => kernels().wash(at, width, height, addressOf(table), addressOf(fibre), addressOf(bare)),
    )
    const keep = noisy(count, 221)
    run(
      (plane) => bleed({ plane, ...size }, keep, 126),
      (at) => kernels().bleed(at, width, height, addressOf(keep), 126),
    )
  })
}
