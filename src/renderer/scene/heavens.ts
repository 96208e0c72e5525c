import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { mistPainter } from './air.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

/** Banks of cloud below and around the flyer, nearer ones quicker. */
export function cloudBankPainters(stage: Stage): Painter[] {
  const { height, unit } = stage
  return [
    mistPainter(stage, { y: height * 0.62, thickness: 120 * unit, alpha: 0.2, parallax: 0.1 }),
    mistPainter(stage, { y: height * 0.8, thickness: 150 * unit, alpha: 0.26, parallax: 0.3 }),
    mistPainter(stage, { y: height * 0.97, thickness: 170 * unit, alpha: 0.34, parallax: 0.8 }),
  ]
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
