import type { Rgb } from '../../frame/colour.ts'
import type { Point } from '../shapes.ts'
import type { Species } from './builds.ts'
import { chain, type Clay, limb } from './clay.ts'

export function drawHorns(clay: Clay, { horns, head: { skull: r, angle } }: Species): void {
  const { context } = clay
  const bone: Rgb = [232, 218, 186]
  context.save()
  context.rotate(-angle)
  if (horns === 'spire')
    limb(
      clay,
      [
        [r * 0.3, -r * 0.8],
        [r * 1.1, -r * 2.9],
      ],
      { from: 13, to: 2 },
      [250, 214, 120],
    )
  if (horns === 'horns')
    chain(
      clay,
      [
        [-r * 0.1, -r * 0.8],
        [r * 0.4, -r * 1.4],
        [r * 0.9, -r * 1.7],
      ],
      [12, 9, 4],
      bone,
    )
  if (horns === 'curled')
    chain(
      clay,
      [
        [0, -r * 0.7],
        [-r * 0.5, -r * 1.5],
        [-r * 1.2, -r * 1.6],
      ],
      [12, 10, 4],
      [150, 132, 112],
    )
  if (horns === 'antlers') drawAntlers(clay, r, false)
  context.restore()
}

/** The far one is drawn before the head. */
export function drawAntlers(clay: Clay, r: number, far: boolean): void {
  const colour: Rgb = far ? [128, 100, 74] : [176, 142, 104]
  const x = far ? r * 0.3 : -r * 0.05
  const stem: readonly Point[] = [
    [x, -r * 0.8],
    [x - r * 0.5, -r * 1.8],
    [x - r * 0.35, -r * 2.8],
    [x + r * 0.2, -r * 3.5],
  ]
  chain(clay, stem, [9, 8, 7, 4], colour)
  limb(
    clay,
    [
      [x - r * 0.42, -r * 1.7],
      [x + r * 0.55, -r * 2.3],
    ],
    { from: 7, to: 3.5 },
    colour,
  )
  limb(
    clay,
    [
      [x - r * 0.4, -r * 2.6],
      [x - r * 1.1, -r * 3.3],
    ],
    { from: 6, to: 3.5 },
    colour,
  )
}
