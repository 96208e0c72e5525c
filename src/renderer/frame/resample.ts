import { addressOf, kernels, scratch } from '../kernels/memory.ts'
import { copyFrame, type Frame } from './frame.ts'

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
    copyFrame(source, target)
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
  const room = rowRoom(width)
  fillColumns(room, startX, step)
  const kernel = kernels()
  const [left, steps, share] = [addressOf(room.left), addressOf(room.steps), addressOf(room.share)]
  const stretch = (row: number, into: number): void =>
    kernel.stretchRow(addressOf(source) + row * width, into, left, steps, share, width)
  // Two rows stretched sideways at a time: going down, most rows need one new one at the most.
  let upper = { row: -1, at: addressOf(room.upper) }
  let lower = { row: -1, at: addressOf(room.lower) }
  for (let y = 0, at = startY; y < height; y++, at += step) {
    const row = clamp(at >> 16, 0, height - 1)
    const down = at >> 16 === row && row < height - 1 ? (at >> 8) & 255 : 0
    if (upper.row !== row) {
      ;[upper, lower] = [lower, upper]
      if (upper.row !== row) stretch(row, upper.at)
      upper.row = row
      lower.row = Math.min(height - 1, row + 1)
      stretch(lower.row, lower.at)
    }
    kernel.mixRows(upper.at, lower.at, addressOf(target) + y * width, width, down)
  }
}

interface RowRoom {
  /** Two rows of 16-bit values. */
  upper: Uint8Array
  lower: Uint8Array
  /** Per column what `stretchRow` needs; `left` as 16-bit values. */
  left: Uint8Array
  steps: Uint8Array
  share: Uint8Array
}

function rowRoom(width: number): RowRoom {
  // The room is a multiple of 16 wide, as are its parts.
  const w = Math.ceil(width / 16) * 16
  const all = scratch(w * 8)
  const part = (from: number, to: number): Uint8Array => all.subarray(w * from, w * to)
  return { upper: part(0, 2), lower: part(2, 4), left: part(4, 6), steps: part(6, 7), share: part(7, 8) }
}

function fillColumns(room: RowRoom, start: number, step: number): void {
  const { steps, share } = room
  const width = share.length
  const left = new Uint16Array(room.left.buffer, room.left.byteOffset, width)
  for (let x = 0, at = start; x < width; x++, at += step) {
    const column = clamp(at >> 16, 0, width - 1)
    left[x] = column
    steps[x] = column - (left[x & ~15] as number)
    share[x] = at >> 16 === column && column < width - 1 ? (at >> 9) & 127 : 0
  }
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
