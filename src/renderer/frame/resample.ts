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
  // The room is a multiple of 16 wide.
  const room = scratch(Math.ceil(width / 16) * 16 * 8)
  const [from, to] = [addressOf(source), addressOf(target)]
  kernels().resamplePlane(from, to, width, height, startX, startY, step, addressOf(room))
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value
}
