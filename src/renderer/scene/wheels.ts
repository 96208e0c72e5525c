import type { SKRSContext2D } from '@napi-rs/canvas'
import { FPS } from '../clip-spec.ts'
import { blendLayer } from '../frame/blend.ts'
import { css, type Rgb } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { paceOf } from './pace.ts'
import type { Stage } from './stage.ts'
import { beamLayer } from './subject-shade.ts'

type Spot = readonly [x: number, y: number]
type Wheel = readonly [x: number, y: number, radius: number]

/** Where a vehicle's icon (32 x 32, looking left) has its wheels and its headlamp. */
interface Chassis {
  wheels: readonly Wheel[]
  lamp?: Spot
  /** A rod joins the first two wheels. */
  rod?: boolean
}

const PAIR: readonly Wheel[] = [
  [8.5, 26.5, 3.5],
  [23.5, 26.5, 3.5],
]

const CHASSIS: Readonly<Record<string, Chassis | undefined>> = {
  automobile: {
    wheels: [
      [8.5, 25.5, 3.5],
      [23.5, 25.5, 3.5],
    ],
    lamp: [3, 22],
  },
  taxi: { wheels: PAIR, lamp: [3, 22.5] },
  bus: { wheels: PAIR, lamp: [2.6, 23] },
  'delivery-truck': { wheels: PAIR, lamp: [2.8, 22.5] },
  'fire-engine': { wheels: PAIR, lamp: [2.5, 23.5] },
  'racing-car': {
    wheels: [
      [8.5, 26.5, 3.5],
      [26.5, 26.5, 3.5],
    ],
    lamp: [3, 26],
  },
  tractor: {
    wheels: [
      [24.5, 24.5, 5.5],
      [7.5, 26.5, 3.5],
    ],
    lamp: [3, 19.5],
  },
  motorcycle: {
    wheels: [
      [6.5, 25.5, 4.5],
      [25.5, 25.5, 4.5],
    ],
    lamp: [7, 19],
  },
  locomotive: {
    wheels: [
      [21, 26, 3],
      [27, 26, 3],
      [11, 27, 2],
      [15, 27, 2],
    ],
    lamp: [6.5, 18.5],
    rod: true,
  },
}

/** The turning parts and the light of a vehicle: drawn over its picture, whose left top corner is at `at`. */
export type RunningGear = (frame: Frame, at: { x: number; y: number }, travel: number) => void

const PHASES = 24
const ARMS = 3
const TAU = Math.PI * 2

/** Half of a frame's time: so long is a film exposed. */
const EXPOSURE = 0.5 / FPS
/** In how many steps what turns meanwhile is smeared. */
const SMEAR = 7

/** What turns on a vehicle, if it is one. `size` is the side of its icon in pixels, `margin` the room around it. */
export function runningGear(stage: Stage, subject: Subject, { size, margin }: { size: number; margin: number }) {
  const chassis = CHASSIS[subject.icon]
  if (!chassis) return undefined
  const scale = size / 32
  // The picture is the icon seen from the other side.
  const spot = ([x, y]: Spot | Wheel): Spot => [margin + (32 - x) * scale, margin + y * scale]
  const wheels = chassis.wheels.map((wheel) => {
    const radius = wheel[2] * scale
    const blur = Math.min(TAU / ARMS, (paceOf(subject) * stage.unit * EXPOSURE) / radius)
    return { at: spot(wheel), radius, phases: wheelPhases(stage, radius, blur) }
  })
  const dark = stage.brief.dayTime === 'night'
  const beam = chassis.lamp && dark ? { layer: beamLayer(stage), at: spot(chassis.lamp) } : undefined
  const rod = chassis.rod ? rodLayer(stage, scale) : undefined
  return (frame: Frame, at: { x: number; y: number }, travel: number): void => {
    for (const { at: hub, radius, phases } of wheels) {
      const turn = ((travel / radius) * ARMS) / TAU
      const layer = phases[Math.floor((turn - Math.floor(turn)) * PHASES)] as Layer
      blendLayer(frame, layer, at.x + hub[0] - layer.width / 2, at.y + hub[1] - layer.height / 2)
    }
    const [first, second] = wheels
    if (rod && first && second) {
      const crank = travel / first.radius
      const left = Math.min(first.at[0], second.at[0]) + Math.cos(crank) * 1.3 * scale - scale
      blendLayer(frame, rod, at.x + left, at.y + first.at[1] + Math.sin(crank) * 1.3 * scale - rod.height / 2)
    }
    if (beam) blendLayer(frame, beam.layer, at.x + beam.at[0], at.y + beam.at[1] - beam.layer.height * 0.35)
  }
}

/** The inside of a wheel turned by shares of the angle after which it looks the same; `blur` is what it turns in an exposure. */
function wheelPhases(stage: Stage, radius: number, blur: number): Layer[] {
  const steps = blur > 0.06 ? SMEAR : 1
  const size = Math.ceil(radius + 1) * 2
  return Array.from({ length: PHASES }, (_, phase) =>
    paintLayer(size, size, (context) => {
      context.translate(size / 2, size / 2)
      const metal = css(inLight(stage, [226, 228, 236]))
      const dark = css(inLight(stage, [44, 40, 54]))
      const disc = (share: number, fill: string): void => {
        context.fillStyle = fill
        context.beginPath()
        context.arc(0, 0, radius * share, 0, 7)
        context.fill()
      }
      disc(0.66, metal)
      disc(0.56, dark)
      context.rotate((phase / PHASES) * (TAU / ARMS))
      context.strokeStyle = metal
      context.lineWidth = radius * 0.15
      for (let step = 0; step < steps; step++) {
        // Each as strong as all that was drawn before it.
        context.globalAlpha = 1 / (step + 1)
        if (step > 0) disc(0.56, dark)
        context.beginPath()
        traceArms(context, radius, steps === 1 ? 0 : (step / (steps - 1) - 0.5) * blur)
        context.stroke()
      }
      context.globalAlpha = 1
      disc(0.22, metal)
      disc(0.1, dark)
    }),
  )
}

function traceArms(context: SKRSContext2D, radius: number, turned: number): void {
  for (let arm = 0; arm < ARMS; arm++) {
    for (const beside of [-0.12, 0.12]) {
      const angle = (arm / ARMS) * TAU + beside + turned
      context.moveTo(0, 0)
      context.lineTo(Math.cos(angle) * radius * 0.6, Math.sin(angle) * radius * 0.6)
    }
  }
}

function rodLayer(stage: Stage, scale: number): Layer {
  return paintLayer(8 * scale, 1.2 * scale, (context) => {
    context.fillStyle = css(inLight(stage, [208, 60, 60]))
    context.beginPath()
    context.roundRect(0, 0, 8 * scale, 1.1 * scale, 0.5 * scale)
    context.fill()
  })
}

/** A flat colour in the light that falls on figures. */
function inLight({ light }: Stage, colour: Rgb): Rgb {
  const part = (k: 0 | 1 | 2): number => (colour[k] * (light.ambient[k] + light.key[k] * 0.5)) / 255
  return [part(0), part(1), part(2)]
}
