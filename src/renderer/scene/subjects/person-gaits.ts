import type { Bones, Leg, Stance } from './stance.ts'

const TAU = Math.PI * 2

/** A bump of height 1 at `centre` of the cycle. */
export function bump(phase: number, centre: number, width: number): number {
  const away = Math.abs(((phase - centre + 1.5) % 1) - 0.5) / width
  return away >= 1 ? 0 : (1 + Math.cos(away * Math.PI)) / 2
}

export function wrapped(phase: number): number {
  return phase - Math.floor(phase)
}

export function walking(phase: number): Stance {
  const leg = (lag: number): Leg => {
    const p = wrapped(phase + lag)
    const hip = 0.05 + 0.42 * Math.cos(TAU * p)
    const knee = 0.1 + 0.2 * bump(p, 0.13, 0.14) + 0.92 * bump(p, 0.71, 0.24)
    const toes = 0.28 * bump(p, 0.98, 0.14) - 0.75 * bump(p, 0.58, 0.2)
    return { swing: hip + knee * 0.25, bend: knee, toes }
  }
  const arm = (lag: number): Bones => {
    const back = Math.cos(TAU * (phase + lag + 0.5))
    return { swing: 0.04 + 0.42 * back, bend: 0.28 + 0.16 * back }
  }
  const beat = Math.sin(TAU * 2 * phase)
  const upper = { lean: 0.04, roll: 0, nod: 0.03 * beat, sway: 0, leap: 0 }
  return { ...upper, turn: 0.12, arms: [arm(0), arm(0.5)], legs: [leg(0), leg(0.5)], blink: false }
}

/** How long a foot is on the ground in a lope, as a share of the cycle, and how far its leg swings meanwhile (radians). */
const TOUCH = 0.2
const LOPE = 0.31

/** Where little holds one down: from foot to foot in long leaps, the arms held out a little. */
export function loping(phase: number): Stance {
  const leg = (lag: number): Leg => {
    // The foot is below the body at a quarter of the cycle, as in a walk.
    const p = wrapped(phase + lag - 0.25 + TOUCH / 2)
    if (p < TOUCH) return { swing: Math.asin(Math.sin(LOPE) * (1 - (2 * p) / TOUCH)) + 0.1, bend: 0.2, toes: 0 }
    const way = (p - TOUCH) / (1 - TOUCH)
    const knee = 0.2 + 0.95 * bump(way, 0.44, 0.42)
    return {
      swing: 0.1 - LOPE * Math.cos(Math.PI * way) + 0.3 * knee - 0.06,
      bend: knee,
      toes: -0.5 * bump(way, 0.2, 0.25),
    }
  }
  const arm = (lag: number): Bones => {
    const back = Math.cos(TAU * (phase + lag + 0.5))
    return { swing: 0.3 + 0.24 * back, bend: 0.7 }
  }
  // In the air from one foot's push to the other's touch.
  const flight = wrapped(phase * 2 - 0.5 - TOUCH) / (1 - 2 * TOUCH)
  const leap = flight < 1 ? 44 * 4 * flight * (1 - flight) : 0
  const upper = { turn: 0.16, lean: 0.13, roll: 0, nod: -0.05, sway: 0, blink: false }
  return { ...upper, leap, arms: [arm(0), arm(0.5)], legs: [leg(0), leg(0.5)] }
}

export function running(phase: number): Stance {
  const leg = (lag: number): Leg => {
    const p = wrapped(phase + lag)
    const hip = 0.16 + 0.74 * Math.cos(TAU * p)
    const knee = 0.3 + 0.22 * bump(p, 0.16, 0.14) + 1.45 * bump(p, 0.68, 0.32)
    return { swing: hip + knee * 0.22, bend: knee, toes: 0.1 * bump(p, 0.98, 0.1) - 0.7 * bump(p, 0.56, 0.3) }
  }
  const arm = (lag: number): Bones => {
    const back = Math.cos(TAU * (phase + lag + 0.5))
    return { swing: 0.1 + 0.85 * back, bend: 1.5 + 0.25 * back }
  }
  const leap = 15 * Math.max(0, Math.sin(TAU * 2 * (phase + 0.09)))
  const upper = { turn: 0.06, lean: 0.2, roll: 0, nod: -0.12, sway: 0, blink: false }
  return { ...upper, leap, arms: [arm(0), arm(0.5)], legs: [leg(0), leg(0.5)] }
}
