import { ramp, smoothstep } from '../ease.ts'
import type { Frame } from '../frame/frame.ts'
import { between, seededRandom } from '../random.ts'
import type { Crossing } from './transition-film.ts'

/** Width of the edge between the pictures, and of the light on it, as shares of the way across. */
const EDGE = 0.03
const LIGHT = 0.11
const STEPS = 1024

/** A band of light passes over the first picture and leaves the last behind it. */
export function lightSweep(seed: number): Crossing {
  const across = acrossPicture(seed)
  return {
    begin: 0.32,
    end: 0.68,
    closer: 1.24,
    cross: (into, other, passed) => sweep(into, other, bandAt(passed), across),
  }
}

/** The direction of the light: a place's distance along it (0..1) is `left + x * (1 - |lean|) + y * lean`. */
interface Across {
  lean: number
  left: number
  /** -1 = from right to left. */
  way: 1 | -1
}

function acrossPicture(seed: number): Across {
  const random = seededRandom(seed, 'sweep')
  const lean = between(random, 0.14, 0.3) * (random() < 0.5 ? -1 : 1)
  return { lean, left: lean < 0 ? -lean : 0, way: random() < 0.7 ? 1 : -1 }
}

interface Band {
  /** Share of the second picture (0..256) and light (0..255) by the distance along the way. */
  share: Uint16Array
  light: Uint8Array
}

function bandAt(passed: number): Band {
  const front = -LIGHT * 2 + passed * (1 + LIGHT * 4)
  const strength = 190 * smoothstep(Math.min(passed, 1 - passed) * 5)
  const share = new Uint16Array(STEPS + 1)
  const light = new Uint8Array(STEPS + 1)
  for (let i = 0; i <= STEPS; i++) {
    const ahead = i / STEPS - front
    share[i] = Math.round(256 * (1 - ramp(-EDGE, EDGE, ahead)))
    // A bright core, and a glow that trails behind it.
    const glow = 0.75 * Math.exp(-((ahead / 0.045) ** 2)) + 0.4 * Math.exp(-(((ahead + 0.04) / LIGHT) ** 2))
    light[i] = Math.min(255, strength * glow)
  }
  return { share, light }
}

function sweep(into: Frame, over: Frame, band: Band, across: Across): void {
  const { width, height } = into
  const half = { width: width / 2, height: height / 2 }
  sweepPlane([into.y, over.y], { width, height, bright: 235 }, band, across)
  // The light is a warm white: a little less blue, a little more red than grey.
  sweepPlane([into.u, over.u], { ...half, bright: 120 }, band, across)
  sweepPlane([into.v, over.v], { ...half, bright: 135 }, band, across)
}

function sweepPlane(
  [into, over]: readonly [Uint8Array, Uint8Array],
  { width, height, bright }: { width: number; height: number; bright: number },
  { share, light }: Band,
  { lean, left, way }: Across,
): void {
  const step = (((1 - Math.abs(lean)) * STEPS) / width) * way
  for (let y = 0; y < height; y++) {
    const start = (left + (lean * y) / height) * STEPS
    let at = way > 0 ? start : STEPS - start
    for (let i = y * width; i < (y + 1) * width; i++) {
      const place = at | 0
      const s = share[place] as number
      const mixed = ((into[i] as number) * (256 - s) + (over[i] as number) * s) >> 8
      into[i] = mixed + (((bright - mixed) * (light[place] as number)) >> 8)
      at += step
    }
  }
}
