import type { Action } from '../prompt/scene-brief.ts'

const TAU = Math.PI * 2

/** How a dog holds itself at one moment: shifts in its own units, turns in radians. */
export interface Pose {
  lift: number
  pitch: number
  head: number
  tail: number
  ear: number
  mouth: number
  /** Near fore, far fore, near hind, far hind. */
  legs: readonly [Leg, Leg, Leg, Leg]
}

export interface Leg {
  /** Of the upper bone, from straight down, positive forwards (radians). */
  swing: number
  /** 0 straight .. 1 folded. */
  fold: number
}

const RESTING: ReadonlySet<Action> = new Set(['sit', 'sleep', 'stand', 'look'])

/** How far a leg swings to each side (radians). */
const REACH = { run: 0.78, walk: 0.36 }

/** How far the ground goes by in a whole stride under a leg of this length: the foot on it goes back as fast, half the time. */
export function strideOf(leg: number, action: 'run' | 'walk'): number {
  return 4 * leg * Math.sin(REACH[action])
}

/** The swing of a leg: the foot on the ground goes back evenly, so that it does not slide, and swings forward again. */
function swingAt(phase: number, reach: number): number {
  const p = phase - Math.floor(phase)
  return p < 0.5 ? Math.asin(Math.sin(reach) * (1 - 4 * p)) : -reach * Math.cos(TAU * (p - 0.5))
}

/** The pose at a phase (0..1) of the stride, or at rest of the breath. */
export function poseAt(phase: number, action: Action): Pose {
  const t = TAU * phase
  if (RESTING.has(action)) return restingPose(t)
  const running = action === 'run' || action === 'jump'
  const reach = REACH[running ? 'run' : 'walk']
  const leg = (lag: number, centre: number): Leg => {
    const angle = t + TAU * lag
    // The foot is on the ground while it goes back, folded while it comes forward.
    return { swing: centre + swingAt(phase + lag, reach), fold: Math.max(0, -Math.sin(angle)) * (running ? 1 : 0.55) }
  }
  const legs: Pose['legs'] = running
    ? [leg(0, 0.08), leg(0.1, 0.08), leg(0.5, 0), leg(0.6, 0)]
    : [leg(0, 0), leg(0.5, 0), leg(0.75, 0), leg(0.25, 0)]
  const effort = running ? 1 : 0.3
  return {
    lift: -9 * effort * Math.sin(t + 0.9),
    pitch: 0.075 * effort * Math.sin(t + 2.4),
    head: -0.06 + 0.1 * effort * Math.sin(t + 0.4),
    tail: 0.25 + 0.2 * Math.sin(t + 1),
    ear: 0.25 * effort + 0.4 * effort * Math.sin(t + 0.6),
    mouth: running ? 1 : 0.5,
    legs,
  }
}

function restingPose(t: number): Pose {
  const straight = { swing: 0.02, fold: 0 }
  const breath = Math.sin(t)
  const legs: Pose['legs'] = [straight, { swing: -0.1, fold: 0 }, { swing: 0.05, fold: 0 }, { swing: -0.12, fold: 0 }]
  return {
    lift: breath * 1.5,
    pitch: 0,
    head: 0.03 * breath,
    tail: 0.5 + 0.3 * Math.sin(t * 2),
    ear: 0,
    mouth: 0.6,
    legs,
  }
}
