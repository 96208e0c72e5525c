import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { pick } from '../random.ts'
import { type Lettering, letteringOf, useLettering } from './lettering.ts'
import { lit } from './light.ts'
import { groundY, type Painter, randomFor, type Stage } from './stage.ts'

/** How what is to be read is shown: on a board that stands, in tubes of light, on cloth that hangs. */
type Kind = 'board' | 'neon' | 'banner'

interface Face {
  lettering: Lettering
  lines: readonly string[]
  /** Of a letter, in pixels. */
  size: number
  width: number
  height: number
}

/** The prompt's texts on signs that fit the place, behind the subjects. `speed` is the camera's in pixels a second. */
export function signPainters(stage: Stage, speed: number): Painter[] {
  return stage.brief.texts.flatMap((text, i) => {
    const face = faceOf(stage, text)
    return face ? [signPainter(stage, face, { i, speed })] : []
  })
}

function kindOf({ brief }: Stage): Kind {
  if (brief.place === 'city' && (brief.neon || brief.dayTime === 'night')) return 'neon'
  const hangs = ['room', 'sky', 'space', 'underwater', 'abstract', 'sea'].includes(brief.place)
  return hangs ? 'banner' : 'board'
}

/** Lines of a text, and letters as large as the sign may be. */
function faceOf(stage: Stage, text: string): Face | undefined {
  const lettering = letteringOf(text)
  if (lettering.text === '') return undefined
  const lines = linesOf(lettering.text)
  const context = createCanvas(8, 8).getContext('2d')
  useLettering(context, lettering, 100)
  const widest = Math.max(...lines.map((line) => context.measureText(line).width))
  const most = stage.width * 0.36
  const size = Math.min(84 * stage.unit, (most / widest) * 100)
  return {
    lettering,
    lines,
    size,
    width: (widest * size) / 100 + size * 1.1,
    height: size * (1.22 * lines.length + 0.62),
  }
}

const LINES_MAX = 3

