import { glide, progressOf } from '../ease.ts'
import type { Film } from '../film.ts'
import { copyFrame, type Frame, newFrame } from '../frame/frame.ts'
import { cameraFilm } from './camera-film.ts'
import { chooseCrossing } from './choose-crossing.ts'
import type { Picture } from './load-picture.ts'
import type { Window } from './mesh.ts'
import { mixIntoWindow } from './mix-window.ts'
import { morphFilm } from './morph-film.ts'
import type { PictureMood } from './picture-mood.ts'
import { viewOf } from './picture-view.ts'
import { differenceOf, type Relation } from './relate.ts'
import { transitionFilm } from './transition-film.ts'

/**
 * From the first picture to the last: over one and the same the camera moves there and back, like ones become each other,
 * for unlike ones there is a transition. Frame 0 and the last frame are the pictures, byte for byte.
 */
export async function betweenFilm(
  { first, last, relation }: { first: Picture; last: Picture; relation: Relation },
  mood: PictureMood,
  { frames, seed }: { frames: number; seed: number },
): Promise<Film> {
  switch (relation.kind) {
    case 'same':
      return endingOn(last.frame, await cameraFilm(first, mood, { frames, seed, rest: 'both' }))
    case 'like':
      return framed(first.frame, last.frame, relation.window, morphFilm(relation.pair, frames))
    case 'unlike': {
      const [from, to] = [viewOf(first), viewOf(last)]
      return endingOn(last.frame, transitionFilm(from, to, chooseCrossing(from, to, mood, seed), frames))
    }
  }
}

/** A film of the window's size within the bars of the two pictures. */
function framed(first: Frame, last: Frame, window: Window, film: Film): Film {
  if (window.width === first.width && window.height === first.height) return film
  const part = newFrame(window.width, window.height)
  const whole = { left: 0, top: 0, width: first.width, height: first.height }
  const barsChange = differenceOf(around(first, window), around(last, window)) > 0
  return {
    ...film,
    draw(index, into) {
      copyFrame(first, into)
      if (barsChange) mixIntoWindow(last, into, whole, glide(progressOf(index, film.frames)))
      film.draw(index, part)
      mixIntoWindow(part, into, window, 1)
    },
  }
}

/** A frame with nothing in the window. */
function around(frame: Frame, window: Window): Frame {
  const out = newFrame(frame.width, frame.height)
  copyFrame(frame, out)
  mixIntoWindow(newFrame(window.width, window.height), out, window, 1)
  return out
}

function endingOn(picture: Frame, film: Film): Film {
  return {
    ...film,
    draw(index, into) {
      if (index === film.frames - 1) copyFrame(picture, into)
      else film.draw(index, into)
    },
  }
}
