import { type Frame, newFrame } from '../frame/frame.ts'
import { findLikePair, type LikePair } from './like-pair.ts'
import type { Picture } from './load-picture.ts'
import type { Window } from './mesh.ts'
import { takeWindow } from './mix-window.ts'
import { windowOf } from './picture-view.ts'

/** What two pictures have to do with each other. */
export type Relation = { kind: 'same' } | { kind: 'like'; pair: LikePair; window: Window } | { kind: 'unlike' }

/** Mean difference of luma below which two pictures are one. */
const SAME = 0.8

export function relate(first: Picture, last: Picture): Relation {
  if (differenceOf(first.frame, last.frame) < SAME) return { kind: 'same' }
  const window = windowOf(first)
  if (!isSameWindow(window, windowOf(last))) return { kind: 'unlike' }
  const pair = findLikePair(inside(first.frame, window), inside(last.frame, window))
  return pair ? { kind: 'like', pair, window } : { kind: 'unlike' }
}

/** The mean difference of luma. */
export function differenceOf({ y: a }: Frame, { y: b }: Frame): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number))
  return sum / a.length
}

function isSameWindow(a: Window, b: Window): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height
}

function inside(frame: Frame, window: Window): Frame {
  if (window.width === frame.width && window.height === frame.height) return frame
  const part = newFrame(window.width, window.height)
  takeWindow(frame, window, part)
  return part
}
