import { ditherAt } from '../frame/dither.ts'
import { addressOf, allocateShared, kernels, shareWork } from '../kernels/memory.ts'
import type { Painter, Stage } from './stage.ts'

/** A gentle darkening towards the corners, the last thing drawn. Dithered, or its rings would show in a clear sky. */
export function vignettePainter(stage: Stage): Painter {
  const { width, height } = stage
  const keep = allocateShared(width * height)
  shareWork(() => {
    for (let y = 0; y < height; y++) {
      const dy = (y / height - 0.5) * 2
      for (let x = 0; x < width; x++) {
        const dx = (x / width - 0.5) * 2
        const d = (dx * dx + dy * dy) / 2
        keep[y * width + x] = 256 - 72 * d * d - ditherAt(x, y)
      }
    }
  })
  return (frame) => kernels().darken(addressOf(frame.y), addressOf(keep), frame.y.length)
}
