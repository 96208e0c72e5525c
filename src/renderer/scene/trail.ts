import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { isOnSnow } from '../prompt/riders.ts'
import type { Action, Place, Subject } from '../prompt/scene-brief.ts'
import { lit } from './light.ts'
import { steepness, trackLayer } from './slope.ts'
import type { Moment, Stage } from './stage.ts'

/** What somebody leaves behind: drawn at the foot of a figure that is `x` (its middle) and `foot` (pixels). */
export type Trail = (frame: Frame, at: { x: number; foot: number }, moment: Moment) => void

interface Puffs {
  colour: Rgb
  alpha: number
  /** Diameter of a fresh puff and how often it grows, in design units. */
  size: number
  growth: number
  /** How far it rises in its life, and how long that is in seconds. */
  rise: number
  life: number
  perSecond: number
  /** Flat on the water instead of round in the air. */
  flat: boolean
}

const LOOSE: ReadonlySet<Place> = new Set(['desert', 'beach', 'snow', 'moon', 'mars'])
const QUICK: ReadonlySet<Action> = new Set(['run', 'drive', 'jump'])
const LEVELS = 6

/** Dust of loose ground, snow, spray of a wet street, the wake of what floats: nothing where nothing is stirred. */
export function trailOf(
  stage: Stage,
  subject: Subject,
  { width, afloat }: { width: number; afloat: boolean },
): Trail | undefined {
  const tracks = tracksOf(stage, subject)
  const puffs = puffsOf(stage, subject, afloat)
  if (!puffs) return tracks
  const { unit } = stage
  const layers = Array.from({ length: LEVELS }, (_, n) => puff(stage, puffs, (n + 0.5) / LEVELS))
  const back = width * (afloat ? 0.4 : 0.3)
  const fall = steepness(stage)
  return (frame, { x, foot }, moment) => {
    tracks?.(frame, { x, foot }, moment)
    const { seconds, travel } = moment
    const speed = seconds > 0 ? travel / seconds : 0
    const first = Math.max(0, Math.ceil((seconds - puffs.life) * puffs.perSecond))
    for (let n = first; n / puffs.perSecond <= seconds; n++) {
      const age = seconds - n / puffs.perSecond
      const share = age / puffs.life
      const layer = layers[Math.min(LEVELS - 1, Math.floor(share * LEVELS))]
      if (!layer) continue
      const [left, up] = [((n * 37) % 17) / 17 - 0.5, ((n * 53) % 13) / 13]
      const px = x - back - speed * age + left * (puffs.flat ? 30 : 44) * unit
      const py =
        foot - (puffs.rise * share * (0.5 + up) - (puffs.flat ? left * 26 * share : 0)) * unit - (x - px) * fall
      blendLayer(frame, layer, px - layer.width / 2, py - layer.height * (puffs.flat ? 0.5 : 0.7))
    }
  }
}

/** Skis and boards leave grooves in the snow. */
function tracksOf(stage: Stage, { icon, action }: Subject): Trail | undefined {
  const { place, weather } = stage.brief
  const glides = action === 'drive' && isOnSnow(icon)
  if (!glides || (place !== 'snow' && place !== 'mountain' && weather !== 'snow')) return undefined
  const length = stage.width * 0.7
  const { layer, below } = trackLayer(stage, length)
  return (frame, { x, foot }) => blendLayer(frame, layer, x - length, foot - below - length * steepness(stage))
}

function puffsOf({ brief, light }: Stage, { carriage }: Subject, afloat: boolean): Puffs | undefined {
  const { place, weather, action } = brief
  if (afloat) {
    const white = lit(light, [255, 255, 255])
    return action === 'sit' || place === 'underwater'
      ? undefined
      : { colour: white, alpha: 0.3, size: 26, growth: 3.4, rise: 0, life: 2.4, perSecond: 11, flat: true }
  }
  if (!QUICK.has(action) || (carriage !== 'legs' && carriage !== 'wheels')) return undefined
  if (place === 'snow' || weather === 'snow') {
    return {
      colour: lit(light, [250, 252, 255]),
      alpha: 0.5,
      size: 14,
      growth: 2.6,
      rise: 30,
      life: 0.8,
      perSecond: 22,
      flat: false,
    }
  }
  if (weather === 'rain' || weather === 'storm') {
    return {
      colour: mix(lit(light, [220, 232, 244]), light.haze, 0.2),
      alpha: 0.4,
      size: 8,
      growth: 2,
      rise: 34,
      life: 0.55,
      perSecond: 26,
      flat: false,
    }
  }
  if (!LOOSE.has(place)) return undefined
  return {
    colour: lit(light, place === 'moon' ? [186, 184, 182] : place === 'mars' ? [222, 140, 92] : [232, 198, 150]),
    alpha: 0.34,
    size: 22,
    growth: 3.2,
    rise: 30,
    life: 1.3,
    perSecond: 14,
    flat: false,
  }
}

function puff({ unit }: Stage, { colour, alpha, size, growth, flat }: Puffs, share: number): Layer {
  const wide = size * (1 + growth * share) * unit
  const strength = alpha * (1 - share) ** 1.4
  return paintLayer(wide, flat ? wide * 0.3 : wide, (context) => {
    const { width: w, height: h } = context.canvas
    context.scale(1, h / w)
    const fade = context.createRadialGradient(w / 2, w / 2, 0, w / 2, w / 2, w / 2)
    fade.addColorStop(0, css(colour, strength))
    fade.addColorStop(0.5, css(colour, strength * 0.7))
    fade.addColorStop(1, css(colour, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, w, w)
  })
}
