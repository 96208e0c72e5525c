import { glide, progressOf } from '../ease.ts'
import type { Film } from '../film.ts'
import { type Frame, newFrame } from '../frame/frame.ts'
import { cameraFilm } from './camera-film.ts'
import { chooseCrossing } from './choose-crossing.ts'
import { findLikePair } from './like-pair.ts'
import type { Picture } from './load-picture.ts'
import type { Window } from './mesh.ts'
import { mixIntoWindow, takeWindow } from './mix-window.ts'
import { morphFilm } from './morph-film.ts'
import type { PictureMood } from './picture-mood.ts'
import { viewOf, windowOf } from './picture-view.ts'
import { transitionFilm } from './transition-film.ts'

/** Mean difference of luma below which two pictures are one. */
const SAME = 0.8

/**
 * From the first picture to the last: over one and the same the camera moves there and back, like ones become each other,
 * for unlike ones there is a transition. Frame 0 and the last frame are the pictures, byte for byte.
 */
export function betweenFilm(
  first: Picture,
  last: Picture,
  mood: PictureMood,
  { frames, seed }: { frames: number; seed: number },
): Film {
  if (difference(first.frame, last.frame) < SAME) {
    return endingOn(last.frame, cameraFilm(first, mood, { frames, seed, rest: 'both' }))
  }
  const window = windowOf(first)
  if (isSameWindow(window, windowOf(last))) {
    const pair = findLikePair(inside(first.frame, window), inside(last.frame, window))
    if (pair) return framed(first.frame, last.frame, window, morphFilm(pair, frames))
  }
  const [from, to] = [viewOf(first), viewOf(last)]
  return endingOn(last.frame, transitionFilm(from, to, chooseCrossing(from, to, mood, seed), frames))
}

function difference({ y: a }: Frame, { y: b }: Frame): number {
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

/** A film of the window's size within the bars of the two pictures. */
function framed(first: Frame, last: Frame, window: Window, film: Film): Film {
  if (window.width === first.width && window.height === first.height) return film
  const part = newFrame(window.width, window.height)
  const whole = { left: 0, top: 0, width: first.width, height: first.height }
  const barsChange = difference(around(first, window), around(last, window)) > 0
  return {
    ...film,
    draw(index, into) {
      into.bytes.set(first.bytes)
      if (barsChange) mixIntoWindow(last, into, whole, glide(progressOf(index, film.frames)))
      film.draw(index, part)
      mixIntoWindow(part, into, window, 1)
    },
  }
}

/** A frame with nothing in the window. */
function around(frame: Frame, window: Window): Frame {
  const out = newFrame(frame.width, frame.height)
  out.bytes.set(frame.bytes)
  mixIntoWindow(newFrame(window.width, window.height), out, window, 1)
  return out
}

function endingOn(picture: Frame, film: Film): Film {
  return {
    ...film,
    draw(index, into) {
      if (index === film.frames - 1) into.bytes.set(picture.bytes)
      else film.draw(index, into)
    },
  }
}
