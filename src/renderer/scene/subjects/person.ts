import { type Rgb, scaled } from '../../frame/colour.ts'
import { type Point } from '../shapes.ts'
import { ball, blob, chain, type Clay, farSide, limb } from './clay.ts'
import { drawHead, drawLongHair } from './person-head.ts'
import type { Look } from './person-look.ts'
import type { Stance } from './stance.ts'
import { along, type ArmJoints, LEG_LENGTH, type LegJoints, skeletonOf } from './skeleton.ts'

/** Draws somebody in a stance: feet on the ground unless the stance leaps. */
export function drawPerson(clay: Clay, look: Look, stance: Stance): void {
  const { context } = clay
  const { turn, sway } = stance
  const { down, neck, legs, arms } = skeletonOf(stance, look.size)
  const dressed = look.skirt > 0
  const atHead = (draw: () => void): void => {
    context.save()
    context.translate(neck[0] + 2 + Math.sin(stance.lean) * 12, neck[1] - 10)
    context.rotate(stance.nod + stance.lean * 0.4)
    context.scale(1.1, 1.1)
    draw()
    context.restore()
  }
  context.save()
  context.translate(0, down)
  context.scale(look.size, look.size)
  context.rotate(stance.roll)
  if (look.cape) drawCape(clay, look.cape, { neck, stance })
  if (look.hat?.shape === 'helmet') drawPack(clay, look.shoes, { neck, turn })
  const hair = look.hairstyle === 'long' && look.hat?.shape !== 'helmet'
  if (hair && turn > 0.4) atHead(() => drawLongHair(clay, look.hair, stance))
  const farArm = (): void => drawArm(clay, look, { arm: arms[1], shade: 1 - 0.24 * (1 - turn), far: true })
  // A microphone is held before the face, whichever hand has it.
  if (!look.microphone) farArm()
  drawLeg(clay, look, { joints: legs[1], colour: farSide(dressed ? look.skin : look.bottom), turn })
  drawLeg(clay, look, { joints: legs[0], colour: dressed ? look.skin : look.bottom, turn })
  drawTrunk(clay, look, { neck, turn, sway })
  if (dressed) drawSkirt(clay, look, { legs, turn, sway })
  if (hair && turn <= 0.4) atHead(() => drawLongHair(clay, look.hair, stance))
  atHead(() => {
    limb(
      clay,
      [
        [0, 8],
        [1, -12],
      ],
      { from: 19, to: 17 },
      scaled(look.skin, 0.84),
    )
    drawHead(clay, look, stance)
  })
  if (look.book) drawBook(clay, look.book, arms[1].hand)
  drawArm(clay, look, { arm: arms[0], shade: 1, far: false })
  if (look.microphone) farArm()
  context.restore()
}

/** Held open before the eyes: its cover outside, the pages within. */
function drawBook(clay: Clay, cover: Rgb, [x, y]: Point): void {
  const page = (turn: number, colour: Rgb, rim: number): void =>
    blob(
      clay,
      [
        [x - 2 - rim, y + 20 + rim],
        [x - 8 + turn, y - 30 - rim],
        [x + turn * 1.2 + rim, y - 34 - rim],
        [x + 12 + rim, y + 16 + rim],
      ],
      colour,
    )
  page(24, cover, 3)
  page(10, [250, 246, 236], 0)
}

function drawTrunk(
  clay: Clay,
  { top, bottom, skirt, hat }: Look,
  { neck: [x, y], turn, sway }: { neck: Point; turn: number; sway: number },
): void {
  const puffed = hat?.shape === 'helmet' ? 7 : 0
  const w = 24 + 13 * turn + puffed
  const hip = 21 + 4 * turn + puffed * 0.6
  if (skirt === 0)
    blob(
      clay,
      [
        [sway - hip - 1, -10],
        [sway, -12],
        [sway + hip + 1, -10],
        [sway + hip + 1, 12],
        [sway, 22],
        [sway - hip - 1, 12],
      ],
      bottom,
    )
  blob(
    clay,
    [
      [x - w * 0.5, y - 4],
      [x + w * 0.5, y - 4],
      [x + w, y + 12],
      [x * 0.5 + sway * 0.5 + w * 0.9, y * 0.45],
      [sway + hip, -4],
      [sway, 4],
      [sway - hip, -4],
      [x * 0.5 + sway * 0.5 - w * 0.86, y * 0.45],
      [x - w, y + 12],
    ],
    top,
  )
}

