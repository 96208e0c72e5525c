import sharp from 'sharp'
import { type Frame, newFrame } from '../frame/frame.ts'
import { rgbaToFrame } from '../frame/rgba.ts'
import { RenderError } from '../render-error.ts'

const PIXELS_MAX = 64_000_000

export interface Fit {
  width: number
  height: number
  resize: 'pad' | 'crop'
}

/**
 * A picture file as a frame: turned as its EXIF says, whole with black bars ('pad') or filling with its edges cut
 * ('crop'), transparent parts black.
 *
 * @throws {RenderError} bad_input when it cannot be decoded
 */
export async function loadPicture(path: string, fit: Fit): Promise<Frame> {
  const { width, height } = fit
  try {
    const pixels = await sharp(path, { limitInputPixels: PIXELS_MAX, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width, height, fit: fit.resize === 'pad' ? 'contain' : 'cover', background: '#000' })
      .flatten({ background: '#000' })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
    const frame = newFrame(width, height)
    rgbaToFrame(pixels, 3, frame)
    return frame
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause)
    throw new RenderError('bad_input', 'A given picture could not be read.', text, { cause })
  }
}
