import { glide } from '../ease.ts'
import { between, type Random, seededRandom } from '../random.ts'
import type { CameraMove } from '../prompt/scene-brief.ts'

/** How a camera looks at a picture. Lengths are shares of the window's width and height. */
export interface Pose {
  /** The place of the picture at rest that is in the middle of the window. */
  x: number
  y: number
  /** How far on from there towards the edge of the picture, -1 (left, top) to 1. */
  reachX: number
  reachY: number
  /** Below 1 more is seen than the picture. */
  zoom: number
  /** Radians, clockwise. */
  turn: number
  /** How much larger near things get than far ones; what is between stays. */
  push: number
  /** How far near things move against far ones, to the right and down. */
  slideX: number
  slideY: number
}

/** The pose at a time of the clip from 0 to 1. At 0 the window shows the picture at rest. */
export type CameraPath = (progress: number) => Pose

/** Where the camera would look if nobody asked for anything, 0..1 of each side of the window. */
export interface Focus {
  x: number
  y: number
  /** How much more of the picture there is than the window shows, as shares of its sides. */
  spareX: number
  spareY: number
}

const REST: Pose = { x: 0.5, y: 0.5, reachX: 0, reachY: 0, zoom: 1, turn: 0, push: 0, slideX: 0, slideY: 0 }

/** A move over a picture: as the prompt asks, else a slow approach to what stands out, with a drift that the seed chooses. */
export function choosePath(move: CameraMove | undefined, seed: number, focus: Focus): CameraPath {
  const random = seededRandom(seed, 'camera')
  const side = random() < 0.5 ? -1 : 1
  const more = between(random, 0.92, 1.1)
  switch (move) {
    case 'pan-left':
      return passing({ x: -1, y: 0 }, focus)
    case 'pan-right':
      return passing({ x: 1, y: 0 }, focus)
    case 'tilt-up':
      return passing({ x: 0, y: -1 }, focus)
    case 'tilt-down':
      return passing({ x: 0, y: 1 }, focus)
    case 'static':
      return () => REST
    case 'handheld':
      return handheldPath(seed)
    case 'zoom-out':
      return towards({ ...REST, zoom: 0.84 })
    case 'dolly-out':
      return towards({ ...REST, zoom: 0.87, push: -0.12 })
    case 'aerial':
      return towards({ ...REST, y: 0.47, zoom: 1.14, push: 0.1, slideX: 0.008 * side, slideY: 0.05 * more })
    case 'orbit':
      return towards({ ...REST, x: 0.5 + 0.02 * side, zoom: 1.12, turn: 0.008 * side, slideX: 0.07 * more * side })
    case 'tracking':
      return towards({ ...REST, x: 0.5 + 0.05 * side, zoom: 1.14, slideX: 0.05 * more * side })
    case 'zoom-in':
    case 'close-up':
      return towards({ ...REST, ...near(focus, 1), zoom: 1.36 * more, push: 0.03 })
    case 'dolly-in':
      return towards({ ...REST, ...near(focus, 0.85), zoom: 1.24 * more, push: 0.2 })
    case undefined:
      return towards({ ...REST, ...near(focus, 0.7), zoom: 1.17 * more, push: 0.12, slideX: 0.016 * side })
  }
}

/** Held in the hand: never still, and a little closer with time. */
function handheldPath(seed: number): CameraPath {
  const sway = (name: string): ((t: number) => number) => wander(seededRandom(seed, name))
  const [x, y, turn, slide] = [sway('hand x'), sway('hand y'), sway('hand turn'), sway('hand slide')]
  return (progress) => {
    const begun = Math.min(1, progress * 6)
    return {
      ...REST,
      x: 0.5 + 0.011 * x(progress) * begun,
      y: 0.5 + 0.013 * y(progress) * begun,
      zoom: 1 + 0.05 * glide(Math.min(1, progress * 5)) + 0.05 * progress,
      turn: 0.006 * turn(progress) * begun,
      slideX: 0.012 * slide(progress) * begun,
    }
  }
}

/** There and back: ends as it began. */
export function andBack(path: CameraPath): CameraPath {
  return (progress) => path(0.5 - 0.5 * Math.cos(progress * 2 * Math.PI))
}

/** A soft line around 0 that never repeats within a clip. */
function wander(random: Random): (t: number) => number {
  const waves = [3.1, 5.3, 8.9, 14.3].map((speed, i) => ({
    speed: speed * between(random, 0.85, 1.15),
    phase: between(random, 0, 6.28),
    strength: 0.5 / (1 + i * 0.8),
  }))
  return (t) => waves.reduce((sum, wave) => sum + wave.strength * Math.sin(t * wave.speed * 4 + wave.phase), 0)
}

function near(focus: Focus, share: number): { x: number; y: number } {
  return { x: 0.5 + (focus.x - 0.5) * share, y: 0.5 + (focus.y - 0.5) * share }
}

/** The magnification changes evenly to the eye (geometrically); the centre moves only as far as the zoom uncovers. */
function towards(end: Pose): CameraPath {
  return (progress) => {
    const way = glide(progress)
    const zoom = Math.pow(end.zoom, way)
    const share = end.zoom > 1 ? (1 - 1 / zoom) / (1 - 1 / end.zoom) : way
    return {
      x: 0.5 + (end.x - 0.5) * share,
      y: 0.5 + (end.y - 0.5) * share,
      reachX: 0,
      reachY: 0,
      zoom,
      turn: end.turn * way,
      push: end.push * way,
      slideX: end.slideX * way,
      slideY: end.slideY * way,
    }
  }
}

/** Along the picture to its edge. Where there is little to go along, coming closer early on makes a way. */
function passing(to: { x: number; y: number }, { spareX, spareY }: Focus): CameraPath {
  const closeness = Math.max(0.05, 0.26 - (to.x === 0 ? spareY : spareX))
  return (progress) => {
    const way = glide(progress)
    return {
      ...REST,
      reachX: to.x * way,
      reachY: to.y * way,
      zoom: 1 + closeness * glide(Math.min(1, progress * 1.6)),
      slideX: -0.03 * to.x * way,
      slideY: -0.03 * to.y * way,
    }
  }
}
