import { addressOf, kernels } from '../kernels/memory.ts'
import type { Frame } from './frame.ts'
import type { Layer } from './layer.ts'

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
  // Both planes must agree on the fractions, of which the kernels know 64.
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
  const firstColumn = Math.max(0, -shiftX)
  const firstRow = Math.max(0, -shiftY)
  const count = Math.min(places, target.width - shiftX) - firstColumn
  const lines = Math.min(source.height - (fractionY ? 1 : 0), target.height - shiftY) - firstRow
  if (count <= 0 || lines <= 0) return
  const from = firstRow * source.width + firstColumn
  kernels().blendPlane(
    addressOf(target.plane) + (firstRow + shiftY) * target.width + shiftX + firstColumn,
    target.width,
    addressOf(source.colour) + from,
    addressOf(source.alpha) + from,
    source.width,
    addressOf(source.rows) + firstRow,
    count,
    lines,
    fractionX,
    fractionY,
  )
}
