import { type Rgb, scaled } from '../../frame/colour.ts'
import type { Room, Subject } from '../../prompt/scene-brief.ts'
import type { Point } from '../shapes.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, type ClayBox, farSide, limb } from './clay.ts'
import { GROUND, UPRIGHT_BOX } from './skeleton.ts'

/** Of somebody on a chair, who has a table before them. */
export const SEAT_BOX: ClayBox = { ...UPRIGHT_BOX, left: -130, right: 250 }

/** How high somebody who lies on a bed is above the floor, in units. */
export const BED_HEIGHT = 64

/** What somebody who rests in a room rests on: nobody sits on its floor. */
export type Seat = 'chair' | 'bed'

export function seatOf({ brief }: Stage, { action, relation, upon }: Subject): Seat | undefined {
  if (brief.place !== 'room' || brief.room === 'stage' || brief.room === 'studio' || upon) return undefined
  // Who sits on something that is named has a seat.
  if (relation?.how === 'on' || relation?.how === 'in') return undefined
  return action === 'sit' ? 'chair' : action === 'sleep' ? 'bed' : undefined
}

const WOOD: Rgb = [150, 98, 62]
const CLOTH: Rgb = [86, 126, 128]

function bar(clay: Clay, from: Point, to: Point, look: { width: number; colour: Rgb }): void {
  limb(clay, [from, to], { from: look.width, to: look.width }, look.colour)
}

/** The seat, which is behind whoever sits on it: an armchair at home, a chair elsewhere. */
export function drawSeat(clay: Clay, seat: Seat, room: Room | undefined): void {
  if (seat === 'bed') drawBed(clay)
  else if (room === 'living' || room === 'bedroom') drawArmchair(clay)
  else drawChair(clay, room)
}

/** What is before whoever sits there. */
export function drawBeforeSeat(clay: Clay, seat: Seat, room: Room | undefined): void {
  if (seat === 'bed') return
  if (room === 'living' || room === 'bedroom') {
    bar(clay, [-36, GROUND - 70], [40, GROUND - 72], { width: 30, colour: CLOTH })
    ball(clay, [44, GROUND - 72], [17, 17], scaled(CLOTH, 1.06))
    return
  }
  if (room === 'cafe') drawRoundTable(clay)
  else drawLongTable(clay, room)
}

function drawChair(clay: Clay, room: Room | undefined): void {
  const office = room === 'office'
  const colour: Rgb = office ? [62, 68, 82] : WOOD
  if (office) {
    bar(clay, [0, GROUND - 60], [0, GROUND - 16], { width: 11, colour: [96, 100, 110] })
    for (const x of [-44, 44]) {
      bar(clay, [0, GROUND - 18], [x, GROUND - 10], { width: 8, colour: [74, 78, 88] })
      ball(clay, [x, GROUND - 6], [7, 7], [40, 42, 50])
    }
  } else {
    for (const [top, foot, far] of [
      [-22, -18, true],
      [36, 34, true],
      [-32, -38, false],
      [44, 48, false],
    ] as const)
      bar(clay, [top, GROUND - 64], [foot, GROUND - 2], { width: 9, colour: far ? farSide(colour) : colour })
  }
  bar(clay, [-36, GROUND - 64], [-52, GROUND - 196], { width: office ? 16 : 11, colour })
  if (office) bar(clay, [-46, GROUND - 120], [-54, GROUND - 186], { width: 26, colour: scaled(colour, 1.15) })
  else for (const y of [128, 160, 190]) ball(clay, [-38 - y * 0.07, GROUND - y], [11, 7], farSide(colour))
  bar(clay, [-32, GROUND - 66], [46, GROUND - 66], { width: 15, colour: office ? colour : [184, 100, 74] })
}

function drawArmchair(clay: Clay): void {
  for (const x of [-52, 50]) bar(clay, [x, GROUND - 20], [x, GROUND - 3], { width: 11, colour: WOOD })
  blob(
    clay,
    [
      [-78, GROUND - 16],
      [-88, GROUND - 120],
      [-84, GROUND - 200],
      [-58, GROUND - 212],
      [-34, GROUND - 196],
      [-30, GROUND - 90],
      [-26, GROUND - 16],
    ],
    scaled(CLOTH, 0.88),
  )
  bar(clay, [-54, GROUND - 36], [50, GROUND - 36], { width: 44, colour: scaled(CLOTH, 0.8) })
  bar(clay, [-44, GROUND - 62], [52, GROUND - 62], { width: 26, colour: CLOTH })
}

function drawBed(clay: Clay): void {
  for (const x of [-168, 168]) bar(clay, [x, GROUND - 30], [x, GROUND - 4], { width: 12, colour: farSide(WOOD) })
  bar(clay, [-178, GROUND - 120], [-178, GROUND - 10], { width: 16, colour: WOOD })
  bar(clay, [-170, GROUND - 26], [174, GROUND - 26], { width: 24, colour: WOOD })
  bar(clay, [-164, GROUND - 46], [168, GROUND - 46], { width: 34, colour: [238, 234, 228] })
  ball(clay, [-138, GROUND - 72], [34, 16], [250, 248, 244])
}

function drawRoundTable(clay: Clay): void {
  bar(clay, [168, GROUND - 108], [168, GROUND - 10], { width: 11, colour: [58, 54, 58] })
  ball(clay, [168, GROUND - 4], [42, 7], [58, 54, 58])
  ball(clay, [168, GROUND - 112], [74, 10], [206, 176, 140])
  drawCup(clay, 136, GROUND - 117)
}

function drawLongTable(clay: Clay, room: Room | undefined): void {
  const office = room === 'office'
  const leg: Rgb = office ? [92, 96, 106] : farSide(WOOD)
  for (const x of [112, 232]) bar(clay, [x, GROUND - 108], [x, GROUND - 4], { width: 10, colour: leg })
  bar(clay, [98, GROUND - 112], [244, GROUND - 112], { width: 12, colour: office ? [214, 178, 134] : WOOD })
  if (!office) {
    drawCup(clay, 132, GROUND - 118)
    ball(clay, [182, GROUND - 126], [24, 11], [226, 120, 84])
    return
  }
  bar(clay, [116, GROUND - 121], [164, GROUND - 121], { width: 6, colour: [120, 126, 138] })
  bar(clay, [166, GROUND - 122], [186, GROUND - 176], { width: 6, colour: [92, 98, 110] })
}

function drawCup(clay: Clay, x: number, y: number): void {
  ball(clay, [x + 13, y - 9], [7, 7], [214, 210, 204])
  bar(clay, [x, y - 16], [x, y - 6], { width: 19, colour: [246, 243, 236] })
}
