import type { Rgb } from '../frame/colour.ts'
import type { SceneBrief, Weather } from '../prompt/scene-brief.ts'
import { driftPainter, mistPainter, rainPainter } from '../scene/air.ts'
import { lightOf } from '../scene/light.ts'
import type { Painter, Stage } from '../scene/stage.ts'
import { FLUTTERS, flutterPainter } from './flutter.ts'
import type { Drifting, PictureMood } from './picture-mood.ts'

type Drift = Parameters<typeof driftPainter>[1]

const FLAKES = {
  name: 'flakes',
  count: 300,
  sizes: [4, 7, 12, 20],
  alpha: 0.88,
  sway: 16,
  velocity: [-0.03, 0.22],
} as const

const DRIFTS: Record<Exclude<Drifting, keyof typeof FLUTTERS>, Omit<Drift, 'name'>> = {
  sparkles: {
    count: 110,
    sizes: [4, 6, 9, 15],
    colour: [255, 242, 200],
    alpha: 0.95,
    velocity: [0.008, -0.035],
    sway: 22,
  },
  embers: { count: 80, sizes: [4, 6, 9, 12], colour: [255, 150, 60], alpha: 0.9, velocity: [0.03, -0.2], sway: 30 },
  bubbles: { count: 50, sizes: [6, 10, 16, 26], colour: [206, 232, 246], alpha: 0.34, velocity: [0, -0.12], sway: 12 },
  dust: { count: 60, sizes: [4, 7, 11, 16], colour: [255, 240, 214], alpha: 0.34, velocity: [0.012, -0.012], sway: 14 },
}

/** What of a prompt is in the air before a picture of this size: weather and small things that drift. */
export function airPainters(
  mood: PictureMood,
  brief: SceneBrief,
  size: { width: number; height: number; seconds: number; seed: number; dark: boolean },
): Painter[] {
  const stage = stageOf({ ...mood, brief }, size)
  return [
    ...mood.weathers.flatMap((weather) => weatherPainters(stage, weather)),
    ...mood.drifting.map((name) =>
      name === 'petals' || name === 'leaves'
        ? flutterPainter(stage, FLUTTERS[name])
        : driftPainter(stage, { name, ...DRIFTS[name] }),
    ),
  ]
}

function weatherPainters(stage: Stage, weather: Weather): Painter[] {
  const { unit, height } = stage
  switch (weather) {
    case 'rain':
    case 'storm':
      return [rainPainter(stage)]
    case 'snow':
      return [driftPainter(stage, { ...FLAKES, colour: [246, 250, 255] as Rgb })]
    case 'fog':
    case 'haze':
      return [
        mistPainter(stage, { y: height * 0.52, thickness: 150 * unit, alpha: 0.075, parallax: 0.5 }),
        mistPainter(stage, { y: height * 0.8, thickness: 200 * unit, alpha: 0.055, parallax: 1 }),
      ]
    case 'clear':
    case 'cloudy':
    case 'wind':
      return []
  }
}

/** Pixels of a window a second, in design units, at which the air passes by. */
export const AIR_SPEED = 34

function stageOf(
  { brief, dayTime }: Pick<Stage, 'brief'> & Pick<PictureMood, 'dayTime'>,
  { dark, ...size }: { width: number; height: number; seconds: number; seed: number; dark: boolean },
): Stage {
  const horizon = Math.round((size.height * 0.54) / 2) * 2
  // Mist has the colour of the picture's own hour where the prompt names none.
  const light = lightOf({ ...brief, place: 'meadow', neon: false, dayTime: dayTime ?? (dark ? 'night' : 'day') })
  const unit = Math.min(size.width, size.height) / 720
  return { ...size, unit, horizon, edge: 120, light, brief, sunX: size.width * 0.6, sunY: horizon * 0.4 }
}
