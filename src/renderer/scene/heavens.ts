import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { acrossSeam, periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

/** Banks of cloud below and around the flyer, nearer ones quicker. */
export function cloudBankPainters(stage: Stage): Painter[] {
  const { height, unit } = stage
  return [
    cumulusPainter(stage, { name: 'far bank', y: height * 0.7, puff: 52 * unit, count: 60, parallax: 0.08, far: 0.55 }),
    cumulusPainter(stage, { name: 'bank', y: height * 0.86, puff: 92 * unit, count: 44, parallax: 0.26, far: 0.25 }),
    cumulusPainter(stage, { name: 'near bank', y: height * 1.04, puff: 150 * unit, count: 30, parallax: 0.75, far: 0 }),
  ]
}

interface Bank {
  name: string
  /** The middle of the bank and the radius of its largest puffs, in pixels. */
  y: number
  puff: number
  count: number
  parallax: number
  far: number
}

/** Heaped clouds: round puffs, lit from above, darker below, the lower ones in front. */
function cumulusPainter(stage: Stage, bank: Bank): Painter {
  const { light } = stage
  const random = randomFor(stage, bank.name)
  const period = periodOf(stage, 1.6)
  const puffs = Array.from({ length: bank.count * 3 }, () => ({
    x: random() * period,
    y: bank.y + between(random, -0.5, 1.1) * bank.puff,
    r: bank.puff * between(random, 0.3, 1),
  })).sort((a, b) => a.y - b.y)
  const top = mix(mix(light.cloudLit, light.sun.glow, 0.3), light.haze, bank.far)
  const below = mix(light.cloudShade, light.haze, 0.25 + 0.6 * bank.far)
  return platePainter({
    period,
    top: bank.y - bank.puff * 1.6,
    bottom: stage.height,
    parallax: bank.parallax,
    paint(context) {
      for (const { x, y, r } of puffs) {
        acrossSeam(context, { x, reach: r, period }, (c) => {
          const body = c.createRadialGradient(0, y - r * 0.3, 0, 0, y, r)
          body.addColorStop(0, css(top, 0.85))
          body.addColorStop(0.5, css(mix(top, below, 0.3), 0.62))
          body.addColorStop(1, css(mix(top, below, 0.6), 0))
          c.fillStyle = body
          c.beginPath()
          c.arc(0, y, r, 0, 7)
          c.fill()
        })
      }
      const floor = context.createLinearGradient(0, bank.y, 0, bank.y + bank.puff * 1.2)
      floor.addColorStop(0, css(below, 0))
      floor.addColorStop(1, css(mix(below, top, 0.25), 0.75))
      context.fillStyle = floor
      context.fillRect(0, bank.y, period, stage.height - bank.y)
    },
  })
}

/** A ringed planet that rises slowly, lit from the side of the sun. */
export function planetPainter(stage: Stage): Painter {
  const random = randomFor(stage, 'planet')
  const { unit, width, height } = stage
  const radius = 150 * unit * between(random, 0.8, 1.2)
  const hue: Rgb = [between(random, 120, 240), between(random, 90, 170), between(random, 90, 220)]
  const box = radius * 4
  const layer = paintLayer(box, box, (context) => {
    const c = box / 2
    // The far half of the ring is drawn before the planet and the near half after it.
    const ring = (from: number, to: number): void => {
      for (const [share, alpha] of [
        [1.55, 0.5],
        [1.72, 0.32],
        [1.86, 0.2],
      ] as const) {
        context.strokeStyle = css(mix(hue, [255, 255, 255], 0.55), alpha)
        context.lineWidth = 18 * unit
        context.beginPath()
        context.ellipse(c, c, radius * share, radius * share * 0.2, -0.28, from, to)
        context.stroke()
      }
    }
    ring(Math.PI, Math.PI * 2)
    context.save()
    context.beginPath()
    context.arc(c, c, radius, 0, 7)
    context.clip()
    for (let y = -radius; y < radius; y += 2 * unit) {
      const band = Math.sin((y / radius) * 7 + Math.sin((y / radius) * 17) * 0.8)
      context.fillStyle = css(scaled(mix(hue, [255, 240, 220], 0.3 + 0.2 * band), 0.95))
      context.fillRect(0, c + y, box, 2 * unit + 1)
    }
    const shade = context.createRadialGradient(c + radius * 0.45, c - radius * 0.4, radius * 0.1, c, c, radius * 1.15)
    shade.addColorStop(0, 'rgba(255,250,235,0.25)')
    shade.addColorStop(0.45, 'rgba(0,0,10,0.15)')
    shade.addColorStop(1, 'rgba(0,0,14,0.93)')
    context.fillStyle = shade
    context.fillRect(0, 0, box, box)
    context.restore()
    ring(0, Math.PI)
  })
  const x = width * between(random, 0.66, 0.82)
  return (frame, { progress }) =>
    blendLayer(frame, layer, x - box / 2 - 26 * unit * progress, height * 0.34 - box / 2 - 14 * unit * progress)
}
