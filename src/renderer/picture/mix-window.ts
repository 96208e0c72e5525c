import type { Frame } from '../frame/frame.ts'
import { addressOf, kernels } from '../kernels/memory.ts'
import type { Window } from './mesh.ts'

/** Copies a window of a frame into a frame of the window's size. */
export function takeWindow(from: Frame, window: Window, into: Frame): void {
  eachRun(from, window, ({ kind, outer, inner, count }) =>
    kernels().copyBytes(outer, addressOf(into[kind]) + inner, count),
  )
}

/** Mixes a frame of the window's size into the window: `share` of it from 0 to 1. */
export function mixIntoWindow(from: Frame, into: Frame, window: Window, share: number): void {
  const part = Math.round(share * 256)
  const kernel = kernels()
  eachRun(into, window, ({ kind, outer, inner, count }) => {
    if (part >= 256) kernel.copyBytes(addressOf(from[kind]) + inner, outer, count)
    else kernel.mixEvenly(addressOf(from[kind]) + inner, outer, count, part)
  })
}

/** Values of a window that lie side by side both in a frame and in a frame of the window's size. */
interface Run {
  kind: 'y' | 'u' | 'v'
  /** Address in the frame. */
  outer: number
  /** Values of its plane before it in the frame of the window's size. */
  inner: number
  count: number
}

/** Calls back with all of a window of a frame, in as few runs as it takes. */
export function eachRun(frame: Frame, window: Window, visit: (run: Run) => void): void {
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const [left, top, width, height] = [window.left / by, window.top / by, window.width / by, window.height / by]
    const stride = frame.width / by
    const [rows, count] = width === stride ? [1, width * height] : [height, width]
    for (let row = 0; row < rows; row++) {
      visit({ kind, outer: addressOf(frame[kind]) + (top + row) * stride + left, inner: row * width, count })
    }
  }
}
