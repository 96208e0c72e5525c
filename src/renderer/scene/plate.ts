import type { SKRSContext2D } from '@napi-rs/canvas'
import { blendLayer } from '../frame/blend.ts'
import { type Layer, paintRepeating } from '../frame/layer.ts'
import type { Painter, Stage } from './stage.ts'

/** A strip of scenery that repeats sideways and passes by as the camera travels. */
export interface Plate {
  /** Distance in pixels after which it repeats. */
  period: number
  top: number
  bottom: number
  /** Its speed as a share of the camera's: 0 = infinitely far, 1 = where the subject stands. */
  parallax: number
  paint: (context: SKRSContext2D) => void
}

/** Draws the plate once. The painter of it works in picture coordinates: y as in the picture, x from 0 to `period`. */
export function platePainter(plate: Plate): Painter {
  const layer = drawPlate(plate)
  const top = evenTop(plate)
  return (frame, { travel }) => blendLayer(frame, layer, -travel * plate.parallax, top)
}

export function drawPlate(plate: Plate): Layer {
  const top = evenTop(plate)
  return paintRepeating(plate.period, plate.bottom - top, (context) => {
    context.translate(0, -top)
    plate.paint(context)
  })
}

/** On the grid of the chroma planes, which then need no row between two of theirs: the last would be missing. */
function evenTop({ top }: Plate): number {
  return Math.floor(top / 2) * 2
}

/** The usual period: wider than the picture, whole pixels, even. */
export function periodOf(stage: Stage, pictures: number): number {
  return Math.ceil((stage.width * pictures) / 2) * 2
}

/**
 * Draws something that is at most `reach` pixels wide to each side at `x`, also where it sticks out of the other edge.
 * The drawing must leave the context's transform as it found it.
 */
export function acrossSeam(
  context: SKRSContext2D,
  place: { x: number; reach: number; period: number },
  draw: (context: SKRSContext2D) => void,
): void {
  for (const shift of [-place.period, 0, place.period]) {
    const x = place.x + shift
    if (x < -place.reach || x > place.period + place.reach) continue
    context.translate(x, 0)
    draw(context)
    context.translate(-x, 0)
  }
}
