import type { Pose } from '../dog-pose.ts'
import type { Point } from '../shapes.ts'
import type { Species } from './builds.ts'
import { ball, blob, chain, type Clay, farSide, limb } from './clay.ts'
import { drawTrunk, HOOF_LINE } from './quadruped.ts'
import { drawAnimalHead } from './quadruped-head.ts'

/** An animal asleep on the ground: its legs under it, its head on its paws, its tail around it, only breathing. */
export function drawAsleep(clay: Clay, species: Species, { lift }: Pose): void {
  const { length, depth, leg, stout, coat, socks, head, foot } = species
  const { context } = clay
  const ground = depth * 0.5
  const thick = Math.max(20, stout * leg * 0.26)
  const paw = foot === 'paw' ? socks : coat
  const reach = Math.min(leg * 0.72, length * 0.44)
  const low = ground - thick * 0.42
  const [chest, rump] = [length * 0.36, -length * 0.3]
  context.save()
  context.translate(-length * 0.08, HOOF_LINE - ground)
  limb(
    clay,
    [
      [chest, low - 4],
      [chest + reach * 1.08, low - 2],
    ],
    { from: thick, to: thick * 0.8 },
    farSide(paw),
  )
  context.save()
  // It is the flank that rises with each breath.
  context.translate(0, ground)
  context.scale(1, 1 + lift * 0.012)
  context.translate(0, -ground)
  drawTrunk(clay, species)
  ball(clay, [rump, depth * 0.1], [depth * 0.46, depth * 0.42], coat)
  context.restore()
  limb(
    clay,
    [
      [rump + depth * 0.1, low],
      [rump + depth * 0.1 + reach * 0.55, low],
    ],
    { from: thick, to: thick * 0.85 },
    paw,
  )
  drawTailAround(clay, species, low)
  limb(
    clay,
    [
      [chest - 4, low],
      [chest + reach, low],
    ],
    { from: thick * 1.1, to: thick * 0.85 },
    paw,
  )
  const resting = {
    ...species,
    neck: { ...species.neck, length: species.neck.length * 0.8, angle: 1.5 },
    head: { ...head, angle: 0.16 },
  }
  const skull = Math.min(ground - head.skull * 0.95 - (foot === 'paw' ? thick * 0.3 : 0), depth * 0.2)
  drawAnimalHead(clay, resting, { base: [length * 0.38, skull], nod: 0.004 * lift, ear: 0, asleep: true })
  context.restore()
}

function drawTailAround(clay: Clay, { tail, length, depth, coat, hair }: Species, low: number): void {
  const root: Point = [-length / 2 + 2, depth * 0.1]
  if (tail === 'stub' || tail === 'curl') return
  if (tail === 'hair') {
    const [x, y] = root
    blob(
      clay,
      [
        [x + 8, y - 10],
        [x - 14, y + 4],
        [x - 24, low],
        [x - 6, low + 8],
        [x + 10, y + 12],
      ],
      hair,
    )
    return
  }
  const thick = tail === 'bushy' ? 28 : tail === 'whip' ? 9 : 16
  const joints: Point[] = [
    root,
    [root[0] - depth * 0.22, low - depth * 0.14],
    [root[0] - depth * 0.02, low + 1],
    [root[0] + length * 0.2, low + 4],
    [root[0] + length * 0.4, low + 3],
  ]
  chain(
    clay,
    joints,
    joints.map((_, n) => thick * (1 - 0.05 * n)),
    coat,
  )
  const end = joints.at(-1)
  if (end && tail !== 'long') ball(clay, end, [thick * 0.75, thick * 0.7], hair)
}
