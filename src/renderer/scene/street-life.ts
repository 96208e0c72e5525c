import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between, pick } from '../random.ts'
import { lit } from './light.ts'
import { leavesOf, makeSprites, setDown } from './planting.ts'
import { drawTree } from './plants.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

const AWNINGS: readonly [Rgb, ...Rgb[]] = [
  [204, 70, 62],
  [58, 122, 150],
  [232, 176, 84],
  [86, 140, 96],
]

/** What stands along a street: shops at the foot of the houses, then trees and lamps on the pavement. */
export function streetLife(stage: Stage, baseY: number): { shops: Painter; pavement: Painter } {
  return { shops: shopsPainter(stage, baseY), pavement: pavementPainter(stage, baseY + 22 * stage.unit) }
}

function isDark({ brief }: Stage): boolean {
  return brief.dayTime === 'night' || brief.neon
}

function shopsPainter(stage: Stage, baseY: number): Painter {
  const { unit } = stage
  const period = periodOf(stage, 1.5)
  const high = 62 * unit
  return platePainter({
    period,
    top: baseY - high - 8 * unit,
    bottom: baseY + 3,
    parallax: 0.48,
    paint(context) {
      const random = randomFor(stage, 'shops')
      const count = Math.max(4, Math.round(period / (128 * unit)))
      for (let n = 0; n < count; n++) {
        const x = (n / count) * period
        drawShop(context, stage, {
          x,
          y: baseY,
          wide: period / count,
          high,
          awning: pick(random, AWNINGS),
          open: random() < 0.8,
        })
      }
    },
  })
}

interface Shop {
  x: number
  y: number
  wide: number
  high: number
  awning: Rgb
  open: boolean
}

function drawShop(context: SKRSContext2D, stage: Stage, { x, y, wide, high, awning, open }: Shop): void {
  const { unit, light } = stage
  const dark = isDark(stage)
  context.fillStyle = css(lit(light, [104, 92, 86], 0.08))
  context.fillRect(x, y - high, wide + 0.6, high + 3)
  const pane = context.createLinearGradient(0, y - high, 0, y)
  const glass: Rgb = dark && open ? [255, 214, 146] : mix(lit(light, [96, 118, 134]), light.middle, 0.35)
  pane.addColorStop(0, css(mix(glass, [255, 255, 255], 0.15)))
  pane.addColorStop(1, css(scaled(glass, dark && open ? 0.72 : 0.6)))
  context.fillStyle = pane
  const margin = 9 * unit
  context.fillRect(x + margin, y - high * 0.68, wide * 0.58 - margin, high * 0.56)
  context.fillRect(x + wide * 0.66, y - high * 0.68, wide * 0.26, high * 0.68)
  context.fillStyle = css(lit(light, [52, 46, 48]), 0.55)
  for (let n = 0; n < 4; n++)
    context.fillRect(x + margin + n * wide * 0.13 + 4 * unit, y - high * 0.34, wide * 0.07, high * 0.22)
  const folds = 8
  for (let n = 0; n < folds; n++) {
    const tone = n % 2 ? lit(light, awning) : lit(light, mix(awning, [250, 246, 238], 0.75))
    context.fillStyle = css(scaled(tone, dark ? 1.15 : 1))
    const from = x + 4 * unit + (n / folds) * (wide - 8 * unit)
    context.fillRect(from, y - high * 0.94, (wide - 8 * unit) / folds + 0.5, high * 0.24)
  }
  if (!dark || !open) return
  const spill = context.createRadialGradient(
    x + wide * 0.4,
    y - high * 0.4,
    0,
    x + wide * 0.4,
    y - high * 0.4,
    high * 1.1,
  )
  spill.addColorStop(0, 'rgba(255,206,130,0.32)')
  spill.addColorStop(1, 'rgba(255,206,130,0)')
  context.fillStyle = spill
  context.fillRect(x - wide * 0.3, y - high - 8 * unit, wide * 1.5, high + 10 * unit)
}

/** Lamps and small trees that pass between the houses and whoever walks there. */
function pavementPainter(stage: Stage, footY: number): Painter {
  const { unit } = stage
  const period = periodOf(stage, 1.9)
  const height = 250 * unit
  return platePainter({
    period,
    top: footY - height - 130 * unit,
    bottom: footY + 46 * unit,
    parallax: 0.62,
    paint(context) {
      const random = randomFor(stage, 'pavement')
      const count = Math.max(2, Math.round(period / (430 * unit)))
      const kind = { name: 'street tree', draw: drawTree, colours: leavesOf(stage), far: 0.06, variants: 3 }
      const trees = stage.brief.without.includes('trees')
        ? undefined
        : makeSprites(stage, { ...kind, height: 200 * unit })
      for (let n = 0; n < count; n++) {
        const x = ((n + 0.15) / count) * period
        acrossSeam(context, { x, reach: 150 * unit, period }, (c) => drawLamp(c, stage, footY, height * 0.92))
        if (!trees) continue
        const size = between(random, 0.72, 1) * 200 * unit
        setDown(context, trees, n, { x: ((n + 0.62) / count) * period, y: footY, height: size, period })
      }
    },
  })
}

function drawLamp(context: SKRSContext2D, stage: Stage, footY: number, height: number): void {
  const { unit, light } = stage
  const iron = lit(light, [58, 62, 70])
  context.fillStyle = css(iron)
  context.fillRect(-3 * unit, footY - height, 6 * unit, height)
  context.fillRect(-7 * unit, footY - 16 * unit, 14 * unit, 16 * unit)
  context.strokeStyle = css(iron)
  context.lineWidth = 5 * unit
  context.beginPath()
  context.moveTo(0, footY - height)
  context.quadraticCurveTo(4 * unit, footY - height - 22 * unit, 34 * unit, footY - height - 20 * unit)
  context.stroke()
  const [x, y] = [38 * unit, footY - height - 14 * unit]
  const bright = isDark(stage)
  context.fillStyle = bright ? 'rgb(255,240,204)' : css(lit(light, [236, 236, 228]))
  context.beginPath()
  context.ellipse(x, y, 14 * unit, 7 * unit, 0, 0, 7)
  context.fill()
  if (!bright) return
  const glow = context.createRadialGradient(x, y, 0, x, y, 105 * unit)
  glow.addColorStop(0, 'rgba(255,222,160,0.6)')
  glow.addColorStop(0.25, 'rgba(255,206,130,0.2)')
  glow.addColorStop(1, 'rgba(255,196,120,0)')
  context.fillStyle = glow
  context.fillRect(x - 110 * unit, y - 110 * unit, 220 * unit, 220 * unit)
  context.save()
  context.translate(x, footY + 20 * unit)
  context.scale(1, 0.16)
  const pool = context.createRadialGradient(0, 0, 0, 0, 0, 140 * unit)
  pool.addColorStop(0, 'rgba(255,222,160,0.34)')
  pool.addColorStop(1, 'rgba(255,214,150,0)')
  context.fillStyle = pool
  context.fillRect(-140 * unit, -140 * unit, 280 * unit, 280 * unit)
  context.restore()
}
