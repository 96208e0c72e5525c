import sharp, { type Sharp } from 'sharp'
import { type Frame, newFrame } from '../frame/frame.ts'
import { rgbaToFrame } from '../frame/rgba.ts'
import { RenderError } from '../render-error.ts'
import { type Depth, guessDepth } from './depth.ts'

const PIXELS_MAX = 64_000_000

export interface Fit {
  width: number
  height: number
  /** Whole, with bars around it, or filling, with its edges cut. */
  resize: 'pad' | 'crop'
  /** What the bars of 'pad' show: black (the default), or the picture itself, blurred and dark. */
  bars?: 'black' | 'blur'
}

/** A rectangle in pixels of the clip's frame; it may reach beyond the frame. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

/** A given picture, ready to be shown and to be moved over. */
export interface Picture {
  /** The picture as the frame shows it at rest. */
  frame: Frame
  /** The picture alone, with all the detail and (when cropped) some of the edges that the frame does not show. */
  source: Frame
  /** Where the whole of `source` lies while the frame shows the picture at rest. */
  area: Area
  depth: Depth
}

/** How much finer than the frame a source is kept, so that the camera finds detail as it comes nearer. */
const FINER_MAX = 1.25
/** How much longer than the frame a cropped picture is kept. */
const SURPLUS_MAX = 1.5
const BLACK = Buffer.from([0, 0, 0, 255])
/** Below this mean brightness (0..255) what is not transparent would be lost on black. */
const DARK = 64

/**
 * A picture file fitted to a frame: turned as its EXIF says, transparent parts black (white where the rest of the
 * picture is itself nearly black).
 *
 * @throws {RenderError} bad_input when it cannot be decoded
 */
export async function loadPicture(path: string, fit: Fit): Promise<Picture> {
  try {
    const open = (): Sharp => sharp(path, { limitInputPixels: PIXELS_MAX, failOn: 'error' }).autoOrient()
    const { autoOrient: size, hasAlpha } = await open().metadata()
    const background = hasAlpha && (await isDark(open())) ? '#fff' : '#000'
    const opaque = await decoded(() => open().flatten({ background }).toColourspace('srgb'), size)
    return fit.resize === 'pad' ? await padded(opaque, size, fit) : await cropped(opaque, size, fit)
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause)
    throw new RenderError('bad_input', 'A given picture could not be read.', text, { cause })
  }
}

interface Size {
  width: number
  height: number
}

/** Up to this size a picture is decoded once; of larger ones only what is made of them is ever in memory. */
const DECODED_PIXELS_MAX = 9_000_000

async function decoded(open: () => Sharp, { width, height }: Size): Promise<() => Sharp> {
  if (width * height > DECODED_PIXELS_MAX) return open
  const { data, info } = await open().raw().toBuffer({ resolveWithObject: true })
  return () => sharp(data, { raw: info })
}

/** The pixels of an opaque image as RGBA. */
function rgbaOf(image: Sharp): Promise<{ data: Buffer; info: Size }> {
  return image.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
}

async function padded(open: () => Sharp, size: Size, fit: Fit): Promise<Picture> {
  const { width, height } = fit
  const shown = await rgbaOf(open().resize({ width, height, fit: 'inside' }))
  const area = {
    left: Math.floor((width - shown.info.width) / 2),
    top: Math.floor((height - shown.info.height) / 2),
    width: shown.info.width,
    height: shown.info.height,
  }
  const pixels = fit.bars === 'blur' ? await blurred(open(), fit) : Buffer.alloc(width * height * 4, BLACK)
  for (let row = 0; row < area.height; row++) {
    const from = row * area.width * 4
    shown.data.copy(pixels, ((area.top + row) * width + area.left) * 4, from, from + area.width * 4)
  }
  const frame = newFrame(width, height)
  rgbaToFrame(pixels, frame)
  const finer = Math.min(FINER_MAX, Math.max(1, size.width / area.width))
  return { frame, ...(await sourceOf(open(), area, finer)) }
}

async function cropped(open: () => Sharp, size: Size, fit: Fit): Promise<Picture> {
  const { width, height } = fit
  const frame = newFrame(width, height)
  // The middle of the picture at its own scale, longer than the frame where there is more of it.
  const scale = Math.max(width / size.width, height / size.height)
  const kept = {
    width: Math.min(size.width, Math.round((width * SURPLUS_MAX) / scale)),
    height: Math.min(size.height, Math.round((height * SURPLUS_MAX) / scale)),
  }
  const left = Math.floor((size.width - kept.width) / 2)
  const top = Math.floor((size.height - kept.height) / 2)
  // Where the whole picture lies: it was scaled to whole pixels, and the larger half of the surplus cut from its beginning.
  const whole = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  const [kx, ky] = [whole.width / size.width, whole.height / size.height]
  const area = {
    left: left * kx - Math.ceil((whole.width - width) / 2),
    top: top * ky - Math.ceil((whole.height - height) / 2),
    width: kept.width * kx,
    height: kept.height * ky,
  }
  const finer = Math.min(FINER_MAX, Math.max(1, 1 / scale))
  const [shown, source] = await Promise.all([
    rgbaOf(open().resize({ width, height, fit: 'cover' })),
    sourceOf(open().extract({ left, top, ...kept }), area, finer),
  ])
  rgbaToFrame(shown.data, frame)
  return { frame, ...source }
}

/** The picture at `finer` times the scale of its area, less a row or column where their number would be odd. */
async function sourceOf(image: Sharp, area: Area, finer: number): Promise<Omit<Picture, 'frame'>> {
  const width = Math.max(2, Math.round(area.width * finer))
  const height = Math.max(2, Math.round(area.height * finer))
  const source = newFrame(width & ~1, height & ~1)
  const even = { left: 0, top: 0, width: source.width, height: source.height }
  const { data } = await rgbaOf(image.resize({ width, height, fit: 'fill' }).extract(even))
  rgbaToFrame(data, source)
  const shown = { width: (area.width * source.width) / width, height: (area.height * source.height) / height }
  return { source, area: { ...area, ...shown }, depth: guessDepth(source) }
}

/** The picture filling the frame, out of focus and in the dark. */
async function blurred(image: Sharp, { width, height }: Fit): Promise<Buffer> {
  const small = { width: Math.ceil(width / 10), height: Math.ceil(height / 10) }
  const soft = await image
    .resize({ ...small, fit: 'cover' })
    .blur(small.height / 14)
    .linear(0.42, 0)
    .raw()
    .toBuffer()
  const large = sharp(soft, { raw: { ...small, channels: 3 } }).resize({ width, height, fit: 'fill', kernel: 'cubic' })
  return (await rgbaOf(large)).data
}

/** Whether what is not transparent is nearly black, as in a drawing made for white paper. */
async function isDark(image: Sharp): Promise<boolean> {
  const side = 64
  const pixels = await image
    .toColourspace('srgb')
    .resize({ width: side, height: side, fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer()
  let [light, opaque] = [0, 0]
  for (let i = 0; i < pixels.length; i += 4) {
    const alpha = pixels[i + 3] ?? 0
    light += (0.21 * (pixels[i] ?? 0) + 0.72 * (pixels[i + 1] ?? 0) + 0.07 * (pixels[i + 2] ?? 0)) * alpha
    opaque += alpha
  }
  return opaque < 0.98 * 255 * side * side && light < DARK * opaque
}
