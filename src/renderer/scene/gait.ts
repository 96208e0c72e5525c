import { drawnByOne, type Layer, layerFromRgba } from '../frame/layer.ts'
import type { Action, Carriage, Subject } from '../prompt/scene-brief.ts'
import type { Picture } from './relight.ts'

/** A repeating movement: how many phases it has, how many pass in a second. Each phase is drawn before the first frame. */
export interface Cycle {
  perSecond: number
  width: number
  /** How often the whole of it comes in a second. */
  strides: number
  phaseAt(seconds: number): Layer
}

/** A cycle whose phases (numbered from 0) are drawn once each. */
export function makeCycle(
  count: number,
  cycle: Pick<Cycle, 'perSecond' | 'width'>,
  draw: (phase: number) => Layer,
): Cycle {
  const phases = Array.from({ length: count }, (_, phase) => drawnByOne(() => draw(phase)))
  const phaseAt = (seconds: number): Layer => (phases[Math.floor(seconds * cycle.perSecond) % count] as () => Layer)()
  return { ...cycle, strides: cycle.perSecond / count, phaseAt }
}

/** How a picture is bent at one phase (0..1): for each place of it (0..1 across, down) the shift in shares of its side. */
type Bend = (x: number, y: number, phase: number) => { dx: number; dy: number }

const PHASES = 16
const TAU = Math.PI * 2

/** The cycle of a figure that is a single picture: its legs swing, its wings beat, its body rolls. */
export function bendCycle(
  picture: Picture,
  { carriage, icon }: Pick<Subject, 'carriage' | 'icon'>,
  action: Action,
): Cycle {
  const { bend, perSecond } =
    icon === 'rocket'
      ? { bend: trembling, perSecond: 1.5 }
      : STIFF.has(icon)
        ? { bend: rolling, perSecond: 0.3 }
        : bendOf(carriage, action)
  const pace = { perSecond: perSecond * PHASES, width: picture.width }
  return makeCycle(PHASES, pace, (phase) => bent(picture, bend, phase / PHASES))
}

function bendOf(carriage: Carriage, action: Action): { bend: Bend; perSecond: number } {
  if (action === 'sit') return { bend: breathing, perSecond: 0.45 }
  if (action === 'dance') return { bend: dancing, perSecond: 1.3 }
  switch (carriage) {
    case 'legs':
      return action === 'run'
        ? { bend: stride(0.085, 0.05), perSecond: 2.4 }
        : { bend: stride(0.045, 0.012), perSecond: 1.5 }
    case 'wheels':
      return { bend: rattling, perSecond: 1.5 }
    case 'wings':
      return { bend: beating, perSecond: 1.6 }
    case 'water':
      return { bend: swimming, perSecond: 0.8 }
    case 'still':
      return { bend: breathing, perSecond: 0.4 }
  }
}

/** What has a hull: it rolls as one piece. */
const STIFF: ReadonlySet<string> = new Set(
  (
    'sailboat sampan canoe speedboat motor-boat ferry ship passenger-ship airplane small-airplane helicopter rocket ' +
    'flying-saucer balloon parachute kite satellite'
  ).split(' '),
)

const rolling: Bend = (x, y, phase) => {
  const angle = 0.055 * Math.sin(TAU * phase)
  return { dx: -(y - 0.7) * angle, dy: (x - 0.5) * angle }
}

/** What thunders along: it shakes as one piece. */
const trembling: Bend = (_x, _y, phase) => ({
  dx: 0.0045 * Math.sin(TAU * 5 * phase),
  dy: 0.0045 * Math.sin(TAU * 7 * phase + 1),
})

/** Fore and hind legs swing against each other below the body, which rises and pitches with them. */
function stride(swing: number, bounce: number): Bend {
  return (x, y, phase) => {
    const low = Math.max(0, (y - 0.62) / 0.3)
    const lag = x > 0.52 ? 0 : 0.42
    const leg = swing * Math.min(1.2, low) ** 1.3 * Math.sin(TAU * (phase + lag + (x % 0.18)))
    const lift = -bounce * (0.5 + 0.5 * Math.sin(TAU * phase))
    const pitch = bounce * 0.7 * (x - 0.5) * Math.sin(TAU * phase + 0.9)
    return { dx: leg, dy: lift + pitch * (1 - low * 0.6) }
  }
}

const breathing: Bend = (_x, y, phase) => {
  const high = Math.max(0, 0.9 - y)
  return { dx: 0.008 * high * Math.sin(TAU * phase), dy: -0.016 * high * Math.sin(TAU * phase) }
}

const dancing: Bend = (_x, y, phase) => ({
  dx: 0.09 * Math.max(0, 0.9 - y) * Math.sin(TAU * phase),
  dy: -0.05 * Math.abs(Math.sin(TAU * phase)) * (0.4 + 0.6 * (1 - y)),
})

const rattling: Bend = (x, y, phase) => ({
  dx: 0,
  // The body bounces on its wheels, which stay on the road.
  dy:
    y > 0.72
      ? 0
      : -(0.011 * Math.sin(TAU * phase) + 0.02 * (x - 0.5) * Math.sin(2 * TAU * phase)) * Math.min(1, (0.72 - y) * 8),
})

const beating: Bend = (x, _y, phase) => {
  const out = Math.abs(x - 0.5) * 2
  return { dx: 0, dy: -0.09 * out ** 1.5 * Math.sin(TAU * phase) + 0.025 * Math.sin(TAU * phase + 1.2) }
}

const swimming: Bend = (x, _y, phase) => ({
  dx: 0,
  dy: 0.045 * (1.15 - x) * Math.sin(TAU * (phase + x * 0.55)) + 0.012 * Math.sin(TAU * phase),
})

function bent(picture: Picture, bend: Bend, phase: number): Layer {
  const { width, height, data } = picture
  const out = new Uint8ClampedArray(data.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { dx, dy } = bend(x / width, y / height, phase)
      copySample(picture, { x: x - dx * width, y: y - dy * height }, out, (y * width + x) * 4)
    }
  }
  return layerFromRgba(out, width, height)
}

/** The picture's colour at a place between its pixels, weighted by alpha so that edges stay clean. */
function copySample(picture: Picture, from: { x: number; y: number }, out: Uint8ClampedArray, to: number): void {
  const { width, height, data } = picture
  const ix = Math.floor(from.x)
  const iy = Math.floor(from.y)
  if (ix < 0 || iy < 0 || ix >= width - 1 || iy >= height - 1) return
  const fx = from.x - ix
  const fy = from.y - iy
  let r = 0
  let g = 0
  let b = 0
  let alpha = 0
  for (let k = 0; k < 4; k++) {
    const at = ((iy + (k >> 1)) * width + ix + (k & 1)) * 4
    const a = (data[at + 3] as number) * (k & 1 ? fx : 1 - fx) * (k >> 1 ? fy : 1 - fy)
    if (a === 0) continue
    r += (data[at] as number) * a
    g += (data[at + 1] as number) * a
    b += (data[at + 2] as number) * a
    alpha += a
  }
  if (alpha < 1) return
  out[to] = r / alpha
  out[to + 1] = g / alpha
  out[to + 2] = b / alpha
  out[to + 3] = alpha
}
