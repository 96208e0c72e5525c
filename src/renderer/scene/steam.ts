import { blendLayer } from '../frame/blend.ts'
import { paintLayer } from '../frame/layer.ts'
import type { Painter, Stage } from './stage.ts'

/** Steam above a cup: soft wisps that rise and sway. */
export function steamPainter(stage: Stage, x: number, y: number): Painter {
  const { unit } = stage
  const size = 90 * unit
  const puff = paintLayer(size, size, (context) => {
    const fade = context.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2)
    fade.addColorStop(0, 'rgba(255,250,244,0.13)')
    fade.addColorStop(1, 'rgba(255,250,244,0)')
    context.fillStyle = fade
    context.fillRect(0, 0, size, size)
  })
  return (frame, { seconds }) => {
    for (let n = 0; n < 14; n++) {
      const age = (seconds * 0.28 + n / 14) % 1
      const sway = Math.sin(age * 6 + n * 2.1 + seconds) * 20 * age
      blendLayer(frame, puff, x - size / 2 + (sway + ((n * 37) % 50) - 25) * unit, y - size / 2 - age * 230 * unit)
    }
  }
}