function drawLeg(
  clay: Clay,
  look: Look,
  { joints, colour, turn }: { joints: LegJoints; colour: Rgb; turn: number },
): void {
  const { hip, knee, ankle, toes } = joints
  const heel: Point = [ankle[0] - 4 * (1 - turn), ankle[1] + 5]
  const puffed = look.hat?.shape === 'helmet' ? 1.25 : 1
  limb(clay, [heel, toes], { from: 17 * puffed, to: 13 * puffed }, look.shoes)
  chain(clay, [[hip[0], hip[1] + 6], knee, ankle], [40 * puffed, 28 * puffed, 19 * puffed], colour)
  ball(clay, heel, [10 * puffed, 8 * puffed], look.shoes)
}

function drawSkirt(
  clay: Clay,
  { bottom, skirt }: Look,
  { legs, turn, sway }: { legs: readonly [LegJoints, LegJoints]; turn: number; sway: number },
): void {
  const reach = skirt * LEG_LENGTH
  const ends = legs.map(({ knee, ankle }) => (skirt > 0.6 ? ankle[0] * 0.5 + knee[0] * 0.5 : knee[0]))
  const flare = 18 + 20 * skirt
  const left = Math.min(...ends, sway) - flare
  const right = Math.max(...ends, sway) + flare
  const hip = 21 + 4 * turn
  blob(
    clay,
    [
      [sway - hip + 2, -16],
      [sway + hip - 2, -16],
      [sway + hip + 5, 14],
      [right, reach - 4],
      [(left + right) / 2, reach + 5],
      [left, reach - 4],
      [sway - hip - 5, 14],
    ],
    bottom,
  )
}

function drawArm(clay: Clay, look: Look, { arm, shade, far }: { arm: ArmJoints; shade: number; far: boolean }): void {
  const { shoulder, elbow, wrist, hand, angle } = arm
  const skin = scaled(look.skin, shade)
  const cloth = scaled(look.top, shade * 0.95)
  const puffed = look.hat?.shape === 'helmet' ? 1.3 : 1
  if (far && look.microphone) {
    limb(clay, [hand, along(hand, 26, angle - 0.5)], { from: 6, to: 5 }, [44, 44, 52])
    ball(clay, along(hand, 30, angle - 0.5), [8, 8], [92, 94, 104])
  }
  ball(clay, hand, [10 * puffed, 10 * puffed], puffed > 1 ? look.shoes : skin)
  if (look.sleeves === 'long' || puffed > 1) {
    chain(clay, [shoulder, elbow, wrist], [25 * puffed, 20 * puffed, 16 * puffed], cloth)
    return
  }
  chain(clay, [shoulder, elbow, wrist], [20, 16, 13], skin)
  const sleeve: Point = [(shoulder[0] + elbow[0] * 1.6) / 2.6, (shoulder[1] + elbow[1] * 1.6) / 2.6]
  limb(clay, [shoulder, sleeve], { from: 26, to: 23 }, cloth)
}

/** The tanks on the back of a space suit. */
function drawPack(clay: Clay, colour: Rgb, { neck: [x, y], turn }: { neck: Point; turn: number }): void {
  const back = x - 34 * (1 - turn)
  limb(
    clay,
    [
      [back, y + 2],
      [back + 2, y + 62],
    ],
    { from: 44 + 40 * turn, to: 40 + 36 * turn },
    colour,
  )
}

function drawCape(clay: Clay, colour: Rgb, { neck: [x, y], stance }: { neck: Point; stance: Stance }): void {
  const back = 26 + 60 * stance.lean + 10 * Math.sin(stance.nod * 20)
  blob(
    clay,
    [
      [x - 14, y - 2],
      [x + 16, y - 2],
      [x + 8, 40],
      [x - back, 104],
      [x - back - 42, 92],
      [x - 32, 20],
    ],
    colour,
  )
}
