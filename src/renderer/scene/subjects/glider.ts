import type { Rgb } from '../../frame/colour.ts'
import { isOnSnow } from '../../prompt/riders.ts'
import type { Ride, Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Point } from '../shapes.ts'
import { steepness } from '../slope.ts'
import { type Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, farSide, flat, limb } from './clay.ts'
import { drawPerson } from './person.ts'
import { type Look, wornBy } from './person-look.ts'
import type { Stance } from './stance.ts'
import { drawRobot } from './robot.ts'
import { GROUND, skeletonOf } from './skeleton.ts'
import { drawWave } from './surf-wave.ts'

/** Wider than somebody upright: skis and boards reach out before and behind. */
const BOX = { left: -230, right: 230, top: -276, bottom: 190 }
/** With the wave that a surfer rides. */
const WAVE_BOX = { ...BOX, left: -350, right: 320 }

export const GLIDER_HEIGHT = 430
/** Where the board touches the ground, as a share of the picture's height; on the water only its underside is wet. */
export function gliderFoot(board: Board): number {
  return (GROUND - BOX.top) / (BOX.bottom - BOX.top) + (board === 'person-surfing' ? 0.066 : 0)
}

const PHASES = 32
/** One swing to and fro takes this long in seconds. */
const SWING = 2.4
const TAU = Math.PI * 2

export type Board = Exclude<Ride, 'person-biking'>

/** How high the soles are off the ground, in units. */
const DECKS: Readonly<Record<Board, number>> = { skier: 6, snowboarder: 7, skateboard: 26, 'person-surfing': 12 }

/** Somebody gliding on skis or a board: the knees give, the body swings; `height` is of the whole picture in pixels. */
export function gliderCycle(board: Board) {
  return (stage: Stage, subject: Subject, { height, which }: { height: number; which: number }): Cycle => {
    const rider = subject.rider ?? { icon: 'person-walking' }
    const look = dressed(wornBy(rider, stage.seed, which), board)
    const box = board === 'person-surfing' ? WAVE_BOX : BOX
    const tilt = board === 'person-surfing' ? -0.07 : Math.atan(steepness(stage))
    return clayCycle(stage, box, { height, count: PHASES, perSecond: PHASES / SWING }, (clay, phase) => {
      const swing = Math.sin(TAU * (phase / PHASES))
      const deep = 0.5 + 0.5 * Math.sin(TAU * (phase / PHASES) * 2 + 0.7)
      const stance = board === 'skier' ? skiing(swing, deep) : boarding(swing, deep)
      drawGlider(clay, {
        board,
        look,
        stance: { ...stance, leap: DECKS[board] },
        colour: subject.tint,
        rider,
        swing,
        tilt,
      })
    })
  }
}

function dressed(look: Look, board: Board): Look {
  const snowy = isOnSnow(board)
  const cap = snowy && !look.hat ? { hat: { shape: 'cap' as const, colour: look.top } } : {}
  return { ...look, ...(look.hat?.shape === 'helmet' ? {} : KIT[board]), ...cap, skirt: 0 }
}

interface Glider {
  board: Board
  look: Look
  stance: Stance
  colour: Rgb | undefined
  rider: { icon: string; tint?: Rgb }
  swing: number
  /** How far it is turned downhill. */
  tilt: number
}

/** What is worn for it. */
const KIT: Readonly<Record<Board, Partial<Look>>> = {
  skier: { sleeves: 'long', bottom: [46, 54, 78], shoes: [40, 42, 52] },
  snowboarder: { sleeves: 'long', bottom: [74, 66, 60], shoes: [40, 42, 52] },
  skateboard: {},
  'person-surfing': { sleeves: 'long', bottom: [38, 44, 58] },
}

function drawGlider(clay: Clay, { board, look, stance, colour, rider, swing, tilt }: Glider): void {
  const { context } = clay
  const size = rider.icon === 'robot' ? 1 : look.size
  const { down, legs, arms } = skeletonOf(stance, size)
  const placed = ([x, y]: Point): Point => [x * size, y * size + down]
  context.save()
  if (board === 'person-surfing') drawWave(clay, swing)
  // The whole leans into its turn around where it touches the ground.
  context.translate(0, GROUND)
  context.rotate(tilt + swing * 0.045)
  context.translate(0, -GROUND)
  if (board === 'skier') {
    drawPole(clay, placed(arms[1].hand), true)
    drawSki(clay, { at: placed(legs[1].ankle)[0], colour: farSide(colour ?? SKI), lift: 5 })
  }
  if (board !== 'skier') BOARDS[board](clay, colour)
  if (board === 'person-surfing') drawSpray(clay, swing)
  if (rider.icon === 'robot') drawRobot(clay, rider.tint, stance)
  else drawPerson(clay, look, stance)
  if (board === 'skier') {
    drawSki(clay, { at: placed(legs[0].ankle)[0], colour: colour ?? SKI, lift: 0 })
    drawPole(clay, placed(arms[0].hand), false)
  }
  context.restore()
}

