import type { Frame } from './frame.ts'
import { EMPTY, type Layer, OPAQUE } from './layer.ts'

interface Source {
  colour: Uint8Array
  alpha: Uint8Array
  width: number
  height: number
  /** Columns until it repeats; 0 = it does not. */
  period: number
  rows: Uint8Array
}

interface Target {
  plane: Uint8Array
  width: number
  height: number
}

/** Blends a layer with its top left corner at (x, y) of the frame, both in pixels and fractional. */
export function blendLayer(frame: Frame, layer: Layer, x: number, y: number): void {
  if (layer.period === 0) {
    blendOnce(frame, layer, x, y)
    return
  }
  const first = x - Math.ceil(x / layer.period) * layer.period
  for (let at = first; at < frame.width; at += layer.period) blendOnce(frame, layer, at, y)
}

function blendOnce(frame: Frame, layer: Layer, x: number, y: number): void {
  const { width, height, period } = layer
  // Fractions below 1/64 pixel are not worth the slower kernel, and both planes must agree on them.
  const left = Math.round(x * 64) / 64
  const top = Math.round(y * 64) / 64
  const luma = { colour: layer.y, alpha: layer.a, width, height, period, rows: layer.lumaRows }
  blendPlane({ plane: frame.y, width: frame.width, height: frame.height }, luma, left, top)
  const chroma = { width: width / 2, height: height / 2, alpha: layer.ca, period: period / 2, rows: layer.chromaRows }
  const half = { width: frame.width / 2, height: frame.height / 2 }
  blendPlane({ plane: frame.u, ...half }, { colour: layer.u, ...chroma }, left / 2, top / 2)
  blendPlane({ plane: frame.v, ...half }, { colour: layer.v, ...chroma }, left / 2, top / 2)
}

function blendPlane(target: Target, source: Source, x: number, y: number): void {
  // Target pixel d shows source position d - x, which lies between columns s and s + 1.
  const shiftX = Math.ceil(x)
  const shiftY = Math.ceil(y)
  const fractionX = Math.round((shiftX - x) * 64)
  const fractionY = Math.round((shiftY - y) * 64)
  // Between two columns there is one place less than there are columns, unless the first comes again after the last.
  const places = source.period || source.width - (fractionX || fractionY ? 1 : 0)
  const columns = Math.min(places, target.width - shiftX)
  const rows = Math.min(source.height - (fractionY ? 1 : 0), target.height - shiftY)
  const firstColumn = Math.max(0, -shiftX)
  const count = columns - firstColumn
  if (count <= 0) return
  for (let row = Math.max(0, -shiftY); row < rows; row++) {
    const to = (row + shiftY) * target.width + shiftX + firstColumn
    const from = row * source.width + firstColumn
    const kind = source.rows[row]
    if (kind === EMPTY && (!fractionY || source.rows[row + 1] === EMPTY)) continue
    if (kind === OPAQUE && !fractionY) copyRow(target.plane, source.colour, { to, from, count, fractionX })
    else if (fractionY) blendRowBetween(target.plane, source, { to, from, count, fractionX, fractionY })
    else if (fractionX) blendRowSideways(target.plane, source, { to, from, count, fractionX })
    else blendRow(target.plane, source, { to, from, count })
  }
}

interface Run {
  to: number
  from: number
  count: number
}

function copyRow(out: Uint8Array, colour: Uint8Array, run: Run & { fractionX: number }): void {
  const f = run.fractionX
  if (f === 0) {
    out.set(colour.subarray(run.from, run.from + run.count), run.to)
    return
  }
  const g = 64 - f
  const shift = run.to - run.from
  const end = run.from + run.count
  let left = colour[run.from] as number
  for (let i = run.from; i < end; i++) {
    const right = colour[i + 1] as number
    out[i + shift] = (left * g + right * f + 32) >> 6
    left = right
  }
}

function blendRow(out: Uint8Array, source: Source, { to, from, count }: Run): void {
  const { colour, alpha } = source
  const shift = to - from
  for (let i = from; i < from + count; i++) {
    const a = alpha[i] as number
    if (a === 0) continue
    out[i + shift] = over(colour[i] as number, a, out[i + shift] as number)
  }
}

function blendRowSideways(out: Uint8Array, source: Source, run: Run & { fractionX: number }): void {
  const { colour, alpha } = source
  const f = run.fractionX
  const g = 64 - f
  const shift = run.to - run.from
  const end = run.from + run.count
  let a0 = alpha[run.from] as number
  for (let i = run.from; i < end; i++) {
    const a1 = alpha[i + 1] as number
    if ((a0 | a1) !== 0) {
      const c = ((colour[i] as number) * g + (colour[i + 1] as number) * f + 32) >> 6
      out[i + shift] = over(c, (a0 * g + a1 * f + 32) >> 6, out[i + shift] as number)
    }
    a0 = a1
  }
}

function blendRowBetween(out: Uint8Array, source: Source, run: Run & { fractionX: number; fractionY: number }): void {
  const { colour, alpha, width } = source
  const w11 = run.fractionX * run.fractionY
  const w10 = (64 - run.fractionX) * run.fractionY
  const w01 = run.fractionX * (64 - run.fractionY)
  const w00 = (64 - run.fractionX) * (64 - run.fractionY)
  const shift = run.to - run.from
  const end = run.from + run.count
  for (let i = run.from; i < end; i++) {
    const j = i + width
    const a00 = alpha[i] as number
    const a01 = alpha[i + 1] as number
    const a10 = alpha[j] as number
    const a11 = alpha[j + 1] as number
    if ((a00 | a01 | a10 | a11) === 0) continue
    const a = (a00 * w00 + a01 * w01 + a10 * w10 + a11 * w11 + 2048) >> 12
    const top = (colour[i] as number) * w00 + (colour[i + 1] as number) * w01
    const c = (top + (colour[j] as number) * w10 + (colour[j + 1] as number) * w11 + 2048) >> 12
    out[i + shift] = over(c, a, out[i + shift] as number)
  }
}

/** A colour already multiplied by its alpha, over another. */
function over(colour: number, alpha: number, below: number): number {
  if (alpha === 255) return colour
  const t = below * (255 - alpha) + 128
  const sum = colour + ((t + (t >> 8)) >> 8)
  return sum > 255 ? 255 : sum
}
