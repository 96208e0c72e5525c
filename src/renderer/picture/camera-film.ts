import { FPS } from '../clip-spec.ts'
import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import { type Frame, newFrame } from '../frame/frame.ts'
import { andBack, type CameraPath, choosePath } from './camera-path.ts'
import type { Picture } from './load-picture.ts'
import { mixIntoWindow, takeWindow } from './mix-window.ts'
import { AIR_SPEED, airPainters } from './picture-air.ts'
import { applyGrade, gradeOf } from './picture-grade.ts'
import type { PictureMood } from './picture-mood.ts'
import { drawView, extended, focusOf, type View, viewOf } from './picture-view.ts'

export interface CameraOrder {
  frames: number
  seed: number
  /** Which frames are the picture itself. */
  rest: 'first' | 'last' | 'both'
}

/** Seconds that weather takes to come up. */
const RISE = 1.2

/**
 * A camera moving over one picture, in the light and the weather that the prompt asks for. The frames of `rest` are
 * the picture, byte for byte.
 */
export function cameraFilm(picture: Picture, mood: PictureMood, order: CameraOrder): Film {
  const { view, path } = look(viewOf(picture), mood, order)
  const weather = weatherOver(view, mood, order)
  return {
    frames: order.frames,
    draw(index, into) {
      into.bytes.set(picture.frame.bytes)
      const there = progressOf(index, order.frames)
      const back = 1 - there
      const away = order.rest === 'first' ? there : order.rest === 'last' ? back : Math.min(there, back)
      if (away === 0) return
      if (mood.camera !== 'static') drawView(view, path, order.rest === 'last' ? back : there, into)
      weather?.(into, index / FPS, away)
    },
  }
}

function look(view: View, mood: PictureMood, { seed, rest }: CameraOrder): { view: View; path: CameraPath } {
  const path = choosePath(mood.camera, seed, focusOf(view))
  // At the far end of its way a camera that draws back sees beyond the picture.
  const wide = path(1).zoom < 1 ? extended(view) : view
  return { view: wide, path: rest === 'both' ? andBack(path) : path }
}

/** Draws over the window what is in the air at `seconds`, and changes its light; `away` is how far the picture's own frame is. */
type Weather = (into: Frame, seconds: number, away: number) => void

function weatherOver({ window, picture }: View, mood: PictureMood, { frames, seed }: CameraOrder): Weather | undefined {
  const { width, height } = window
  const seconds = frames / FPS
  const air = airPainters(mood, { width, height, seconds, seed, dark: isDark(picture.frame) })
  const grade = gradeOf(mood)
  if (air.length === 0 && !grade) return undefined
  const speed = (AIR_SPEED * Math.min(width, height)) / 720
  const composed = newFrame(width, height)
  return (into, at, away) => {
    takeWindow(into, window, composed)
    if (grade) applyGrade(composed, grade, smoothstep(away * 1.6))
    for (const paint of air) paint(composed, { seconds: at, progress: at / seconds, travel: speed * at })
    mixIntoWindow(composed, into, window, smoothstep((away * seconds) / RISE))
  }
}

/** Below this mean luma a picture is taken for a night. */
const NIGHT = 64

function isDark({ y }: Frame): boolean {
  let sum = 0
  for (let i = 0; i < y.length; i += 16) sum += y[i] as number
  return sum / (y.length / 16) < NIGHT
}
