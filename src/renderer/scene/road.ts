import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { lit } from './light.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

interface Way {
  period: number
  top: number
  bottom: number
}

/** What a vehicle runs on out of town: rails for a train, a track for a tractor, else a road. `footY` in pixels. */
export function roadPainter(stage: Stage, footY: number): Painter {
  const { unit, brief } = stage
  const icon = brief.subject?.icon
  const rails = icon === 'locomotive' || icon === 'bullet-train'
  const way = { period: periodOf(stage, 2), top: footY - 40 * unit, bottom: footY + 92 * unit }
  return platePainter({
    ...way,
    top: way.top - 4 * unit,
    bottom: Math.min(stage.height, way.bottom + 6 * unit),
    parallax: 1,
    paint(context) {
      if (rails) drawBed(context, stage, { way, colour: [142, 132, 122], grain: 0.22 })
      else if (icon === 'tractor') drawBed(context, stage, { way, colour: [150, 112, 76], grain: 0.14 })
      else drawBed(context, stage, { way, colour: [92, 94, 104], grain: 0.08 })
      if (rails) drawRails(context, stage, way)
      else if (icon !== 'tractor') drawMarks(context, stage, way)
    },
  })
}

/** The strip itself, with grain that shows that it passes by. */
function drawBed(
  context: SKRSContext2D,
  stage: Stage,
  { way, colour, grain }: { way: Way; colour: Rgb; grain: number },
): void {
  const { unit, light, brief } = stage
  const snowy = brief.weather === 'snow' || brief.place === 'snow'
  const tone = lit(light, snowy ? mix(colour, [220, 228, 238], 0.35) : colour)
  const fill = context.createLinearGradient(0, way.top, 0, way.bottom)
  fill.addColorStop(0, css(mix(tone, light.haze, 0.12)))
  fill.addColorStop(1, css(scaled(tone, 0.78)))
  context.fillStyle = fill
  context.fillRect(0, way.top, way.period, way.bottom - way.top)
  const random = randomFor(stage, 'road')
  for (let n = 0; n < 1500; n++) {
    const near = random()
    context.fillStyle = random() < 0.5 ? `rgba(255,255,255,${grain})` : `rgba(0,0,0,${grain})`
    const size = (1 + 2.4 * near) * unit
    context.fillRect(random() * way.period, way.top + near * (way.bottom - way.top), size * between(random, 1, 5), size)
  }
}

function drawMarks(context: SKRSContext2D, stage: Stage, { period, top, bottom }: Way): void {
  const { unit, light } = stage
  const paint = lit(light, [238, 232, 216])
  context.fillStyle = css(paint, 0.7)
  context.fillRect(0, top + 5 * unit, period, 3 * unit)
  context.fillRect(0, bottom - 9 * unit, period, 5 * unit)
  const count = Math.max(1, Math.round(period / (230 * unit)))
  context.fillStyle = css(paint, 0.85)
  for (let n = 0; n < count; n++) {
    const x = (n / count) * period
    context.beginPath()
    context.moveTo(x + 8 * unit, top + 60 * unit)
    context.lineTo(x + 112 * unit, top + 60 * unit)
    context.lineTo(x + 104 * unit, top + 67 * unit)
    context.lineTo(x, top + 67 * unit)
    context.fill()
  }
}

function drawRails(context: SKRSContext2D, stage: Stage, { period, top }: Way): void {
  const { unit, light } = stage
  const wood = lit(light, [92, 66, 48])
  const count = Math.round(period / (44 * unit))
  for (let n = 0; n < count; n++) {
    acrossSeam(context, { x: (n / count) * period, reach: 40 * unit, period }, (c) => {
      c.fillStyle = css(wood)
      c.beginPath()
      c.moveTo(6 * unit, top + 22 * unit)
      c.lineTo(22 * unit, top + 22 * unit)
      c.lineTo(18 * unit, top + 74 * unit)
      c.lineTo(0, top + 74 * unit)
      c.fill()
    })
  }
  for (const [y, thick] of [
    [32, 4],
    [58, 6],
  ] as const) {
    context.fillStyle = css(scaled(lit(light, [120, 110, 108]), 0.7))
    context.fillRect(0, top + (y + thick * 0.6) * unit, period, thick * unit)
    context.fillStyle = css(mix(lit(light, [206, 210, 220]), light.key, 0.25))
    context.fillRect(0, top + y * unit, period, thick * 0.7 * unit)
  }
}
