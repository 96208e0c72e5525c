import type { Frame } from '../frame/frame.ts'
import type { Window } from './mesh.ts'

/** Copies a window of a frame into a frame of the window's size. */
export function takeWindow(from: Frame, window: Window, into: Frame): void {
  eachRow(from, into, window, (outer, inner) => inner.set(outer))
}

/** Mixes a frame of the window's size into the window: `share` of it from 0 to 1. */
export function mixIntoWindow(from: Frame, into: Frame, window: Window, share: number): void {
  const part = Math.round(share * 256)
  eachRow(into, from, window, (outer, inner) => {
    if (part >= 256) outer.set(inner)
    else mixRow(inner, outer, part)
  })
}

function mixRow(from: Uint8Array, into: Uint8Array, part: number): void {
  for (let i = 0; i < into.length; i++) {
    const value = into[i] as number
    into[i] = value + ((((from[i] as number) - value) * part + 128) >> 8)
  }
}

/** Calls back with each row of the window in a frame and of a frame of the window's size, plane by plane. */
function eachRow(
  frame: Frame,
  inner: Frame,
  window: Window,
  visit: (outer: Uint8Array, inner: Uint8Array) => void,
): void {
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const [left, top, width, height] = [window.left / by, window.top / by, window.width / by, window.height / by]
    for (let row = 0; row < height; row++) {
      const from = ((top + row) * frame.width) / by + left
      visit(frame[kind].subarray(from, from + width), inner[kind].subarray(row * width, (row + 1) * width))
    }
  }
}
