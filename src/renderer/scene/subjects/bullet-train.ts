import { type Rgb } from '../../frame/colour.ts'
import type { Subject } from '../../prompt/scene-brief.ts'
import type { Cycle } from '../gait.ts'
import type { Stage } from '../stage.ts'
import { ball, blob, type Clay, clayCycle, flat, limb } from './clay.ts'

/** The nose to the right, the rails at y = 0; its last cars are out of the picture. */
const BOX = { left: -860, right: 520, top: -150, bottom: 14 }

export const TRAIN_FOOT = -BOX.top / (BOX.bottom - BOX.top)
/** Of the whole picture, in design units. */
export const TRAIN_HEIGHT = 196

const PHASES = 8
const TAU = Math.PI * 2

/** A high-speed train with a long nose, which trembles a little at its speed; `height` is of the whole picture in pixels. */
export function bulletTrainCycle(
  stage: Stage,
  { tint, action }: Pick<Subject, 'tint' | 'action'>,
  { height }: { height: number },
): Cycle {
  const night = stage.brief.dayTime === 'night'
  const shake = action === 'drive' ? 0.9 : 0
  return clayCycle(stage, BOX, { height, count: PHASES, perSecond: PHASES * 1.4 }, (clay, phase) => {
    clay.context.translate(0, shake * Math.sin((TAU * phase) / PHASES))
    drawTrain(clay, tint ?? [38, 96, 190], night)
  })
}

function drawTrain(clay: Clay, colour: Rgb, night: boolean): void {
  const { context } = clay
  drawUndercarriage(clay)
  blob(
    clay,
    [
      [-900, -140],
      [-400, -141],
      [20, -140],
      [96, -132],
      [190, -104],
      [280, -62],
      [322, -34],
      [318, -20],
      [240, -18],
      [0, -18],
      [-500, -18],
      [-900, -18],
    ],
    [240, 242, 246],
  )
  context.save()
  context.clip()
  limb(
    clay,
    [
      [-900, -46],
      [360, -46],
    ],
    { from: 16, to: 22 },
    colour,
  )
  limb(
    clay,
    [
      [-900, -22],
      [360, -20],
    ],
    { from: 14, to: 14 },
    [92, 96, 108],
  )
  drawWindows(clay, night)
  context.restore()
  blob(
    clay,
    [
      [92, -126],
      [136, -118],
      [186, -98],
      [166, -88],
      [104, -94],
    ],
    [46, 62, 92],
  )
  ball(clay, [276, -48], [13, 5], [255, 248, 214])
}

function drawUndercarriage(clay: Clay): void {
  for (const car of [-760, -420, -80]) {
    for (const x of [car - 60, car - 20, car + 150, car + 190]) ball(clay, [x, -13], [13, 13], [66, 68, 78])
    limb(
      clay,
      [
        [car - 80, -24],
        [car + 210, -24],
      ],
      { from: 18, to: 18 },
      [84, 88, 98],
    )
  }
}

function drawWindows(clay: Clay, night: boolean): void {
  const { context } = clay
  context.fillStyle = night ? 'rgb(255,226,158)' : flat(clay, [50, 64, 88])
  for (let x = -880; x < 40; x += 44) {
    if ((x + 880) % 352 === 308) continue
    context.beginPath()
    context.roundRect(x, -104, 31, 28, 6)
    context.fill()
  }
  context.strokeStyle = flat(clay, [150, 154, 166])
  context.lineWidth = 4
  for (const x of [-588, -236]) context.strokeRect(x, -160, 0.1, 160)
}
