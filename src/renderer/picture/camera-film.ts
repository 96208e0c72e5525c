import { FPS } from '../clip-spec.ts'
import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import { copyFrame, type Frame, newFrame } from '../frame/frame.ts'
import { andBack, type CameraPath, choosePath } from './camera-path.ts'
import type { Picture } from './load-picture.ts'
import { mixIntoWindow, takeWindow } from './mix-window.ts'
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
export async function cameraFilm(picture: Picture, mood: PictureMood, order: CameraOrder): Promise<Film> {
  const { view, path } = look(viewOf(picture), mood, order)
  const { window } = view
  const whole = window.width === picture.frame.width && window.height === picture.frame.height
  const weather = await weatherOver(view, mood, order)
  return {
    frames: order.frames,
    draw(index, into) {
      const there = progressOf(index, order.frames)
      const back = 1 - there
      const away = order.rest === 'first' ? there : order.rest === 'last' ? back : Math.min(there, back)
      const moved = away > 0 && mood.camera !== 'static'
      if (!moved || !whole) copyFrame(picture.frame, into)
      if (away === 0) return
      if (moved) drawView(view, path, order.rest === 'last' ? back : there, into)
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

async function weatherOver(
  { window, picture }: View,
  mood: PictureMood,
  { frames, seed }: CameraOrder,
): Promise<Weather | undefined> {
  const seconds = frames / FPS
  const grade = gradeOf(mood)
  const light = (into: Frame, away: number, share: number): void => {
    if (grade) applyGrade(into, window, grade, smoothstep(away * 1.6) * share)
  }
  const risen = (away: number): number => smoothstep((away * seconds) / RISE)
  if (mood.brief === undefined) return grade && ((into, _at, away) => light(into, away, risen(away)))
  const { width, height } = window
  // What paints needs a canvas, which takes a while to load.
  const { AIR_SPEED, airPainters } = await import('./picture-air.ts')
  const air = airPainters(mood, mood.brief, { width, height, seconds, seed, dark: isDark(picture.frame) })
  const speed = (AIR_SPEED * Math.min(width, height)) / 720
  const composed = newFrame(width, height)
  return (into, at, away) => {
    light(into, away, risen(away))
    takeWindow(into, window, composed)
    for (const paint of air) paint(composed, { seconds: at, progress: at / seconds, travel: speed * at })
    mixIntoWindow(composed, into, window, risen(away))
  }
}

/** Below this mean luma a picture is taken for a night. */
const NIGHT = 64

function isDark({ y }: Frame): boolean {
  let sum = 0
  for (let i = 0; i < y.length; i += 16) sum += y[i] as number
  return sum / (y.length / 16) < NIGHT
}
