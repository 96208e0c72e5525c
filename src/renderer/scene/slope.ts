import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { isOnSnow } from '../prompt/riders.ts'
import { between } from '../random.ts'
import { lit, shone } from './light.ts'
import { makeSprites, PINE, setDown } from './planting.ts'
import { drawPine } from './plants.ts'
import { periodOf } from './plate.ts'
import { groundY, type Painter, randomFor, type Stage, sunwards } from './stage.ts'

/** How far a ski slope goes down, for each pixel to the right. */
const FALL = 0.27
/** How far above the line of the skis the slope ends, in design units. */
const BEHIND = 62
const SNOW: Rgb = [238, 243, 252]

/** How steep the ground is under the subject: who glides on snow goes downhill. */
export function steepness({ brief }: Stage): number {
  const { subjects, subject, place } = brief
  const glides = subject?.action === 'drive' && isOnSnow(subject.icon)
  return glides && subjects.length === 1 && (place === 'snow' || place === 'mountain') ? FALL : 0
}

/** How far below its height in the middle of the picture the slope is at `x`, in pixels; 0 on level ground. */
export function fallAt(stage: Stage, x: number): number {
  return (x - stage.width * 0.49) * steepness(stage)
}

/** Where the skis are in the middle of the picture, in pixels from the top. */
export function slopeY(stage: Stage): number {
  return groundY(stage) - 44 * stage.unit
}

/**
 * The hillside from the upper left to the lower right. Along its fall it repeats, so that one picture of it, drawn further
 * and further to the left and up, goes past for ever.
 */
export function slopePainter(stage: Stage): Painter {
  const { width, height, unit } = stage
  const period = periodOf(stage, 0.8)
  const drop = period * FALL
  const top = Math.floor(slopeY(stage) + fallAt(stage, 0) - (BEHIND + 230) * unit)
  const layer = paintLayer(width + period, height + drop - top, (context) => {
    context.translate(0, -top)
    paintHillside(context, stage, period)
    plantPines(context, stage, period)
  })
  return (frame, { travel }) => {
    const gone = travel - Math.floor(travel / period) * period
    blendLayer(frame, layer, -gone, top - gone * FALL)
  }
}

/** The slope's far edge at a place along it, in design units above the line of the skis. */
function edgeAt(share: number): number {
  const turn = share * Math.PI * 2
  return BEHIND + 9 * Math.sin(turn * 2 + 1) + 5 * Math.sin(turn * 5)
}

function paintHillside(context: SKRSContext2D, stage: Stage, period: number): void {
  const { width, height, unit, light } = stage
  const right = width + period
  const bright = mix(lit(light, SNOW), shone(light, sunwards(stage), SNOW, [0.2, -0.8]), 0.5)
  context.save()
  // From here on x runs along the slope and y is the depth below the skis.
  context.transform(1, FALL, 0, 1, 0, slopeY(stage) + fallAt(stage, 0))
  context.beginPath()
  context.moveTo(-2, height)
  for (let x = -2; x <= right + 2; x += 4) context.lineTo(x, -edgeAt(x / period) * unit)
  context.lineTo(right + 2, height)
  context.clip()
  const fill = context.createLinearGradient(0, -BEHIND * unit, 0, 260 * unit)
  fill.addColorStop(0, css(mix(bright, light.haze, 0.35)))
  fill.addColorStop(0.3, css(bright))
  fill.addColorStop(1, css(scaled(bright, 0.84)))
  context.fillStyle = fill
  context.fillRect(-2, -height, right + 4, height * 3)
  const random = randomFor(stage, 'slope')
  for (let n = 0; n < 260; n++) {
    const [along, share] = [random() * period, random() ** 1.4]
    const y = (-BEHIND + share * (BEHIND + 330)) * unit
    const long = (14 + 120 * share) * unit * between(random, 0.5, 1.3)
    context.fillStyle = css(
      random() < 0.5 ? scaled(bright, 0.8) : mix(bright, [255, 255, 255], 0.5),
      between(random, 0.06, 0.2),
    )
    for (let x = along - period; x < right + long; x += period) {
      context.beginPath()
      context.ellipse(x, y, long, long * 0.07 + unit, 0, 0, 7)
      context.fill()
    }
  }
  context.restore()
}

/** Upright, along the far edge. */
function plantPines(context: SKRSContext2D, stage: Stage, period: number): void {
  if (stage.brief.without.includes('trees')) return
  const { width, unit } = stage
  const random = randomFor(stage, 'slope pines')
  const sprites = makeSprites(stage, {
    name: 'slope pine',
    draw: drawPine,
    colours: [PINE],
    height: 210 * unit,
    far: 0.06,
    variants: 4,
  })
  for (let n = 0; n < 9; n++) {
    const along = ((n + random() * 1.6) / 9) * period
    const [tall, which] = [between(random, 80, 205) * unit, Math.floor(random() * 4)]
    for (let x = along - period; x < width + period * 2; x += period) {
      const y = slopeY(stage) + fallAt(stage, x) - (edgeAt(x / period) - 10) * unit
      setDown(context, sprites, which, { x, y, height: tall, period: width * 9 })
    }
  }
}

/** The tracks of skis or of a board, up the hill or back along the plain, and the shade at their end: its lower right corner is there. */
export function trackLayer(stage: Stage, length: number): { layer: Layer; below: number } {
  const { unit, light } = stage
  const fall = steepness(stage)
  const below = 26 * unit
  const layer = paintLayer(length + 120 * unit, length * fall + below * 2 + 60 * unit * fall, (context) => {
    context.transform(1, fall, 0, 1, 0, below)
    const groove = context.createLinearGradient(0, 0, length, 0)
    const shade = scaled(lit(light, [190, 204, 228]), 0.82)
    groove.addColorStop(0, css(shade, 0))
    groove.addColorStop(0.7, css(shade, 0.55))
    groove.addColorStop(1, css(shade, 0.8))
    context.fillStyle = groove
    for (const y of [-5, 3]) context.fillRect(0, y * unit, length, 3.2 * unit)
    const dark = context.createRadialGradient(0, 0, 0, 0, 0, 110 * unit)
    dark.addColorStop(0, 'rgba(20,24,52,0.5)')
    dark.addColorStop(1, 'rgba(20,24,52,0)')
    context.translate(length, 0)
    context.scale(1, 0.13)
    context.fillStyle = dark
    context.fillRect(-110 * unit, -110 * unit, 230 * unit, 220 * unit)
  })
  return { layer, below }
}
