import type { Frame } from '../frame/frame.ts'
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

const BY_TIME: Record<NonNullable<PictureMood['dayTime']>, Grade> = {
  day: NONE,
  sunset: { contrast: 1.02, light: 1, blue: -7, red: 6, colour: 1.06 },
  dawn: { contrast: 0.98, light: 3, blue: -4, red: 4, colour: 1 },
  night: { contrast: 0.88, light: -20, blue: 6, red: -4, colour: 0.86 },
}

const BY_WEATHER: Record<PictureMood['weathers'][number], Grade> = {
  rain: { contrast: 0.92, light: -9, blue: 3, red: -2, colour: 0.86 },
  snow: { contrast: 0.95, light: 4, blue: 2, red: -1, colour: 0.9 },
  fog: { contrast: 0.86, light: 7, blue: 1, red: 0, colour: 0.76 },
}

/** The light that a prompt asks for; undefined when it names neither an hour nor a weather that changes it. */
export function gradeOf({ dayTime, weathers }: PictureMood): Grade | undefined {
  const hour = dayTime ? BY_TIME[dayTime] : NONE
  const sky = weathers[0] ? BY_WEATHER[weathers[0]] : NONE
  if (hour === NONE && sky === NONE) return undefined
  return {
    contrast: hour.contrast * sky.contrast,
    light: hour.light + sky.light,
    blue: hour.blue + sky.blue,
    red: hour.red + sky.red,
    colour: hour.colour * sky.colour,
  }
}

/** Changes a frame's colours by a share (0..1) of a grade. */
export function applyGrade(frame: Frame, grade: Grade, share: number): void {
  const part = (value: number, none: number): number => none + (value - none) * share
  const contrast = part(grade.contrast, 1)
  const colour = part(grade.colour, 1)
  const middle = 110
  mapPlane(frame.y, contrast, middle * (1 - contrast) + grade.light * share, [16, 235])
  mapPlane(frame.u, colour, 128 * (1 - colour) + grade.blue * share, [16, 240])
  mapPlane(frame.v, colour, 128 * (1 - colour) + grade.red * share, [16, 240])
}

function mapPlane(plane: Uint8Array, by: number, plus: number, [low, high]: readonly [number, number]): void {
  const table = Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(Math.max(low, Math.min(high, value * by + plus))),
  )
  for (let i = 0; i < plane.length; i++) plane[i] = table[plane[i] as number] as number
}
