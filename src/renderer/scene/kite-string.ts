import { blendLayer } from '../frame/blend.ts'
import { css } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { paintLayer } from '../frame/layer.ts'
import { lit } from './light.ts'
import type { Stage } from './stage.ts'

interface Spot {
  x: number
  y: number
}

/** The string from a hand up to a kite on its right, both in pixels from where it is drawn; it hangs through a little. */
export function kiteString({ light, unit }: Stage, hand: Spot, kite: Spot) {
  const [wide, high] = [Math.max(2, kite.x - hand.x), Math.max(2, hand.y - kite.y)]
  const room = 4 * unit
  const layer = paintLayer(wide + room * 2, high + room * 2, (context) => {
    context.strokeStyle = css(lit(light, [252, 250, 244]), 0.85)
    context.lineWidth = 1.8 * unit
    context.beginPath()
    context.moveTo(room, room + high)
    context.quadraticCurveTo(room + wide * 0.62, room + high * 0.62, room + wide, room)
    context.stroke()
  })
  return (frame: Frame, { x, y }: Spot): void => blendLayer(frame, layer, x + hand.x - room, y + kite.y - room)
}