/** At spaces where there are some, else in equal parts; a line has about 14 Latin or 7 Chinese letters. */
function linesOf(text: string): string[] {
  const wide = (part: string): number =>
    Array.from(part, (one) => (/[\u1100-\uffff]/.test(one) ? 2 : 1)).reduce<number>((a, b) => a + b, 0)
  const count = Math.min(LINES_MAX, Math.ceil(wide(text) / 15))
  const goal = wide(text) / count
  const lines: string[] = ['']
  for (const part of text.split(/(?<=[\s\u1100-\uffff])/)) {
    const last = lines.length - 1
    if (lines.length < count && lines[last] !== '' && wide((lines[last] ?? '') + part) > goal * 1.12) lines.push(part)
    else lines[last] = (lines[last] ?? '') + part
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function signPainter(stage: Stage, face: Face, { i, speed }: { i: number; speed: number }): Painter {
  const kind = kindOf(stage)
  const { width, height, unit, horizon, seconds } = stage
  const random = randomFor(stage, `sign ${i}`)
  // It should be there to be read all along, however fast the camera goes.
  const way = Math.max(1, speed * seconds)
  const depth = kind === 'banner' ? 0 : Math.min(0.4, (width * 0.12) / way)
  // All of it stays in the picture, the camera's zoom and its own way past taken off.
  const inside = face.width / 2 + width * 0.12
  const sides = [Math.max(inside, width * 0.26), Math.min(width - inside, width * 0.74)] as const
  const first = pick(random, [0, 1])
  const x = inside * 2 > width ? width / 2 : (sides[(first + i) % 2] ?? width / 2)
  const room = stage.brief.place === 'room'
  const middle =
    kind === 'banner' ? height * (room ? 0.26 : 0.24) : horizon - height * 0.1 - face.height * (0.3 + 1.3 * i)
  const top = Math.max(height * 0.05, middle - face.height / 2)
  // Posts stand on the ground as far away as the sign is.
  const foot = Math.max(horizon + (stage.edge + 12) * unit, horizon + (groundY(stage) - horizon) * depth)
  const layer = paintSign(stage, { kind, face, posts: Math.max(0, foot - top - face.height) })
  const at = { x: x - layer.width / 2, y: top - MARGIN * unit }
  return (frame, { progress, seconds: now }) => {
    const travelled = (progress - 0.5) * speed * seconds * depth
    const swing = kind === 'banner' ? 3 * unit * Math.sin(now * 1.1 + i) : 0
    blendLayer(frame, layer, at.x - travelled, at.y + swing)
  }
}

/** Room around a sign for its posts, its ropes and its glow, in design units. */
const MARGIN = 46

function paintSign(stage: Stage, { kind, face, posts: long }: { kind: Kind; face: Face; posts: number }): Layer {
  const { unit } = stage
  const margin = MARGIN * unit
  const posts = kind === 'banner' ? 0 : long
  return paintLayer(face.width + margin * 2, face.height + margin * 2 + posts, (context) => {
    const box = { x: margin, y: margin, w: face.width, h: face.height }
    if (kind === 'board') paintBoard(context, stage, { ...box, posts })
    else if (kind === 'neon') paintTubes(context, stage, { ...box, posts })
    else paintBanner(context, stage, box)
    write(context, stage, { kind, face, box })
  })
}

interface Box {
  x: number
  y: number
  w: number
  h: number
}

/** With how far its posts reach below it. */
type PostedBox = Box & { posts: number }

const WOOD: Rgb = [156, 108, 66]
const CLOTH: Rgb = [244, 238, 224]
const TUBES: readonly [Rgb, ...Rgb[]] = [
  [255, 70, 150],
  [70, 220, 255],
  [255, 190, 70],
]

function paintBoard(context: SKRSContext2D, { light, unit }: Stage, { x, y, w, h, posts }: PostedBox): void {
  const wood = lit(light, WOOD)
  context.fillStyle = css(lit(light, [104, 70, 44]))
  for (const at of [0.16, 0.8]) context.fillRect(x + w * at, y + h * 0.5, 15 * unit, h * 0.5 + posts)
  const fill = context.createLinearGradient(0, y, 0, y + h)
  fill.addColorStop(0, css(mix(wood, [255, 240, 214], 0.16)))
  fill.addColorStop(1, css(mix(wood, [30, 14, 10], 0.16)))
  context.fillStyle = fill
  context.beginPath()
  context.roundRect(x, y, w, h, 9 * unit)
  context.fill()
  context.strokeStyle = css(lit(light, [90, 58, 36]))
  context.lineWidth = 5 * unit
  context.stroke()
  context.lineWidth = 1.4 * unit
  context.globalAlpha = 0.35
  for (let n = 1; n < 4; n++) {
    context.beginPath()
    context.moveTo(x + 6 * unit, y + (h * n) / 4)
    context.lineTo(x + w - 6 * unit, y + (h * n) / 4)
    context.stroke()
  }
  context.globalAlpha = 1
}

function paintTubes(context: SKRSContext2D, { unit }: Stage, { x, y, w, h, posts }: PostedBox): void {
  context.fillStyle = 'rgb(26,24,34)'
  for (const at of [0.2, 0.78]) context.fillRect(x + w * at, y + h * 0.8, 9 * unit, h * 0.2 + posts)
  context.fillStyle = 'rgb(20,16,30)'
  context.beginPath()
  context.roundRect(x, y, w, h, 14 * unit)
  context.fill()
}

function paintBanner(context: SKRSContext2D, { light, unit, brief }: Stage, { x, y, w, h }: Box): void {
  const dark = brief.place === 'space' || brief.dayTime === 'night' ? 0.2 : 0
  const cloth = mix(lit(light, CLOTH), CLOTH, 0.45 + dark)
  context.strokeStyle = css(mix(cloth, [40, 30, 30], 0.7))
  context.lineWidth = 2.4 * unit
  for (const at of [0.06, 0.94]) {
    context.beginPath()
    context.moveTo(x + w * at, y + 4 * unit)
    context.lineTo(x + w * at, y - 44 * unit)
    context.stroke()
  }
  const fold = context.createLinearGradient(x, 0, x + w, 0)
  for (let n = 0; n <= 8; n++) fold.addColorStop(n / 8, css(mix(cloth, [60, 40, 60], n % 2 === 0 ? 0.02 : 0.12)))
  context.fillStyle = fold
  context.beginPath()
  context.moveTo(x, y)
  context.quadraticCurveTo(x + w / 2, y + 9 * unit, x + w, y)
  context.lineTo(x + w, y + h)
  context.quadraticCurveTo(x + w / 2, y + h + 9 * unit, x, y + h)
  context.fill()
}

function write(context: SKRSContext2D, stage: Stage, { kind, face, box }: { kind: Kind; face: Face; box: Box }): void {
  useLettering(context, face.lettering, face.size)
  const colour = kind === 'neon' ? pick(randomFor(stage, `tubes ${face.lettering.text}`), TUBES) : undefined
  const step = face.size * 1.22
  const first = box.y + box.h / 2 - (step * (face.lines.length - 1)) / 2
  for (const [n, line] of face.lines.entries()) {
    const [x, y] = [box.x + box.w / 2, first + n * step]
    if (colour) {
      context.shadowColor = css(colour)
      for (const blur of [34, 14]) {
        context.shadowBlur = blur * stage.unit
        context.fillStyle = css(colour)
        context.fillText(line, x, y)
      }
      context.shadowBlur = 0
      context.fillStyle = css(mix(colour, [255, 255, 255], 0.62))
    } else context.fillStyle = kind === 'board' ? css(lit(stage.light, [255, 244, 214])) : css([70, 30, 44])
    context.fillText(line, x, y)
  }
}
