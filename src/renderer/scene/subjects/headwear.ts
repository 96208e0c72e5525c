import type { Rgb } from '../../frame/colour.ts'
import type { Headwear, Subject } from '../../prompt/scene-brief.ts'
import type { Point } from '../shapes.ts'
import { ball, blob, type Clay, flat, limb } from './clay.ts'

/** What is on a head; a helmet is drawn around it by whoever draws the head. */
export interface Hat {
  shape: Headwear | 'helmet' | 'hood'
  colour: Rgb
}

const USUAL: Readonly<Record<Headwear, Rgb>> = {
  chef: [246, 246, 248],
  cap: [206, 58, 58],
  crown: [246, 196, 72],
  straw: [226, 190, 116],
  pointed: [206, 48, 58],
  top: [44, 42, 52],
  sunglasses: [30, 30, 38],
}

/** The hat that a prompt gives somebody, in its own colour where the prompt names none. */
export function hatOf(wears: Subject['wears']): Hat | undefined {
  return wears && { shape: wears.what, colour: wears.colour ?? USUAL[wears.what] }
}

/** Hats that are one outline; smooth unless it is to have corners. */
const OUTLINES: Partial<Record<Hat['shape'], readonly Point[]>> = {
  cap: path('-29 -14 -22 -36 4 -44 25 -32 29 -18 46 -15 44 -11 8 -14'),
  pointed: path('-32 -16 -14 -50 -22 -88 14 -52 32 -20 0 -14'),
  hood: path('-30 18 -30 -20 -12 -38 14 -36 28 -16 26 -10 -2 -12 -6 10 14 8 28 10 16 30 -12 30'),
}
const CROWN = path('-22 -24 -25 -50 -11 -36 1 -54 12 -36 26 -50 23 -24')

/** Points from a list of numbers, x and y in turn. */
function path(numbers: string): readonly Point[] {
  const values = numbers.split(' ').map(Number)
  return Array.from({ length: values.length / 2 }, (_, i) => [values[i * 2] ?? 0, values[i * 2 + 1] ?? 0])
}

/** On a head that looks right, its middle at (0, 0), `crown` units from there to its crown. */
export function drawHeadwear(clay: Clay, hat: Hat | undefined, crown: number): void {
  if (!hat) return
  clay.context.save()
  clay.context.scale(crown / 30, crown / 30)
  drawHat(clay, hat)
  clay.context.restore()
}

function drawHat(clay: Clay, { shape, colour }: Hat): void {
  const { context } = clay
  const outline = OUTLINES[shape]
  if (outline) blob(clay, outline, colour)
  const bar = (from: Point, to: Point, width: number, tone: Rgb = colour): void =>
    limb(clay, [from, to], { from: width, to: width }, tone)
  if (shape === 'chef') {
    bar([-20, -44], [20, -46], 36)
    bar([-22, -26], [22, -28], 16)
  }
  if (shape === 'straw') {
    ball(clay, [0, -30], [23, 20], colour)
    ball(clay, [1, -20], [46, 9], colour)
  }
  if (shape === 'top') {
    context.fillStyle = flat(clay, colour)
    context.fillRect(-21, -70, 42, 46)
    bar([-8, -66], [-8, -32], 20)
    bar([-18, -32], [20, -32], 8, [168, 44, 52])
    bar([-34, -24], [36, -24], 8)
  }
  if (shape === 'sunglasses') {
    bar([-24, -5], [10, -5], 4)
    ball(clay, [8, -2], [9, 8], colour)
    ball(clay, [25, -2], [6, 8], colour)
  }
  if (shape !== 'crown') return
  context.fillStyle = flat(clay, colour)
  context.beginPath()
  for (const point of CROWN) context.lineTo(...point)
  context.fill()
}
