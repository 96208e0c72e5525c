import sharp from 'sharp'
import type { Film } from './film.ts'
import { blendLayer } from './frame/blend.ts'
import { layerFromRgba } from './frame/layer.ts'
import { RenderError } from './render-error.ts'

// Shares of the picture's short side: the largest box of the mark, and its distance from the edges.
const WIDTH_MAX = 0.28
const HEIGHT_MAX = 0.07
const MARGIN = 0.03
/** The picture remains visible through the mark. */
const OPACITY = 0.8
const PIXELS_MAX = 16_000_000

/**
 * A film with the operator's picture in the lower right corner of every frame, drawn once.
 *
 * @param path of a picture that sharp can decode; its transparency is kept
 * @param size of the film's frames in pixels
 * @throws {RenderError} bad_input when it cannot be decoded
 */
export async function withWatermark(film: Film, path: string, size: { width: number; height: number }): Promise<Film> {
  const short = Math.min(size.width, size.height)
  const { data, width, height } = await decode(path, { width: short * WIDTH_MAX, height: short * HEIGHT_MAX })
  const layer = layerFromRgba(data, width, height)
  // Whole even pixels keep both planes sharp.
  const x = even(size.width - width - short * MARGIN)
  const y = even(size.height - height - short * MARGIN)
  return {
    ...film,
    draw(index, into) {
      film.draw(index, into)
      blendLayer(into, layer, x, y)
    },
  }
}

/** Straight RGBA of even size within a box, as much of it transparent as `OPACITY` says. */
async function decode(
  path: string,
  box: { width: number; height: number },
): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const [width, height] = [even(box.width), even(box.height)]
  try {
    const decoded = sharp(path, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
      .ensureAlpha()
      .toColourspace('srgb')
      .resize({ width, height, fit: 'contain', position: 'right bottom', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    const pixels = await decoded.raw().toBuffer()
    const data = Uint8ClampedArray.from(pixels, (value, i) => (i % 4 === 3 ? value * OPACITY : value))
    return { data, width, height }
  } catch (cause) {
    const text = `REELGATE_WATERMARK: ${cause instanceof Error ? cause.message : String(cause)}`
    throw new RenderError('bad_input', 'The watermark could not be read.', text, { cause })
  }
}

function even(size: number): number {
  return Math.max(2, Math.round(size / 2) * 2)
}
