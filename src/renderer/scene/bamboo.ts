import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { planted } from './planting.ts'
import type { Plant } from './plants.ts'
import type { Stage } from './stage.ts'

const GREENS: readonly Rgb[] = [
  [118, 160, 70],
  [96, 146, 66],
  [142, 172, 84],
]

/** A few jointed canes from one root, bent at their tips, with sprays of narrow leaves. */
function drawBamboo(context: SKRSContext2D, plant: Plant): void {
  const { height, random } = plant
  for (let cane = 0; cane < 4; cane++) {
    const root = between(random, -0.17, 0.17) * height
    const tall = height * between(random, 0.72, 1)
    const lean = between(random, -0.09, 0.09) * height
    const at = (share: number): readonly [x: number, y: number] => [root + lean * share ** 2.4, -tall * share]
    drawCane(context, plant, { at, wide: height * between(random, 0.013, 0.021) })
    for (let spray = 0; spray < 15; spray++) drawSpray(context, plant, at(between(random, 0.42, 1)))
  }
}

const JOINTS = 15

function drawCane(
  context: SKRSContext2D,
  { colour, tone }: Plant,
  { at, wide }: { at: (share: number) => readonly [x: number, y: number]; wide: number },
): void {
  context.lineCap = 'butt'
  for (let joint = 0; joint < JOINTS; joint++) {
    const [from, to] = [at(joint / JOINTS), at((joint + 1) / JOINTS)]
    const w = wide * (1 - 0.55 * (joint / JOINTS))
    const fill = context.createLinearGradient(from[0] - w, 0, from[0] + w, 0)
    for (const t of [-0.9, -0.2, 0.9])
      fill.addColorStop((t + 0.9) / 1.8, css(tone(mix(colour, [206, 206, 130], 0.22), [t, 0])))
    context.strokeStyle = fill
    context.lineWidth = w * 2
    context.beginPath()
    context.moveTo(...from)
    context.lineTo(to[0], to[1] + w * 0.4)
    context.stroke()
    context.fillStyle = css(tone(scaled(colour, 0.62), [0, 0.5]))
    context.fillRect(to[0] - w * 1.2, to[1] - w * 0.15, w * 2.4, w * 0.5)
  }
}

function drawSpray(
  context: SKRSContext2D,
  { height, colour, tone, random }: Plant,
  [x, y]: readonly [number, number],
): void {
  const side = random() < 0.5 ? -1 : 1
  for (let leaf = 0; leaf < 6; leaf++) {
    const angle = side * between(random, 0.1, 1.25)
    const long = height * between(random, 0.05, 0.095)
    const [dx, dy] = [Math.sin(angle) * long, Math.cos(angle) * long * 0.8]
    const [bx, by] = [x + side * height * 0.012 * leaf, y + height * 0.006 * leaf]
    context.fillStyle = css(tone(scaled(colour, between(random, 0.66, 1.1)), [side * 0.6, -0.5 + random() * 0.8]))
    context.beginPath()
    context.moveTo(bx, by)
    context.quadraticCurveTo(bx + dx * 0.3 - dy * 0.13, by + dy * 0.4 + dx * 0.13, bx + dx, by + dy)
    context.quadraticCurveTo(bx + dx * 0.4 + dy * 0.13, by + dy * 0.4 - dx * 0.13, bx, by)
    context.fill()
  }
}

/** Groves for a forest: how many clumps, how high (design units), how far away. */
export function groveOf(
  stage: Stage,
  clumps: { name: string; count: number; height: readonly [number, number]; far: number },
) {
  return planted(stage, { ...clumps, colours: GREENS, draw: drawBamboo })
}
