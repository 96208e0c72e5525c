import { ramp } from '../../ease.ts'
import type { Action } from '../../prompt/scene-brief.ts'
import { bump, loping, running, walking, wrapped } from './person-gaits.ts'
import type { Bones, Leg, Stance } from './stance.ts'

const TAU = Math.PI * 2

export type Manner = Action | 'sing' | 'astride' | 'seated' | 'lope'

/** The stance at a phase (0..1) of a manner's cycle. */
export function stanceAt(phase: number, manner: Manner): Stance {
  return STANCES[manner](phase)
}

/** Two steps to each side with the arms up and round, and a hop in between. */
function dancing(phase: number): Stance {
  const side = Math.sin(TAU * phase)
  const beat = Math.abs(Math.sin(TAU * 2 * phase))
  const arm = (sign: number): Bones => ({
    swing: sign * (1.75 + 0.75 * Math.sin(TAU * phase + sign * 1.1)),
    bend: sign * (0.75 + 0.55 * Math.sin(TAU * 2 * phase + sign)),
  })
  const leg = (sign: number): Leg => {
    const lifted = Math.max(0, sign * side)
    return { swing: sign * (0.14 + 0.5 * lifted), bend: sign * 1.25 * lifted, toes: -0.5 * lifted }
  }
  return {
    turn: 0.88,
    lean: 0,
    roll: 0.11 * side,
    nod: 0.08 * Math.sin(TAU * 2 * phase),
    sway: 11 * side,
    arms: [arm(-1), arm(1)],
    legs: [leg(-1), leg(1)],
    leap: 12 * beat * beat,
    blink: false,
  }
}

/** At a microphone held in the far hand: swaying, the other arm out to the hall. */
function singing(phase: number): Stance {
  const side = Math.sin(TAU * phase)
  const arms: Stance['arms'] = [
    { swing: -0.9 - 0.45 * Math.sin(TAU * phase + 0.8), bend: -0.5 - 0.25 * side },
    { swing: 1.2, bend: -3.5 },
  ]
  const leg = (sign: number): Leg => ({ swing: sign * 0.13 - 0.03 * side, bend: 0, toes: 0 })
  const upper = { turn: 0.8, lean: 0, roll: 0.05 * side, nod: 0.07 * Math.sin(TAU * 2 * phase), sway: 5 * side }
  return { ...upper, arms, legs: [leg(-1), leg(1)], leap: 0, blink: phase > 0.5 && phase < 0.64 }
}

/** At rest, with a wave of the hand now and then. */
function standing(phase: number): Stance {
  const breath = Math.sin(TAU * phase)
  const wave = Math.sin(TAU * 6 * phase)
  const raised = ramp(0.1, 0.2, phase) * (1 - ramp(0.46, 0.58, phase))
  const leg = (sign: number): Leg => ({ swing: 0.09 * sign, bend: 0.04, toes: 0 })
  return {
    turn: 0.55,
    lean: 0,
    roll: 0.012 * breath,
    nod: 0.05 * Math.sin(TAU * phase + 1),
    sway: 2 * breath,
    arms: [
      { swing: -0.1 + 0.03 * breath, bend: 0.16 },
      { swing: 0.1 + 2.4 * raised, bend: 0.16 + (0.34 + 0.35 * wave) * raised },
    ],
    legs: [leg(-1), leg(1)],
    leap: 0,
    blink: phase > 0.72 && phase < 0.8,
  }
}

/** On the ground with the knees drawn up, looking about. */
function sitting(phase: number): Stance {
  const breath = Math.sin(TAU * phase)
  return {
    turn: 0.16 + 0.14 * Math.sin(TAU * phase + 2),
    lean: 0.06 + 0.012 * breath,
    roll: 0,
    nod: 0.08 * Math.sin(TAU * phase + 0.6),
    sway: 0,
    arms: [
      { swing: 0.8 + 0.02 * breath, bend: 0.6 },
      { swing: 0.95 + 0.02 * breath, bend: 0.55 },
    ],
    legs: [
      { swing: 2.35, bend: 1.93, toes: 0.1 },
      { swing: 2.2, bend: 1.72, toes: 0.1 },
    ],
    leap: 0,
    blink: phase > 0.4 && phase < 0.48,
  }
}

/** On a chair: the feet on the floor, the hands on what is before it, the head up and down again. */
function seated(phase: number): Stance {
  const breath = Math.sin(TAU * phase)
  const arm: Bones = { swing: 0.46 + 0.03 * breath, bend: 0.98 + 0.06 * Math.sin(TAU * 2 * phase) }
  const leg: Leg = { swing: 1.42, bend: 1.4, toes: 0 }
  const arms: Stance['arms'] = [arm, { swing: arm.swing + 0.12, bend: arm.bend - 0.12 }]
  return { ...sitting(phase), lean: 0.03 + 0.012 * breath, arms, legs: [leg, { ...leg, swing: 1.5 }] }
}

/** With something to read in both hands, the eyes on it. */
export function reading(stance: Stance): Stance {
  const arm: Bones = { swing: 0.3, bend: 1.5 }
  const arms: Stance['arms'] = [arm, { swing: 0.5, bend: 1.28 }]
  return { ...stance, arms, turn: Math.min(stance.turn, 0.3), nod: 0.2 + 0.3 * Math.max(0, stance.nod) }
}

