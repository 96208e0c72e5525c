import type { Frame } from '../frame/frame.ts'
import { kernels } from '../kernels/memory.ts'
import type { DayTime, Style, Weather } from '../prompt/scene-brief.ts'
import type { Window } from './mesh.ts'
import { eachRun } from './mix-window.ts'
import type { PictureMood } from './picture-mood.ts'

/** How a picture's colours are changed: contrast around mid-grey and brightness, then blue and red difference. */
export interface Grade {
  contrast: number
  light: number
  blue: number
  red: number
  colour: number
}

const NONE: Grade = { contrast: 1, light: 0, blue: 0, red: 0, colour: 1 }

const BY_TIME: Record<DayTime, Grade> = {
  day: NONE,
  sunset: { contrast: 1.02, light: 1, blue: -7, red: 6, colour: 1.06 },
  dawn: { contrast: 0.98, light: 3, blue: -4, red: 4, colour: 1 },
  night: { contrast: 0.88, light: -20, blue: 6, red: -4, colour: 0.86 },
}

const BY_WEATHER: Partial<Record<Weather, Grade>> = {
  cloudy: { contrast: 0.94, light: -4, blue: 2, red: -1, colour: 0.88 },
  rain: { contrast: 0.92, light: -9, blue: 3, red: -2, colour: 0.86 },
  storm: { contrast: 0.9, light: -18, blue: 4, red: -3, colour: 0.78 },
  snow: { contrast: 0.95, light: 4, blue: 2, red: -1, colour: 0.9 },
  fog: { contrast: 0.86, light: 7, blue: 1, red: 0, colour: 0.76 },
  haze: { contrast: 0.88, light: 7, blue: -2, red: 1, colour: 0.84 },
}

const BY_STYLE: Partial<Record<Style, Grade>> = {
  noir: { contrast: 1.16, light: -6, blue: 0, red: 0, colour: 0 },
  vintage: { contrast: 0.9, light: 4, blue: -7, red: 5, colour: 0.62 },
  neon: { contrast: 1.06, light: -8, blue: 7, red: 5, colour: 1.1 },
  cinematic: { contrast: 1.05, light: -1, blue: 0, red: 0, colour: 1.04 },
}

/** The light that a prompt asks for; undefined when it names nothing that changes it. */
export function gradeOf({ dayTime, weathers, style }: PictureMood): Grade | undefined {
  const asked = [
    dayTime && BY_TIME[dayTime],
    weathers.map((one) => BY_WEATHER[one]).find((one) => one !== undefined),
    style && BY_STYLE[style],
  ].filter((one): one is Grade => one !== undefined && one !== NONE)
  if (asked.length === 0) return undefined
  return asked.reduce<Grade>(
    (sum, one) => ({
      contrast: sum.contrast * one.contrast,
      light: sum.light + one.light,
      blue: sum.blue + one.blue,
      red: sum.red + one.red,
      colour: sum.colour * one.colour,
    }),
    NONE,
  )
}

/** Changes the colours of a window of a frame by a share (0..1) of a grade. */
export function applyGrade(frame: Frame, window: Window, grade: Grade, share: number): void {
  const part = (value: number, none: number): number => none + (value - none) * share
  const contrast = part(grade.contrast, 1)
  const colour = part(grade.colour, 1)
  const middle = 110
  const planes = {
    y: { by: contrast, plus: middle * (1 - contrast) + grade.light * share, high: 235 },
    u: { by: colour, plus: 128 * (1 - colour) + grade.blue * share, high: 240 },
    v: { by: colour, plus: 128 * (1 - colour) + grade.red * share, high: 240 },
  }
  eachRun(frame, window, ({ kind, outer, count }) => {
    const { by, plus, high } = planes[kind]
    kernels().gradePlane(outer, count, Math.round(by * 16384), Math.round(plus * 64), 16, high)
  })
}
