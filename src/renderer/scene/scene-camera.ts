import { smoothstep } from '../ease.ts'
import type { View } from '../frame/resample.ts'
import type { CameraMove, SceneBrief } from '../prompt/scene-brief.ts'
import { between, type Random, seededRandom } from '../random.ts'

/** Where the camera is at one moment: what it frames, and how far it has gone sideways (in widths of the picture). */
export interface Standpoint {
  view: View
  aside: number
}

/** Where the main subject is, as shares of the picture. */
type Focus = Pick<View, 'x' | 'y'>

/** A move from rest to rest, by the way through the clip (0..1). */
type Path = (progress: number) => Standpoint

const WIDE: View = { x: 0.5, y: 0.55, zoom: 1 }

/**
 * Every move by its name. To add one: a line here. Zooms and pans turn the lens and change the framing alone; dollies
 * and the orbit carry the camera past the scenery, so that what is near passes quicker than what is far.
 */
const MOVES: Readonly<Record<CameraMove, (near: View, focus: Focus) => Path>> = {
  static: () => () => ({ view: WIDE, aside: 0 }),
  handheld: () => () => ({ view: { ...WIDE, zoom: 1.06 }, aside: 0 }),
  tracking: () => way({ ...WIDE, zoom: 1.04 }, { ...WIDE, zoom: 1.08 }),
  'zoom-in': (near) => way(WIDE, { ...near, zoom: 1.26 }),
  'zoom-out': (near) => way({ ...near, zoom: 1.22 }, WIDE),
  'close-up': (_, focus) => way({ ...focus, zoom: 1.46 }, { ...focus, zoom: 1.64 }),
  'dolly-in': (near) => way(WIDE, { ...near, y: 0.64, zoom: 1.2 }, 0.16),
  'dolly-out': (near) => way({ ...near, y: 0.64, zoom: 1.2 }, WIDE, 0.16),
  'pan-left': () => way(panned(1), panned(0)),
  'pan-right': () => way(panned(0), panned(1)),
  'tilt-up': () => way(tilted(1), tilted(0)),
  'tilt-down': () => way(tilted(0), tilted(1)),
  orbit: () => way({ x: 0.4, y: 0.58, zoom: 1.07 }, { x: 0.6, y: 0.58, zoom: 1.12 }, 0.75),
  aerial: () => way({ x: 0.2, y: 0.2, zoom: 1.16 }, { x: 0.7, y: 0.8, zoom: 1.03 }, 0.3),
}

/** The camera of a composed scene, by the way through the clip (0..1) and the time. */
export function frameCamera(
  brief: SceneBrief,
  seed: number,
  focus: Focus,
): (progress: number, seconds: number) => Standpoint {
  const random = seededRandom(seed, 'scene camera')
  const near = { x: 0.5 + between(random, -0.08, 0.08), y: 0.62, zoom: 1.1 }
  const path = brief.camera ? MOVES[brief.camera](near, focus) : random() < 0.75 ? way(WIDE, near) : way(near, WIDE)
  if (brief.camera === 'static') return path
  const shake = shaking(random, brief.camera === 'handheld' ? 0.011 : 0.0012)
  return (progress, seconds) => {
    const { view, aside } = path(progress)
    const [dx, dy] = shake(seconds)
    return { view: { x: view.x + dx, y: view.y + dy, zoom: view.zoom }, aside }
  }
}

function panned(x: number): View {
  return { x, y: 0.56, zoom: 1.12 }
}

function tilted(y: number): View {
  return { x: 0.5, y, zoom: 1.12 }
}

function way(from: View, to: View, aside = 0): Path {
  return (progress) => {
    const eased = smoothstep(progress)
    const along = (a: number, b: number): number => a + (b - a) * eased
    return {
      view: { x: along(from.x, to.x), y: along(from.y, to.y), zoom: along(from.zoom, to.zoom) },
      aside: aside * eased,
    }
  }
}

/** The unrest of a hand: slow sway with a quicker tremor on it, in shares of the picture. */
function shaking(random: Random, reach: number): (seconds: number) => readonly [number, number] {
  const waves = [0.37, 0.83, 1.9, 3.7].map((pace, n) => ({
    pace: pace * between(random, 0.85, 1.15),
    share: reach / (1 + n * 1.3),
    x: random() * 7,
    y: random() * 7,
  }))
  const sum = (at: (wave: (typeof waves)[number]) => number): number =>
    waves.reduce((total, wave) => total + at(wave), 0)
  return (seconds) => [
    sum(({ pace, share, x }) => share * Math.sin(seconds * pace * 6.28 + x)),
    sum(({ pace, share, y }) => share * Math.sin(seconds * pace * 5.6 + y)),
  ]
}
