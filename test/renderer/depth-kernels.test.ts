import assert from 'node:assert/strict'
import test from 'node:test'
import { addressOf, allocate, kernels } from '../../src/renderer/kernels/memory.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import { average, barrier, cornerAt, type Corners, widen } from '../harness/reference-depth-kernels.ts'

const random = seededRandom(1, 'depth kernels')

function noisy(count: number): Uint8Array<SharedArrayBuffer> {
  const made = allocate(count)
  for (let i = 0; i < count; i++) made[i] = Math.floor(random() * 256)
  return made
}

function floats(count: number, value: () => number): Float32Array {
  const { buffer, byteOffset } = allocate(count * 4)
  const made = new Float32Array(buffer, byteOffset, count)
  for (let i = 0; i < count; i++) made[i] = value()
  return made
}

test('a plane is made smaller as the reference does it', () => {
  for (const [width, height, wide, high] of [
    [97, 41, 20, 9],
    [20, 9, 10, 4],
    [12, 5, 24, 8],
  ] as const) {
    const plane = noisy(width * height)
    const to = allocate(wide * high)
    kernels().average(addressOf(plane), width, height, addressOf(to), wide, high)
    assert.deepEqual(new Uint8Array(to), average(plane, { width, height }, { width: wide, height: high }))
  }
})

test('what stands out is found, and widened, as the reference does it', () => {
  for (const size of [
    { width: 23, height: 17 },
    { width: 2, height: 5 },
  ]) {
    const { width, height } = size
    const count = width * height
    const plane = noisy(count)
    const [distance, high, low] = [floats(count, () => 7), allocate(count), allocate(count)]
    const border = Math.ceil(height * 0.7)
    const room = [addressOf(distance), addressOf(high), addressOf(low)] as const
    kernels().barrier(addressOf(plane), ...room, width, height, border)
    assert.deepEqual(distance.slice(), barrier(plane, size, border))
    const [field, wider] = [floats(count, random), floats(count, () => 0)]
    for (const most of [0, 1]) {
      kernels().widen(addressOf(field), addressOf(wider), width, height, most)
      assert.deepEqual(wider.slice(), widen(field.slice(), size, most ? Math.max : Math.min))
    }
  }
})

test('a camera sees the corners of its mesh where the reference does, to the last bit', () => {
  const [columns, rows, cell, across, down] = [7, 5, 16, 12, 8]
  const near = floats(across * down, random)
  const seen: Corners = {
    first: [10, 4],
    middle: [57.5, 31.5],
    centre: [60.3, 30.1],
    turn: [0.93, 0.04],
    corner: [-3.5, 2.25],
    size: [120, 70],
    cells: [across, down],
    most: [across - 1.001, down - 1.001],
    slide: [3.7, -2.2],
    scale: [1.25, 1.27],
    push: 0.21,
    pivot: 0.43,
  }
  const { push, pivot, ...pairs } = seen
  const { buffer, byteOffset } = allocate(22 * 8)
  const numbers = new Float64Array(buffer, byteOffset, 22)
  numbers.set([...Object.values(pairs).flat(), push, pivot])
  const places = allocate(columns * rows * 8)
  for (const steps of [0, 4]) {
    const of = [addressOf(near), across, steps, addressOf(numbers)] as const
    kernels().placeCorners(addressOf(places), columns, columns * rows, cell, ...of)
    const found = new Int32Array(places.buffer, places.byteOffset, columns * rows * 2)
    const expected = Array.from({ length: columns * rows }, (_, i) =>
      cornerAt(seen, near, steps, [(i % columns) * cell, Math.floor(i / columns) * cell]),
    )
    assert.deepEqual([...found], expected.flat())
  }
})
