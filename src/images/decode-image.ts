import { open, rm, stat } from 'node:fs/promises'
import sharp from 'sharp'
import { ReelgateError } from '../domain/errors.ts'
import { imageRefusal, megabytes } from './refusal.ts'
import { turns } from '../lib/turns.ts'

// The library keeps decoded pictures under their file's name, and would answer for a file that has changed since.
sharp.cache(false)

export interface Picture {
  contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif'
  extension: 'jpg' | 'png' | 'webp' | 'gif'
  /** As seen: after the EXIF orientation. */
  width: number
  height: number
  bytes: number
  /** A provider would see it turned on its side, or can't take it: it is a GIF, animated, or rotated by EXIF. */
  needsRewrite: boolean
}

export interface PictureLimits {
  pixelsMax: number
  /** The field at fault when it is refused. */
  param?: string
}

type Kind = Pick<Picture, 'contentType' | 'extension'>

const JPEG: Kind = { contentType: 'image/jpeg', extension: 'jpg' }
const PNG: Kind = { contentType: 'image/png', extension: 'png' }
const WEBP: Kind = { contentType: 'image/webp', extension: 'webp' }
const GIF: Kind = { contentType: 'image/gif', extension: 'gif' }

const DECODE_SECONDS_MAX = 30
const REWRITE_QUALITY = 92

// A progressive or interlaced picture is held whole (some 300 MB at 50 megapixels); one that is turned is held twice
// more (up to 1 GB in all). So few at a time, however many requests there are.
const takeDecodeTurn = turns(2)
const takeRewriteTurn = turns(1)

/**
 * What picture a file holds, by its content; its name and the sender's word count for nothing. The whole of it (of an
 * animation, the first frame) has been decoded when this returns, at the memory of a few lines where the format allows.
 * Throws `image_not_an_image`, `image_too_many_pixels` (from the header, before anything is decoded), `image_corrupt`.
 */
export async function inspectImage(file: string, limits: PictureLimits): Promise<Picture> {
  const kind = await kindOf(file)
  if (kind === undefined) throw imageRefusal('image_not_an_image', limits.param)
  return takeDecodeTurn(() => decodeWhole(file, kind, limits))
}

/** What the decoder can't read is the sender's fault; a file that we can't reach is not. */
async function decodeWhole(file: string, kind: Kind, limits: PictureLimits): Promise<Picture> {
  const { size: bytes } = await stat(file)
  try {
    const { width, height, pages = 1, orientation = 1 } = await sharp(file, { limitInputPixels: false }).metadata()
    refuseBomb(width * height, limits)
    await sharp(file, { limitInputPixels: limits.pixelsMax, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: DECODE_SECONDS_MAX })
      .resize(16, 16, { fit: 'fill' })
      .raw()
      .toBuffer()
    // Orientations 5 to 8 swap the sides.
    const [seenWidth, seenHeight] = orientation >= 5 ? [height, width] : [width, height]
    const needsRewrite = kind === GIF || pages > 1 || orientation > 1
    return { ...kind, width: seenWidth, height: seenHeight, bytes, needsRewrite }
  } catch (error) {
    if (error instanceof ReelgateError) throw error
    throw imageRefusal('image_corrupt', limits.param, {}, error)
  }
}

/**
 * Writes the upright still of an inspected picture to a new file: PNG for GIFs and where there is transparency, else
 * JPEG. EXIF is kept (its orientation set to upright), colours become sRGB. Throws `image_too_large` when the result
 * is over `bytesMax`; the file is gone on any failure.
 */
export async function normalise(
  file: string,
  to: string,
  limits: PictureLimits & { bytesMax: number },
): Promise<Picture> {
  try {
    // The picture has been decoded once, so what fails now is our disk and not the sender's fault.
    const picture = await takeRewriteTurn(() => writeUpright(file, to, limits.pixelsMax))
    if (picture.bytes <= limits.bytesMax) return picture
    throw imageRefusal('image_too_large', limits.param, { max_mb: megabytes(limits.bytesMax) })
  } catch (error) {
    await rm(to, { force: true })
    throw error
  }
}

async function writeUpright(file: string, to: string, pixelsMax: number): Promise<Picture> {
  const source = sharp(file, { limitInputPixels: pixelsMax, failOn: 'error' })
  const { format, hasAlpha } = await source.metadata()
  const kind = format === 'gif' || format === 'png' || hasAlpha ? PNG : JPEG
  const upright = source.timeout({ seconds: DECODE_SECONDS_MAX }).autoOrient().keepExif()
  const encoded = kind === PNG ? upright.png() : upright.jpeg({ quality: REWRITE_QUALITY, chromaSubsampling: '4:4:4' })
  const { width, height, size: bytes } = await encoded.toFile(to)
  return { ...kind, width, height, bytes, needsRewrite: false }
}

/** The first bytes decide, before any decoder is chosen: formats that we don't take never reach theirs. */
async function kindOf(file: string): Promise<Kind | undefined> {
  await using handle = await open(file, 'r')
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
  const start = buffer.subarray(0, bytesRead).toString('latin1')
  if (start.startsWith('\xff\xd8\xff')) return JPEG
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return PNG
  if (/^RIFF[^]{4}WEBP/.test(start)) return WEBP
  return /^GIF8[79]a/.test(start) ? GIF : undefined
}

function refuseBomb(pixels: number, limits: PictureLimits): void {
  if (pixels <= limits.pixelsMax) return
  const max_mp = Math.round(limits.pixelsMax / 10_000) / 100
  throw imageRefusal('image_too_many_pixels', limits.param, { max_mp })
}