/** Bent forward in the knees and the hips, hands before the body. */
function skiing(swing: number, deep: number): Stance {
  const bend = 1 + 0.3 * deep
  const leg = (lead: number) => ({ swing: 0.66 + 0.14 * deep + lead, bend, toes: 0 })
  const arm = (lead: number) => ({ swing: 0.7 + lead + 0.12 * swing, bend: 0.75 })
  return {
    turn: 0.14,
    lean: 0.42 + 0.1 * deep,
    roll: 0,
    nod: -0.3,
    sway: 0,
    arms: [arm(-0.1), arm(0.16)],
    legs: [leg(-0.05), leg(0.1)],
    leap: 0,
    blink: false,
  }
}

/** Sideways on a board: the feet along it, knees bent outwards, arms held out for balance. */
function boarding(swing: number, deep: number): Stance {
  const wide = 0.5 + 0.1 * deep
  const leg = (side: number) => ({ swing: side * wide * 1.16, bend: side * (wide + 0.02), toes: 0 })
  return {
    turn: 0.58,
    lean: 0.14 + 0.05 * swing,
    roll: 0,
    nod: 0.02,
    sway: 4 * swing,
    arms: [
      { swing: -1.12 + 0.24 * swing, bend: -0.4 + 0.16 * swing },
      { swing: 1.3 + 0.24 * swing, bend: 0.34 + 0.16 * swing },
    ],
    legs: [leg(-1), leg(1)],
    leap: 0,
    blink: false,
  }
}

const SKI: Rgb = [226, 58, 66]

function drawSki(clay: Clay, { at, colour, lift }: { at: number; colour: Rgb; lift: number }): void {
  const y = GROUND - 1 - lift
  blob(
    clay,
    [
      [at - 92, y - 2],
      [at, y - 4],
      [at + 92, y - 3],
      [at + 122, y - 13],
      [at + 132, y - 22],
      [at + 136, y - 19],
      [at + 120, y - 4],
      [at + 92, y + 3],
      [at, y + 3],
      [at - 92, y + 3],
    ],
    colour,
  )
}

function drawPole(clay: Clay, hand: Point, far: boolean): void {
  const tip: Point = [hand[0] - 96, GROUND - (far ? 26 : 14)]
  const steel: Rgb = far ? [120, 124, 134] : [178, 184, 196]
  limb(clay, [hand, tip], { from: 5, to: 4 }, steel)
  ball(clay, [tip[0] + 6, tip[1] - 5], [9, 4], steel)
}

const BOARDS: Readonly<Record<Exclude<Board, 'skier'>, (clay: Clay, colour: Rgb | undefined) => void>> = {
  snowboarder: (clay, colour) => {
    blob(
      clay,
      [
        [-142, GROUND - 18],
        [-120, GROUND - 7],
        [-60, GROUND - 6],
        [60, GROUND - 6],
        [124, GROUND - 8],
        [148, GROUND - 20],
        [150, GROUND - 14],
        [126, GROUND + 2],
        [60, GROUND + 3],
        [-60, GROUND + 3],
        [-122, GROUND + 3],
        [-146, GROUND - 11],
      ],
      colour ?? [64, 92, 214],
    )
    for (const x of [-58, 62]) limb(clay, boxAt(x, GROUND - 9), { from: 9, to: 9 }, [40, 42, 52])
  },
  skateboard: (clay, colour) => {
    for (const x of [-68, 70]) {
      limb(clay, boxAt(x, GROUND - 16), { from: 8, to: 8 }, [120, 126, 138])
      for (const side of [-9, 9]) ball(clay, [x + side, GROUND - 8], [9, 9], [250, 206, 84])
    }
    blob(
      clay,
      [
        [-132, GROUND - 34],
        [-112, GROUND - 24],
        [-50, GROUND - 23],
        [50, GROUND - 23],
        [112, GROUND - 24],
        [136, GROUND - 36],
        [138, GROUND - 30],
        [114, GROUND - 16],
        [50, GROUND - 15],
        [-50, GROUND - 15],
        [-114, GROUND - 16],
        [-135, GROUND - 28],
      ],
      colour ?? [224, 57, 62],
    )
  },
  'person-surfing': (clay, colour) => {
    blob(
      clay,
      [
        [-172, GROUND - 8],
        [-100, GROUND - 14],
        [40, GROUND - 15],
        [150, GROUND - 22],
        [196, GROUND - 34],
        [168, GROUND - 12],
        [60, GROUND + 4],
        [-110, GROUND + 4],
      ],
      colour ?? [250, 240, 214],
    )
  },
}

function boxAt(x: number, y: number): readonly [Point, Point] {
  return [
    [x - 14, y],
    [x + 14, y],
  ]
}

/** Water thrown up by the tail of a surfboard, the higher the finer. */
function drawSpray(clay: Clay, swing: number): void {
  const { context } = clay
  for (let n = 0; n < 60; n++) {
    const out = ((n * 37) % 61) / 61
    const up = (((n * n * 7 + n * 13) % 59) / 59) ** 1.6
    const x = -146 - 78 * out - 6 * swing
    const y = GROUND - 2 - (16 + 64 * out * (1.15 - out)) * up * (1 + 0.25 * swing)
    context.globalAlpha = 0.5 - 0.34 * up
    context.fillStyle = flat(clay, [250, 252, 255], [0, -0.6])
    context.beginPath()
    context.ellipse(x, y, 2.5 + 10 * (1 - up), 2 + 5 * (1 - up), -0.4, 0, TAU)
    context.fill()
  }
  context.globalAlpha = 1
}
