import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Place, Subject } from '../prompt/scene-brief.ts'
import type { Cast } from './cast-subject.ts'
import { lit } from './light.ts'
import { type Moment, parallaxAt, type Stage } from './stage.ts'
import { isPerson } from './subjects/person-look.ts'
import { speciesOf } from './subjects/quadruped-cycle.ts'

/** A foot: when in a stride it stands under the body, how far before the middle that is, and on which side. */
interface Fall {
  phase: number
  ahead: number
  near: boolean
}

/** How long a print is seen in seconds, and in how many steps it fades. */
const LIFE = 5
const LEVELS = 5

/** Of prints that are not those of a person or of an animal on four legs, in design units. */
const SIZES: Readonly<Record<string, number | undefined>> = { penguin: 40, rabbit: 30 }

/** Draws the prints of one figure; `gain` is what it gains on the picture in pixels a second, `moment` its own. */
type Footprints = (
  frame: Frame,
  at: { x: number; foot: number },
  moment: Moment & { gain: number; speed: number },
) => void

/** What feet leave in sand and snow: each print stays where the foot stood and passes by with the ground. */
export function footprintsOf(stage: Stage, subject: Subject, { cycle, scale }: Pick<Cast, 'cycle' | 'scale'>) {
  const falls = fallsOf(subject, scale)
  if (!falls || !isLoose(stage)) return undefined
  const { unit } = stage
  const size = (SIZES[subject.icon] ?? (isPerson(subject.icon) ? 46 : 26)) * scale * unit
  const layers = Array.from({ length: LEVELS }, (_, n) => printLayer(stage, size, 1 - n / LEVELS))
  const draw: Footprints = (frame, { x, foot }, { seconds, gain, speed }) => {
    const pace = speed * parallaxAt(stage, foot) + gain
    for (const { phase, ahead, near } of falls) {
      const latest = Math.floor(seconds * cycle.strides - phase)
      for (let n = latest; n > latest - LIFE * cycle.strides; n--) {
        const age = seconds - (n + phase) / cycle.strides
        const left = x + (ahead + 9 * scale) * unit - pace * age - size / 2
        const layer = layers[Math.floor((age / LIFE) * LEVELS)]
        if (left < -size) break
        if (layer) blendLayer(frame, layer, left, foot + (near ? 1 : -6) * scale * unit - layer.height / 2)
      }
    }
  }
  return draw
}

function isLoose({ brief }: Stage): boolean {
  const { place, weather } = brief
  if (place === 'snow' || place === 'desert' || place === 'beach' || place === 'moon' || place === 'mars') return true
  return weather === 'snow' && (place === 'mountain' || place === 'forest' || place === 'meadow')
}

function fallsOf({ icon, carriage, action }: Subject, scale: number): readonly Fall[] | undefined {
  const hops = icon === 'rabbit' && action === 'jump'
  if (carriage !== 'legs' || (action !== 'walk' && action !== 'run' && !hops)) return undefined
  // A rabbit's hind feet come down side by side before the fore feet, which stood one behind the other.
  if (icon === 'rabbit')
    return [-40, -14, 34, 38].map((ahead, n) => ({ phase: 0.17, ahead: ahead * scale, near: n % 2 === 0 }))
  if (isPerson(icon) || icon === 'penguin')
    return [
      { phase: 0.25, ahead: 0, near: true },
      { phase: 0.75, ahead: 0, near: false },
    ]
  const species = speciesOf(icon)
  if (!species) return undefined
  const half = species.length * species.size * 0.38 * scale
  const lags = action === 'run' ? [0, 0.1, 0.5, 0.6] : [0, 0.5, 0.75, 0.25]
  return lags.map((lag, n) => ({
    phase: (1.25 - lag) % 1,
    ahead: n < 2 ? half : -half,
    near: n % 2 === 0,
  }))
}

const SOILS: Readonly<Partial<Record<Place, Rgb>>> = { moon: [168, 166, 164], mars: [206, 118, 70] }

/** A hollow: dark towards the sun, its far rim lit. */
function printLayer({ light, brief, unit }: Stage, size: number, strength: number): Layer {
  const snowy = brief.place === 'snow' || brief.weather === 'snow'
  const ground = lit(light, snowy ? [214, 224, 240] : (SOILS[brief.place] ?? [214, 176, 128]))
  const hollow = mix(scaled(ground, snowy ? 0.42 : 0.4), light.ambient, 0.12)
  return paintLayer(size, size * 0.34 + 2 * unit, (context) => {
    const { width: w, height: h } = context.canvas
    const oval = (y: number, share: number, fill: string): void => {
      context.fillStyle = fill
      context.beginPath()
      context.ellipse(w / 2, y, w * 0.46 * share, h * 0.36 * share, 0, 0, 7)
      context.fill()
    }
    oval(h * 0.58, 1, css(mix(ground, light.key, 0.4), 0.3 * strength))
    oval(h * 0.44, 0.96, css(hollow, 0.4 * strength))
    oval(h * 0.42, 0.7, css(hollow, 0.42 * strength))
  })
}