/** On an animal's back, the reins in both hands, going along with its steps. */
function astride(phase: number): Stance {
  const step = Math.sin(TAU * 2 * phase)
  const leg: Leg = { swing: 0.72, bend: 0.92, toes: 0.25 }
  const arm: Bones = { swing: 0.5 + 0.06 * step, bend: 0.85 }
  const upper = { turn: 0.1, lean: 0.08 + 0.04 * step, roll: 0, nod: 0.04 * step, sway: 0, leap: 0 }
  return {
    ...upper,
    arms: [arm, { ...arm, swing: arm.swing + 0.1 }],
    legs: [leg, leg],
    blink: phase > 0.4 && phase < 0.45,
  }
}

function floating(phase: number): Stance {
  const slow = (lag: number): number => Math.sin(TAU * (phase + lag))
  return {
    turn: 0.5,
    lean: 0,
    roll: 0.16 * slow(0),
    nod: 0.06 * slow(0.3),
    sway: 0,
    arms: [
      { swing: -0.75 + 0.22 * slow(0.15), bend: -0.5 + 0.2 * slow(0.3) },
      { swing: 1.5 + 0.3 * slow(0.5), bend: 0.55 + 0.25 * slow(0.7) },
    ],
    legs: [
      { swing: 0.12 + 0.2 * slow(0.2), bend: 0.5 + 0.2 * slow(0.4), toes: -0.4 },
      { swing: 0.5 + 0.2 * slow(0.7), bend: 0.8 + 0.2 * slow(0.9), toes: -0.4 },
    ],
    leap: 26,
    blink: false,
  }
}

/** Through the air, arms ahead, the body along the way. */
function flying(phase: number): Stance {
  const slow = (lag: number): number => Math.sin(TAU * (phase + lag))
  return {
    ...floating(phase),
    turn: 0.2,
    roll: 1.22 + 0.04 * slow(0),
    nod: -0.6,
    arms: [
      { swing: 2.9 + 0.05 * slow(0.2), bend: 0.1 },
      { swing: 3.1 + 0.05 * slow(0.5), bend: -0.1 },
    ],
    legs: [
      { swing: -0.06 + 0.05 * slow(0.3), bend: 0.14, toes: -1.2 },
      { swing: 0.12 + 0.05 * slow(0.6), bend: 0.3, toes: -1.2 },
    ],
  }
}

/** A crawl: the body along the water, arms over it in turn, the legs beating. */
function swimming(phase: number): Stance {
  const arm = (lag: number): Bones => {
    const p = wrapped(phase + lag)
    return { swing: 0.3 + TAU * p, bend: 0.25 + 0.9 * bump(p, 0.75, 0.3) }
  }
  const leg = (lag: number): Leg => ({
    swing: 0.24 * Math.sin(TAU * (2 * phase + lag)),
    bend: 0.22 + 0.2 * Math.sin(TAU * (2 * phase + lag + 0.3)),
    toes: -1.2,
  })
  const upper = { turn: 0.05, lean: 0, roll: 1.36, nod: -0.62, sway: 0, leap: 0, blink: false }
  return { ...upper, arms: [arm(0), arm(0.5)], legs: [leg(0), leg(0.5)] }
}

/** Looks to one side, up, and to the other. */
function looking(phase: number): Stance {
  const stand = standing(0)
  const breath = Math.sin(TAU * 2 * phase)
  const turn = 0.5 - 0.42 * Math.sin(TAU * phase)
  const arms: Stance['arms'] = [stand.arms[0], { swing: 0.14 + 0.03 * breath, bend: 0.2 }]
  return { ...stand, turn, arms, roll: 0.01 * breath, nod: -0.14 * Math.max(0, Math.sin(TAU * phase + 1)) }
}

/** Down with bent knees, up with the arms, and down again. */
function jumping(phase: number): Stance {
  const up = ramp(0.22, 0.36, phase) * (1 - ramp(0.6, 0.74, phase))
  const crouch = bump(phase, 0.2, 0.16) + 0.8 * bump(phase, 0.8, 0.15)
  const arm = (sign: number): Bones => ({ swing: sign * (0.2 + 2.3 * up - 0.5 * crouch), bend: sign * 0.35 })
  const leg = (sign: number): Leg => {
    const bend = 1.3 * crouch + 0.5 * up
    return { swing: sign * 0.1 + bend * 0.5, bend, toes: -0.6 * up }
  }
  const leap = 58 * Math.max(0, Math.sin(Math.PI * ((phase - 0.26) / 0.44)))
  const upper = { turn: 0.6, lean: 0.14 * crouch, roll: 0, nod: 0.1 * crouch - 0.08 * up, sway: 0, blink: false }
  return { ...upper, leap, arms: [arm(-1), arm(1)], legs: [leg(-1), leg(1)] }
}

/** Lying on the back, one knee up. */
function sleeping(phase: number): Stance {
  const breath = Math.sin(TAU * phase)
  const arms: Stance['arms'] = [
    { swing: 0.35 + 0.04 * breath, bend: 0.9 },
    { swing: -0.3, bend: -0.3 },
  ]
  const legs: Stance['legs'] = [
    { swing: 0.04, bend: 0.03, toes: -0.5 },
    { swing: 0.85, bend: 1.7, toes: -0.9 },
  ]
  return { ...standing(0), turn: 0.25, roll: -1.54, nod: -0.12 + 0.02 * breath, blink: true, arms, legs }
}

const STANCES: Readonly<Record<Manner, (phase: number) => Stance>> = {
  walk: walking,
  run: running,
  jump: jumping,
  dance: dancing,
  stand: standing,
  look: looking,
  sing: singing,
  sit: sitting,
  drive: sitting,
  astride,
  seated,
  lope: loping,
  sleep: sleeping,
  fly: flying,
  float: floating,
  swim: swimming,
  launch: jumping,
  land: jumping,
}
