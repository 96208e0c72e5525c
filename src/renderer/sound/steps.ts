import { between, type Random } from '../random.ts'
import type { Voice } from './part.ts'
import { burst, ping } from './source.ts'
import { addAt, addTrack, type Curve, newTrack, secondsOf } from './track.ts'

/** What is trodden on. */
export type Surface = 'sand' | 'snow' | 'grass' | 'stone' | 'floor' | 'water'

/** How something with legs goes. */
export interface Gait {
  surface: Surface
  /** Full cycles of all legs a second. */
  strides: number
  /** When in the cycle a foot comes down, 0 to 1, and how hard. */
  falls: readonly (readonly [when: number, force: number])[]
  /** 0.1 a mouse, 1 a person, 6 an elephant. */
  weight: number
  /** Hooves ring on hard ground. */
  hooves: boolean
  /** Where it is, -1 to 1. */
  pan: Curve
}

/** Footfalls of a gait. No two are alike: each has its moment, its force and one of several takes. */
export function steps(gait: Gait): Voice {
  return (out, random) => {
    const takes = Array.from({ length: 7 }, () => footfall(random, gait))
    const end = secondsOf(out)
    const first = random() / gait.strides
    for (let stride = 0; first + (stride - 1) / gait.strides < end; stride++) {
      for (const [when, force] of gait.falls) {
        const at = first + (stride - 1 + when) / gait.strides + between(random, -0.012, 0.012)
        const take = takes[Math.floor(random() * takes.length)]
        if (!take || at < 0) continue
        addAt(out, take, {
          at,
          pan: gait.pan(at) + between(random, -0.06, 0.06),
          gain: force * between(random, 0.75, 1),
        })
      }
    }
  }
}

/** The sound of one foot: the blow itself, low and short, and what the ground makes of it. */
function footfall(random: Random, { weight, surface, hooves }: Gait): Float32Array {
  const take = newTrack(24_000)
  const add = (sound: Float32Array, at: number, gain: number): void => addAt(take, sound, { at, pan: -1, gain })
  const low = (105 / weight ** 0.3) * between(random, 0.9, 1.12)
  const soft = surface === 'sand' || surface === 'snow' || surface === 'grass'
  const length = 0.06 + 0.09 * Math.min(1.5, weight ** 0.6)
  add(ping({ from: low * 1.35, to: low * 0.75, attack: soft ? 0.008 : 0.003, seconds: length }), 0, soft ? 0.75 : 0.9)
  add(burst(random, { low: 60, high: 420, attack: 0.004, seconds: length * 0.8 }), 0, 0.9)
  if (hooves && !soft) {
    const ring = between(random, 820, 1250)
    add(ping({ from: ring, to: ring * 0.96, attack: 0.001, seconds: 0.07, overtones: [0.35, 0.15] }), 0, 0.5)
  }
  ground(random, surface, add)
  return take.left
}

function ground(random: Random, surface: Surface, add: (sound: Float32Array, at: number, gain: number) => void): void {
  const grains = (count: number, low: number, seconds: number, gain: number): void => {
    for (let n = 0; n < count; n++) {
      const from = low * between(random, 0.8, 1.6)
      const grain = burst(random, {
        low: from,
        high: from * 2.4,
        attack: 0.002,
        seconds: between(random, 0.015, 0.045),
      })
      add(grain, seconds * (n / count) * between(random, 0.7, 1.2), gain * between(random, 0.3, 1))
    }
  }
  switch (surface) {
    case 'sand':
      add(burst(random, { low: 500, high: 3400, attack: 0.03, seconds: 0.16 }), 0.01, 0.8)
      return grains(9, 1600, 0.12, 0.5)
    case 'snow':
      add(burst(random, { low: 700, high: 4200, attack: 0.05, seconds: 0.14 }), 0.01, 0.5)
      return grains(24, 1300, 0.17, 1.1)
    case 'grass':
      add(burst(random, { low: 900, high: 5200, attack: 0.03, seconds: 0.14 }), 0, 0.5)
      return grains(6, 2400, 0.1, 0.2)
    case 'stone':
      add(burst(random, { low: 900, high: 4800, attack: 0.001, seconds: 0.03 }), 0, 0.55)
      return grains(4, 2200, 0.05, 0.2)
    case 'floor':
      add(burst(random, { low: 300, high: 1900, attack: 0.001, seconds: 0.045 }), 0, 0.6)
      return add(ping({ from: 190, to: 170, attack: 0.002, seconds: 0.09 }), 0, 0.4)
    case 'water':
      add(burst(random, { low: 400, high: 4200, attack: 0.02, seconds: 0.34 }), 0, 0.8)
      return grains(12, 1500, 0.3, 0.4)
  }
}

/** Strokes and splashes of somebody who swims at the surface: `perSecond` strokes. */
export function splashes(perSecond: number, strength: number, pan: Curve): Voice {
  return (out, random) => {
    const end = secondsOf(out)
    for (let at = random() / perSecond; at < end; at += between(random, 0.85, 1.15) / perSecond) {
      const low = between(random, 260, 460)
      const stroke = burst(random, { low, high: low * 9, attack: 0.07, seconds: 0.5 })
      addAt(out, stroke, { at, pan: pan(at), gain: strength * between(random, 0.5, 1) })
      for (let n = Math.round(between(random, 4, 10)); n > 0; n--) {
        const from = between(random, 700, 2200)
        const drop = ping({ from, to: from * 1.5, attack: 0.002, seconds: between(random, 0.03, 0.08) })
        addAt(out, drop, { at: at + between(random, 0.08, 0.5), pan: pan(at), gain: 0.12 * strength * random() })
      }
    }
  }
}

/** Beats of wings: soft strokes of air, `perSecond` of them, lower the larger the wing (1 = a crow). */
export function wings(perSecond: number, size: number, pan: Curve): Voice {
  return (out, random) => {
    const end = secondsOf(out)
    const seconds = Math.min(0.5, 0.62 / perSecond)
    const strokes = Array.from({ length: 5 }, () => {
      const low = (170 / size) * between(random, 0.9, 1.1)
      return burst(random, { low, high: low * 7, attack: seconds * 0.4, seconds })
    })
    const whole = newTrack(out.left.length)
    for (let at = random() / perSecond; at < end; at += between(random, 0.96, 1.04) / perSecond) {
      const stroke = strokes[Math.floor(random() * strokes.length)]
      if (stroke) addAt(whole, stroke, { at, pan: pan(at), gain: between(random, 0.6, 1) })
    }
    addTrack(out, whole, 1)
  }
}
