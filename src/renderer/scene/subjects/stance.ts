/** An arm or a leg: its upper bone from straight down (radians, positive forwards) and how far the joint is bent. */
export interface Bones {
  swing: number
  bend: number
}

export interface Leg extends Bones {
  /** Of the foot against the ground: positive = the toes up. */
  toes: number
}

/** How somebody holds themselves at one moment. Near side first. */
export interface Stance {
  /** 0 = seen from the side, 1 = facing the viewer. */
  turn: number
  /** Of the trunk forwards (radians), of the whole body. */
  lean: number
  roll: number
  nod: number
  /** Of the hips to the side, in units. */
  sway: number
  arms: readonly [Bones, Bones]
  legs: readonly [Leg, Leg]
  /** How high the lowest foot is off the ground, in units. */
  leap: number
  blink: boolean
}
