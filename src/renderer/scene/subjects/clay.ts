import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { css, type Rgb, scaled } from '../../frame/colour.ts'
import { type Layer, layerFromRgba } from '../../frame/layer.ts'
import { type Cycle, makeCycle } from '../gait.ts'
import { type Light, shone } from '../light.ts'
import { type Point, traceBlob, traceLimb } from '../shapes.ts'
import { type Stage, sunwards } from '../stage.ts'

/**
 * Rounded bodies in the light of the scene, drawn part by part: each limb is a lit cylinder and each trunk a lit mass of
 * its own, so that an arm stands out before the body it passes.
 */
export interface Clay {
  readonly context: SKRSContext2D
  readonly light: Light
  /** Towards the light in the picture (y down); what is missing to length 1 points at the viewer. */
  readonly sun: Point
}

function toned({ light, sun }: Clay, colour: Rgb, facing: Point): Rgb {
  return shone(light, sun, colour, facing)
}

const STOPS = [-1, -0.7, -0.3, 0.1, 0.5, 0.8, 1]

/** A rounded bar from joint to joint, `from` and `to` wide at its ends. */
export function limb(
  clay: Clay,
  [a, b]: readonly [Point, Point],
  width: { from: number; to: number; merged?: boolean },
  colour: Rgb,
): void {
  const { context } = clay
  // Where a limb grows out of the body its edges must not stand out.
  const turn = width.merged ? 0.3 : 1
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
  const across: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
  const half = Math.max(width.from, width.to) / 2
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const [dx, dy] = [across[0] * half, across[1] * half]
  const fill = context.createLinearGradient(mx - dx, my - dy, mx + dx, my + dy)
  for (const t of STOPS)
    fill.addColorStop((t + 1) / 2, css(toned(clay, colour, [across[0] * t * turn, across[1] * t * turn])))
  context.fillStyle = fill
  traceLimb(context, a, b, width)
  context.fill()
}

/** A limb bent at its joints: `joints` and the widths there, drawn so that the joints do not show. */
export function chain(clay: Clay, joints: readonly Point[], widths: readonly number[], colour: Rgb): void {
  for (let i = joints.length - 2; i >= 0; i--) {
    const [a, b] = [joints[i], joints[i + 1]]
    if (a && b) limb(clay, [a, b], { from: widths[i] ?? 0, to: widths[i + 1] ?? 0 }, colour)
  }
}

/** A ball, or an egg that is `ry` high. */
export function ball(clay: Clay, [x, y]: Point, [rx, ry]: readonly [number, number], colour: Rgb): void {
  const { context } = clay
  context.beginPath()
  context.ellipse(x, y, rx, ry, 0, 0, Math.PI * 2)
  mass(clay, { x, y, rx, ry }, colour)
}

/** A smooth closed outline filled as one rounded mass. */
export function blob(clay: Clay, points: readonly Point[], colour: Rgb): void {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  traceBlob(clay.context, points)
  mass(
    clay,
    { x: (left + right) / 2, y: (top + bottom) / 2, rx: (right - left) / 2 || 1, ry: (bottom - top) / 2 || 1 },
    colour,
  )
}

/** Fills the path that is traced as a mass around a middle: lit on the side of the sun, dark on the other. */
function mass(clay: Clay, at: { x: number; y: number; rx: number; ry: number }, colour: Rgb): void {
  const { context, sun } = clay
  const length = Math.hypot(...sun) || 1
  const [ux, uy] = [sun[0] / length, sun[1] / length]
  const reach = Math.hypot(at.rx * ux, at.ry * uy)
  const [dx, dy] = [ux * reach, uy * reach]
  const fill = context.createLinearGradient(at.x - dx, at.y - dy, at.x + dx, at.y + dy)
  for (const t of STOPS) fill.addColorStop((t + 1) / 2, css(toned(clay, colour, [ux * t * 0.95, uy * t * 0.95])))
  context.fillStyle = fill
  context.fill()
}

/** A flat mark (an eye, a stripe) in the light. */
export function flat(clay: Clay, colour: Rgb, facing: Point = [0, 0]): string {
  return css(toned(clay, colour, facing))
}

/** What is on the far side: a little darker. */
export function farSide(colour: Rgb): Rgb {
  return scaled(colour, 0.74)
}

/** The box a figure is drawn in, in its own units. */
export interface ClayBox {
  left: number
  right: number
  top: number
  bottom: number
}

/** How large a box of units is in pixels, at this many pixels a unit; both sides even. */
export function pixelsOf(box: ClayBox, scale: number): { width: number; height: number } {
  const even = (size: number): number => Math.ceil((size * scale) / 2) * 2
  return { width: even(box.right - box.left), height: even(box.bottom - box.top) }
}

/** Draws one phase of a figure in its own units and gives its outline the sun's rim. */
export function modelled(stage: Stage, box: ClayBox, scale: number, paint: (clay: Clay) => void): Layer {
  const { width, height } = pixelsOf(box, scale)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const sun = sunwards(stage)
  context.scale(scale, scale)
  context.translate(-box.left, -box.top)
  paint({ context, light: stage.light, sun })
  context.setTransform(1, 0, 0, 1, 0, 0)
  const rim = createCanvas(width, height)
  const edge = rim.getContext('2d')
  const thick = Math.max(1, 2.2 * scale)
  edge.drawImage(canvas, 0, 0)
  edge.globalCompositeOperation = 'destination-out'
  edge.drawImage(canvas, -sun[0] * thick, -sun[1] * thick)
  edge.globalCompositeOperation = 'source-in'
  edge.fillStyle = css(stage.light.key, 0.25 + 0.35 * stage.light.sun.strength)
  edge.fillRect(0, 0, width, height)
  context.globalCompositeOperation = 'lighter'
  context.drawImage(rim, 0, 0)
  return layerFromRgba(context.getImageData(0, 0, width, height).data, width, height)
}

/**
 * A figure that moves in `count` phases, each drawn by `paint`, which is told its number; `height` is of the whole
 * picture in pixels.
 */
export function clayCycle(
  stage: Stage,
  box: ClayBox,
  { height, count, perSecond }: { height: number; count: number; perSecond: number },
  paint: (clay: Clay, phase: number) => void,
): Cycle {
  const scale = height / (box.bottom - box.top)
  const { width } = pixelsOf(box, scale)
  return makeCycle(count, { perSecond, width }, (phase) => modelled(stage, box, scale, (clay) => paint(clay, phase)))
}
