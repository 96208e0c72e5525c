import { blendLayer } from '../frame/blend.ts'
import { css } from '../frame/colour.ts'
import { paintLayer } from '../frame/layer.ts'
import { lit } from './light.ts'
import { type Moment, type Painter, randomFor, type Stage } from './stage.ts'

/** A rock out in the water on which something stands that could not float. `width` is that of what it carries. */
export function isletPainter(
  stage: Stage,
  spot: { mark: { footY: number }; across: (moment: Moment) => number },
  width: number,
): Painter {
  const { unit, light } = stage
  const random = randomFor(stage, 'islet')
  const wide = Math.max(width * 2.1, 150 * unit)
  const high = Math.max(22 * unit, wide * 0.15)
  const layer = paintLayer(wide, high, (context) => {
    const { width: w, height: h } = context.canvas
    const fill = context.createLinearGradient(0, 0, 0, h)
    fill.addColorStop(0, css(lit(light, [112, 118, 104], 0.22)))
    fill.addColorStop(1, css(lit(light, [60, 62, 66], 0.18)))
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(0, h)
    const steps = 14
    for (let i = 1; i < steps; i++) {
      const t = i / steps
      const hill = Math.sin(Math.PI * t) ** 0.55
      context.lineTo(w * t, h * (1 - hill * (0.82 + 0.18 * random())))
    }
    context.lineTo(w, h)
    context.fill()
    // Where the water meets it.
    context.fillStyle = css(lit(light, [255, 255, 255], 0.1), 0.5)
    context.fillRect(w * 0.03, h - 2.5 * unit, w * 0.94, 2.5 * unit)
  })
  return (frame, moment) => blendLayer(frame, layer, spot.across(moment) - wide / 2, spot.mark.footY - high * 0.62)
}
