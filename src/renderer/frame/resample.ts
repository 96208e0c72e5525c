import type { Frame } from './frame.ts'

/** The part of a picture that is looked at: a centre (0..1 of each side) and a magnification of at least 1. */
export interface View {
  x: number
  y: number
  zoom: number
}

/** The view that shows a picture as it is; resampling with it copies the planes. */
export const WHOLE: View = { x: 0.5, y: 0.5, zoom: 1 }

/** Shows `source` through `view` in `target` (same size), bilinear. The view is moved inside the picture if need be. */
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
  for (let y = 0, at = startY; y < height; y++, at += step) {
    const row = clamp(at >> 16, 0, height - 2)
    const f = at >> 16 < row ? 0 : at >> 16 > row ? 256 : (at >> 8) & 255
    const upper = row * width
    resampleRow(source, upper, { target, to: y * width, width, down: f }, columns)
  }
}

/** For each target column the left source column and the share (0..256) of the one beside it. */
function columnTable(width: number, start: number, step: number): { left: Int32Array; share: Int32Array } {
  const left = new Int32Array(width)
  const share = new Int32Array(width)
  for (let x = 0, at = start; x < width; x++, at += step) {
    const column = clamp(at >> 16, 0, width - 2)
    left[x] = column
    share[x] = at >> 16 < column ? 0 : at >> 16 > column ? 256 : (at >> 8) & 255
  }
  return { left, share }
}

function resampleRow(
  source: Uint8Array,
  upper: number,
  row: { target: Uint8Array; to: number; width: number; down: number },
  columns: { left: Int32Array; share: Int32Array },
): void {
  const { target, to, width, down } = row
  const up = 256 - down
  const { left, share } = columns
  for (let x = 0; x < width; x++) {
    const i = upper + (left[x] as number)
    const f = share[x] as number
    const j = i + width
    const a = (source[i] as number) * up + (source[j] as number) * down
    const b = (source[i + 1] as number) * up + (source[j + 1] as number) * down
    target[to + x] = (a * (256 - f) + b * f + 32768) >> 16
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
