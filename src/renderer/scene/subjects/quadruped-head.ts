import { mix, type Rgb, scaled } from '../../frame/colour.ts'
import type { Point } from '../shapes.ts'
import { ball, blob, chain, type Clay, farSide, flat, limb } from './clay.ts'
import { drawHeadwear } from './headwear.ts'
import { drawAntlers, drawHorns } from './quadruped-horns.ts'
import { along } from './skeleton.ts'
import type { Species } from './builds.ts'

interface AnimalHead {
  base: Point
  nod: number
  ear: number
  asleep?: boolean
}

/** Neck and head of an animal, from where the neck leaves the trunk. */
export function drawAnimalHead(clay: Clay, species: Species, at: AnimalHead): void {
  const { neck, head, coat, depth } = species
  const { base, nod } = at
  const up = Math.PI - neck.angle + nod * 0.7
  const top = along(base, neck.length, up)
  if (species.mane === 'full') drawFullMane(clay, species, top)
  limb(clay, [base, top], { from: Math.min(neck.wide, depth), to: Math.max(head.skull * 1.45, neck.wide * 0.52) }, coat)
  if (species.mane === 'crest') drawCrest(clay, species, { base, top, up, nod })
  if (neck.length > 80) markNeck(clay, species, { base, up })
  clay.context.save()
  clay.context.translate(...top)
  clay.context.rotate(head.angle + nod)
  drawFace(clay, species, at)
  clay.context.restore()
}

/** The head with its skull at (0, 0), the nose to the right. */
function drawFace(clay: Clay, species: Species, { ear, asleep = false }: AnimalHead): void {
  const { head, coat, muzzle } = species
  const { skull: r, nose, tip } = head
  drawEar(clay, species, { far: true, ear })
  if (species.horns === 'antlers') drawAntlers(clay, r, true)
  limb(
    clay,
    [
      [0, 0],
      [nose, r * 0.3],
    ],
    { from: r * 1.9, to: tip * 2 },
    coat,
  )
  ball(clay, [0, 0], [r, r], coat)
  const lips: Rgb = species.trunk ? coat : muzzle
  limb(
    clay,
    [
      [nose * 0.62 + r * 0.2, r * 0.34],
      [nose, r * 0.34],
    ],
    { from: tip * 1.9, to: tip * 1.84 },
    lips,
  )
  if (species.marks === 'band') ball(clay, [r * 0.4, -r * 0.1], [r * 0.36, r * 0.42], species.mark ?? coat)
  if (species.trunk) drawTrunk(clay, species, ear)
  else drawNose(clay, species)
  drawEye(clay, r, asleep)
  drawHorns(clay, species)
  drawEar(clay, species, { far: false, ear })
  // Straight, however the nose is held.
  clay.context.rotate(-head.angle * 0.7)
  drawHeadwear(clay, species.hat, r)
}

/** Open, or a line of lashes. */
function drawEye(clay: Clay, r: number, asleep: boolean): void {
  const { context } = clay
  const dark = flat(clay, [30, 22, 24])
  if (asleep) {
    context.strokeStyle = dark
    context.lineWidth = Math.max(2, r * 0.09)
    context.beginPath()
    context.arc(r * 0.4, -r * 0.2, r * 0.2, 0.3, Math.PI - 0.3)
    context.stroke()
    return
  }
  context.fillStyle = dark
  context.beginPath()
  context.ellipse(r * 0.4, -r * 0.12, Math.min(7, r * 0.15 + 1.6), Math.min(7.6, r * 0.17 + 1.8), 0, 0, 7)
  context.fill()
  context.fillStyle = 'rgba(255,255,255,0.85)'
  context.beginPath()
  context.arc(r * 0.46, -r * 0.2, r * 0.05 + 0.9, 0, 7)
  context.fill()
}

function drawNose(clay: Clay, { head: { skull: r, nose, tip }, foot, muzzle }: Species): void {
  const { context } = clay
  context.fillStyle = flat(clay, foot === 'paw' ? [60, 40, 44] : scaled(muzzle, 0.5))
  context.beginPath()
  if (foot === 'paw') context.ellipse(nose + tip * 0.72, r * 0.16, tip * 0.4, tip * 0.32, 0.3, 0, 7)
  else context.ellipse(nose + tip * 0.42, r * 0.22, tip * 0.2, tip * 0.15, 0.6, 0, 7)
  context.fill()
  context.strokeStyle = flat(clay, scaled(muzzle, 0.5))
  context.lineWidth = 2.2
  context.beginPath()
  context.moveTo(nose + tip * 0.66, r * 0.34 + tip * 0.42)
  context.quadraticCurveTo(nose, r * 0.34 + tip * 0.74, nose * 0.62, r * 0.42 + tip * 0.4)
  context.stroke()
}

