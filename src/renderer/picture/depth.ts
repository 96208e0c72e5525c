import type { Frame } from '../frame/frame.ts'
import { addressOf, allocate, floatsOf, kernels, scratch } from '../kernels/memory.ts'
import { blurGrid } from './blur-grid.ts'
import { findSaliency } from './saliency.ts'
import { shrink, type SmallPicture } from './small-picture.ts'

/** How near each place of a picture seems: 0 = far, 1 = near, soft enough to bend a picture by. */
export interface Depth {
  width: number
  height: number
  /** In the memory of the kernels. */
  near: Float32Array
  /** What stands out, 0..1 of each side: where a camera would look. */
  focus: { x: number; y: number }
}

interface Size {
  width: number
  height: number
}

/** A guess from what stands out against the border, from the height in the picture, and from edges of colour. */
export function guessDepth(picture: Frame): Depth {
  const [, small] = shrink(picture)
  const { width, height } = small
  const size = { width, height }
  const salient = guided(closed(findSaliency(small).map(Math.sqrt), size), small)
  const nearness = salient.map((value, i) => {
    const down = Math.floor(i / width) / (height - 1)
    return 0.62 * value + 0.38 * Math.max(0, (down - 0.25) / 0.75)
  })
  const focus = centreOf(salient, size)
  // Wider than the thing itself: what bends is then the ground around it and not its outline.
  const near = kept(widened(nearness, size, 2, 'most'))
  for (let pass = 0; pass < 3; pass++) blurGrid(near, size, Math.max(2, Math.round(width / 48)))
  return { ...size, near, focus }
}

/** The same values where kernels find them. */
function kept(field: Float32Array): Float32Array {
  const values = floatsOf(allocate(field.length * 4))
  values.set(field)
  return values
}

function centreOf(salient: Float32Array, { width, height }: Size): Depth['focus'] {
  let [sum, x, y] = [1e-3, 0.5e-3, 0.5e-3]
  for (let i = 0; i < salient.length; i++) {
    const weight = (salient[i] as number) ** 2
    sum += weight
    x += (weight * ((i % width) + 0.5)) / width
    y += (weight * (Math.floor(i / width) + 0.5)) / height
  }
  return { x: x / sum, y: y / sum }
}

/** Evens out what lies within one colour and keeps its edges (a guided filter, He et al. 2010, led by luma). */
function guided(value: Float32Array, { width, height, planes }: SmallPicture): Float32Array {
  const size = { width, height }
  const radius = Math.max(3, Math.round(width / 16))
  const guide = Float32Array.from(planes[0], (luma) => luma / 255)
  const mean = (of: Float32Array): Float32Array => {
    const copy = of.slice()
    blurGrid(copy, size, radius)
    return copy
  }
  const [meanG, meanV] = [mean(guide), mean(value)]
  const square = mean(guide.map((g) => g * g))
  const product = mean(guide.map((g, i) => g * (value[i] as number)))
  const slope = product.map((p, i) => {
    const g = meanG[i] as number
    return (p - g * (meanV[i] as number)) / ((square[i] as number) - g * g + 0.002)
  })
  const rest = mean(slope.map((a, i) => (meanV[i] as number) - a * (meanG[i] as number)))
  const even = mean(slope)
  return guide.map((g, i) => Math.max(0, Math.min(1, (even[i] as number) * g + (rest[i] as number))))
}

/** Without the dark gaps inside a thing, such as the glass of a helmet. */
function closed(field: Float32Array, size: Size): Float32Array {
  return widened(widened(field, size, CLOSED, 'most'), size, CLOSED, 'least')
}

const CLOSED = 5

/** So many times each place becomes the most (or least) of itself and its four neighbours. */
function widened(field: Float32Array, { width, height }: Size, times: number, to: 'most' | 'least'): Float32Array {
  const room = floatsOf(scratch(field.length * 8))
  let [from, into] = [room.subarray(0, field.length), room.subarray(field.length)]
  from.set(field)
  for (let pass = 0; pass < times; pass++) {
    kernels().widen(addressOf(from), addressOf(into), width, height, to === 'most' ? 1 : 0)
    ;[from, into] = [into, from]
  }
  return from.slice()
}
