import { blendLayer } from '../frame/blend.ts'
import { css, type Rgb } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { lit } from './light.ts'
import { paceOf } from './pace.ts'
import type { Stage } from './stage.ts'

/** Smoke and fire of a vehicle, drawn behind it: `at` is the left top corner of its picture in pixels. */
export type Plume = (frame: Frame, at: { x: number; y: number }, seconds: number) => void

interface Smoke {
  colour: Rgb
  alpha: number
  /** Diameter of a fresh puff, of an old one, in design units. */
  sizes: readonly [number, number]
  /** How far a puff goes in a second besides what the vehicle leaves behind, in design units. */
  drift: readonly [number, number]
  life: number
  perSecond: number
}

/** Where in the icon (32 x 32, as it is set) it comes out. */
const OUTLETS: Readonly<Record<string, { at: readonly [number, number]; mirrored: boolean; smoke: Smoke }>> = {
  locomotive: {
    at: [12, 3],
    mirrored: true,
    smoke: { colour: [190, 190, 200], alpha: 0.85, sizes: [34, 150], drift: [-18, -84], life: 2.2, perSecond: 12 },
  },
  rocket: {
    at: [5.5, 26.5],
    mirrored: false,
    smoke: { colour: [240, 236, 232], alpha: 0.62, sizes: [32, 104], drift: [-130, 170], life: 1.5, perSecond: 18 },
  },
}

const LEVELS = 8
const FLAMES = 8

/** What streams out of a vehicle, if anything does. `size` is the side of its icon in pixels, `margin` the room around it. */
export function plumeOf(stage: Stage, subject: Subject, { size, margin }: { size: number; margin: number }) {
  const outlet = OUTLETS[subject.icon]
  const { place } = stage.brief
  if (!outlet || subject.action === 'stand' || subject.action === 'sit') return undefined
  const { at, smoke, mirrored } = outlet
  const share = size / 32
  const mouth = [margin + (mirrored ? 32 - at[0] : at[0]) * share, margin + at[1] * share] as const
  const grow = size / (320 * stage.unit)
  // Nothing lingers in a void, and the air takes smoke along a little.
  const layers = place === 'space' ? [] : puffLayers(stage, smoke, grow)
  const left = subject.icon === 'locomotive' ? paceOf(subject) * 0.32 : paceOf(subject) * 0.3
  const flames = subject.icon === 'rocket' ? flameLayers(size) : []
  const draw: Plume = (frame, { x, y }, seconds) => {
    if (layers.length > 0)
      drawPuffs(frame, { smoke, layers }, { x: x + mouth[0], y: y + mouth[1], left: left, seconds, unit: stage.unit })
    const flame = flames[Math.floor(seconds * 16) % FLAMES]
    if (flame) blendLayer(frame, flame, x + mouth[0] - flame.width * 0.86, y + mouth[1] - flame.height * 0.14)
  }
  return draw
}

function drawPuffs(
  frame: Frame,
  { smoke, layers }: { smoke: Smoke; layers: readonly Layer[] },
  { x, y, left, seconds, unit }: { x: number; y: number; left: number; seconds: number; unit: number },
): void {
  const { life, perSecond, drift } = smoke
  const latest = Math.floor(seconds * perSecond)
  // The oldest first, so that the fresh ones are before them.
  for (let n = latest - Math.floor(life * perSecond) + 1; n <= latest; n++) {
    const age = seconds - n / perSecond
    const layer = layers[Math.floor((age / life) * LEVELS)]
    if (!layer) continue
    const [aside, up] = [scatter(n, 37, 17), scatter(n, 53, 13)]
    const px = x + ((drift[0] - left) * age + aside * (12 + 34 * age)) * unit
    const py = y + (drift[1] * age * (1 - 0.16 * age) + up * (8 + 26 * age)) * unit
    blendLayer(frame, layer, px - layer.width / 2, py - layer.height / 2)
  }
}

/** -0.5..0.5 by a number that may be negative. */
function scatter(n: number, step: number, of: number): number {
  return ((((n * step) % of) + of) % of) / of - 0.5
}

function puffLayers({ unit, light }: Stage, { colour, alpha, sizes }: Smoke, grow: number): Layer[] {
  const tone = lit(light, colour)
  return Array.from({ length: LEVELS }, (_, n) => {
    const age = (n + 0.5) / LEVELS
    const size = (sizes[0] + (sizes[1] - sizes[0]) * age ** 0.7) * unit * grow
    const strength = alpha * (1 - age) ** 1.2
    return paintLayer(size, size, (context) => {
      const r = context.canvas.width / 2
      const fade = context.createRadialGradient(r, r, 0, r, r, r)
      fade.addColorStop(0, css(tone, strength))
      fade.addColorStop(0.55, css(tone, strength * 0.75))
      fade.addColorStop(1, css(tone, 0))
      context.fillStyle = fade
      context.fillRect(0, 0, r * 2, r * 2)
    })
  })
}

/** Tongues of fire down to the left, each a little longer or shorter. */
function flameLayers(size: number): Layer[] {
  return Array.from({ length: FLAMES }, (_, n) =>
    paintLayer(size * 0.5, size * 0.5, (context) => {
      const { width } = context.canvas
      context.translate(width * 0.86, width * 0.14)
      context.rotate((Math.PI * 3) / 4)
      const long = width * (0.78 + 0.16 * Math.sin(n * 2.4) + 0.08 * Math.sin(n * 5.1))
      for (const [share, wide, colour] of [
        [1, 0.15, 'rgba(255,96,24,0.75)'],
        [0.78, 0.105, 'rgba(255,176,44,0.9)'],
        [0.5, 0.06, 'rgba(255,248,214,0.95)'],
      ] as const) {
        context.fillStyle = colour
        context.beginPath()
        context.moveTo(0, -wide * width)
        context.bezierCurveTo(
          long * share * 0.4,
          -wide * width * 1.3,
          long * share * 0.7,
          wide * width * 0.4 * Math.sin(n * 3),
          long * share,
          0,
        )
        context.bezierCurveTo(
          long * share * 0.7,
          wide * width * 0.6,
          long * share * 0.4,
          wide * width * 1.3,
          0,
          wide * width,
        )
        context.fill()
      }
    }),
  )
}