function drawTrunk(clay: Clay, { head, coat }: Species, sway: number): void {
  const { skull: r, nose, tip } = head
  const root: Point = [nose, r * 0.3]
  const joints: Point[] = [root]
  for (let n = 0; n < 6; n++) joints.push(along(joints.at(-1) ?? root, r * 0.42, 0.5 - 0.24 * n + sway * 0.3 * n))
  chain(
    clay,
    joints,
    joints.map((_, n) => tip * 2 * (1 - n * 0.1)),
    coat,
  )
  limb(
    clay,
    [
      [nose * 0.5, r * 0.8],
      [nose + r * 0.6, r * 1.05],
    ],
    { from: 12, to: 6 },
    [246, 240, 226],
  )
}

function drawEar(
  clay: Clay,
  { ears, head, coat, muzzle, marks, mark }: Species,
  { far, ear }: { far: boolean; ear: number },
): void {
  const r = head.skull
  const dark = marks === 'band' && mark ? mark : coat
  const tone = far ? farSide(dark) : dark
  const shift = ears === 'pointed' ? r * (far ? 0.42 : -0.42) : far ? r * 0.34 : -r * 0.1
  const { context } = clay
  context.save()
  context.translate(shift, -r * 0.7)
  context.rotate(-head.angle * 0.6 - ear * 0.25)
  if (ears === 'round') {
    ball(clay, [-r * 0.3, -r * 0.2], [r * 0.36, r * 0.36], tone)
    if (!far) ball(clay, [-r * 0.28, -r * 0.16], [r * 0.2, r * 0.2], mix(tone, muzzle, 0.5))
  } else if (ears === 'flap') {
    const size = r > 48 ? 1.25 : 0.62
    blob(
      clay,
      [
        [-r * 0.1, 0],
        [-r * size, -r * 0.3 * size],
        [-r * 1.25 * size, r * 0.5 * size],
        [-r * 0.6 * size, r * 1.1 * size],
        [0, r * 0.5],
      ],
      farSide(tone),
    )
  } else {
    const tall = ears === 'leaf' ? r * 1 : ears === 'long' ? r * 2.2 : r * 0.8
    const wide = ears === 'pointed' ? r * 0.4 : r * 0.3
    blob(
      clay,
      [
        [-wide, r * 0.16],
        [-wide * 0.8, -tall * 0.55],
        [0, -tall],
        [wide * 0.7, -tall * 0.45],
        [wide, r * 0.16],
      ],
      tone,
    )
    if (!far)
      blob(
        clay,
        [
          [-wide * 0.45, r * 0.05],
          [-wide * 0.3, -tall * 0.45],
          [0, -tall * 0.72],
          [wide * 0.45, -tall * 0.3],
          [wide * 0.5, r * 0.05],
        ],
        mix(tone, [240, 170, 160], 0.4),
      )
  }
  context.restore()
}

function drawCrest(
  clay: Clay,
  { hair, head }: Species,
  { base, top, up, nod }: { base: Point; top: Point; up: number; nod: number },
): void {
  const back = up + Math.PI / 2
  const points: Point[] = [along(top, head.skull * 1.25, up), along(top, head.skull * 1.1, back)]
  for (let n = 0; n < 4; n++) {
    const t = (n + 0.6) / 4.2
    const spot: Point = [top[0] + (base[0] - top[0]) * t, top[1] + (base[1] - top[1]) * t]
    points.push(along(spot, 40 + 13 * Math.sin(n * 1.9 + nod * 30), back - 0.25))
  }
  points.push(along(base, 22, back), along(top, 8, back))
  blob(clay, points, hair)
}

function drawFullMane(clay: Clay, { hair, head }: Species, [x, y]: Point): void {
  for (let n = 0; n < 16; n++) {
    const angle = (n / 16) * Math.PI * 2
    const r = head.skull
    ball(
      clay,
      [x - r * 0.35 + Math.cos(angle) * r * 0.92, y + r * 0.25 + Math.sin(angle) * r * 1.12],
      [r * 0.56, r * 0.56],
      scaled(hair, 0.86 + 0.2 * (n % 3)),
    )
  }
}

/** What the coat's pattern looks like on a neck long enough to show it. */
function markNeck(clay: Clay, { marks, mark, neck }: Species, { base, up }: { base: Point; up: number }): void {
  if (marks !== 'rosettes' && marks !== 'stripes') return
  const { context } = clay
  context.fillStyle = flat(clay, mark ?? [0, 0, 0])
  const count = marks === 'stripes' ? 7 : 12
  for (let n = 1; n < count; n++) {
    const [x, y] = along(base, (n / count) * neck.length, up)
    context.beginPath()
    if (marks === 'stripes') context.ellipse(x, y, 3.6, 26 - n * 2.2, -up - 0.2 + Math.PI / 2, 0, 7)
    else context.ellipse(x + ((n * 7) % 5) * 3 - 6, y, 7, 8, n, 0, 7)
    context.fill()
  }
}
