import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Rgb } from '../frame/colour.ts'

/** A part of a picture, in its pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

/**
 * Fills an area with colours computed at every `step`-th pixel in both directions and smooth between them: surfaces of
 * soft noise need no more, and cost a fraction.
 */
export function fillSmooth(
  context: SKRSContext2D,
  area: Area,
  step: number,
  colourAt: (x: number, y: number) => Rgb,
): void {
  const columns = Math.max(2, Math.ceil(area.width / step) + 1)
  const rows = Math.max(2, Math.ceil(area.height / step) + 1)
  const small = createCanvas(columns, rows)
  const brush = small.getContext('2d')
  const image = brush.createImageData(columns, rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const colour = colourAt(area.left + column * step, area.top + row * step)
      const at = (row * columns + column) * 4
      image.data[at] = colour[0]
      image.data[at + 1] = colour[1]
      image.data[at + 2] = colour[2]
      image.data[at + 3] = 255
    }
  }
  brush.putImageData(image, 0, 0)
  context.imageSmoothingEnabled = true
  // Samples sit at the middles of the small picture's pixels, hence the half step beyond each edge.
  context.drawImage(small, area.left - step / 2, area.top - step / 2, columns * step, rows * step)
}
