import type { Frame } from './frame.ts'

/** The part of a picture that is looked at: a centre (0..1 of each side) and a magnification of at least 1. */
export interface View {
  x: number
  y: number
  zoom: number
}

/**
 * Shows `source` through `view` in `target` (same size), bilinear; at zoom 1 the planes are copied.
 * The view is moved inside the picture if need be.
 */
export function resampleFrame(source: Frame, target: Frame, view: View): void {
  if (view.zoom <= 1) {
    target.bytes.set(source.bytes)
    return
  }
  const span = 1 / view.zoom
  const left = clamp(view.x - span / 2, 0, 1 - span)
  const top = clamp(view.y - span / 2, 0, 1 - span)
  const { width, height } = source
  const window = { left, top, span }
  resamplePlane(source.y, target.y, { width, height }, window)
  const half = { width: width / 2, height: height / 2 }
  resamplePlane(source.u, target.u, half, window)
  resamplePlane(source.v, target.v, half, window)
}

function resamplePlane(
  source: Uint8Array,
  target: Uint8Array,
  { width, height }: { width: number; height: number },
  window: { left: number; top: number; span: number },
): void {
  // 16.16 fixed point; a target pixel's centre maps to left + (x + 0.5) * span, minus half a source pixel.
  const step = Math.floor(window.span * 65536)
  const startX = Math.floor((window.left * width + 0.5 * window.span - 0.5) * 65536)
  const startY = Math.floor((window.top * height + 0.5 * window.span - 0.5) * 65536)
  const columns = columnTable(width, startX, step)
  // Two rows stretched sideways at a time: going down, most rows need one new one at the most.
  let upper: StretchedRow = { row: -1, values: new Uint16Array(width) }
  let lower: StretchedRow = { row: -1, values: new Uint16Array(width) }
  for (let y = 0, at = startY; y < height; y++, at += step) {
    const row = clamp(at >> 16, 0, height - 2)
    const down = at >> 16 < row ? 0 : at >> 16 > row ? 256 : (at >> 8) & 255
    if (upper.row !== row) {
      if (lower.row === row) [upper, lower] = [lower, upper]
      else stretch(source, row, upper, columns)
      stretch(source, row + 1, lower, columns)
    }
    mixRows(upper.values, lower.values, down, target.subarray(y * width, (y + 1) * width))
  }
}

/** A source row at the target's width, its values times 256. */
interface StretchedRow {
  row: number
  values: Uint16Array
}

interface Columns {
  left: Int32Array
  share: Int32Array
}

/** For each target column the left source column and the share (0..256) of the one beside it. */
function columnTable(width: number, start: number, step: number): Columns {
  const left = new Int32Array(width)
  const share = new Int32Array(width)
  for (let x = 0, at = start; x < width; x++, at += step) {
    const column = clamp(at >> 16, 0, width - 2)
    left[x] = column
    share[x] = at >> 16 < column ? 0 : at >> 16 > column ? 256 : (at >> 8) & 255
  }
  return { left, share }
}

function stretch(source: Uint8Array, row: number, into: StretchedRow, { left, share }: Columns): void {
  const { values } = into
  const start = row * values.length
  into.row = row
  for (let x = 0; x < values.length; x++) {
    const i = start + (left[x] as number)
    const a = source[i] as number
    values[x] = (a << 8) + ((source[i + 1] as number) - a) * (share[x] as number)
  }
}

function mixRows(upper: Uint16Array, lower: Uint16Array, down: number, out: Uint8Array): void {
  const up = 256 - down
  for (let x = 0; x < out.length; x++) out[x] = ((upper[x] as number) * up + (lower[x] as number) * down + 32768) >> 16
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
