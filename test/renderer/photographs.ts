import { fileURLToPath } from 'node:url'
import sharp, { type Sharp } from 'sharp'
import type { Frame } from '../../src/renderer/frame/frame.ts'
import { newFrame } from '../../src/renderer/frame/frame.ts'
import { rgbaToFrame } from '../../src/renderer/frame/rgba.ts'
import { guessDepth } from '../../src/renderer/picture/depth.ts'
import type { Picture } from '../../src/renderer/picture/load-picture.ts'

export type PhotographName = 'coffee' | 'astronaut' | 'rocket'

/** The path of a photograph, none of them 16:9. */
export function photograph(name: PhotographName): string {
  return fileURLToPath(new URL(`photographs/${name}.jpg`, import.meta.url))
}

/** What a camera with this window over a picture file sees: a centre and a width in its pixels, turned by degrees. */
export interface Shot {
  x: number
  y: number
  width: number
  turn?: number
}

export const WIDTH = 640
export const HEIGHT = 360

/** A part of a photograph as a picture that fills a frame of 640x360, changed by `change` before it is cut out. */
export async function shot(
  name: PhotographName,
  { x, y, width, turn = 0 }: Shot,
  change: (image: Sharp) => Sharp = (image) => image,
): Promise<Picture> {
  const whole = await change(sharp(photograph(name)))
    .png()
    .toBuffer({ resolveWithObject: true })
  const turned = await sharp(whole.data).rotate(turn).png().toBuffer({ resolveWithObject: true })
  const height = Math.round((width * HEIGHT) / WIDTH)
  const left = Math.round(x - width / 2 + (turned.info.width - whole.info.width) / 2)
  const top = Math.round(y - height / 2 + (turned.info.height - whole.info.height) / 2)
  const pixels = await sharp(turned.data)
    .extract({ left, top, width, height })
    .resize({ width: WIDTH, height: HEIGHT, fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer()
  return asPicture(pixels)
}

/** Pixels of 640x360 RGB as a picture that fills its frame. */
export function asPicture(pixels: Uint8Array): Picture {
  const frame = newFrame(WIDTH, HEIGHT)
  rgbaToFrame(pixels, frame)
  return { frame, source: frame, area: { left: 0, top: 0, width: WIDTH, height: HEIGHT }, depth: guessDepth(frame) }
}

/** How much detail a frame shows: the mean step of luma from each pixel to the ones beside and below. */
export function sharpness({ y, width }: Frame): number {
  let sum = 0
  for (let i = 0; i < y.length - width - 1; i++) {
    sum += Math.abs((y[i] ?? 0) - (y[i + 1] ?? 0)) + Math.abs((y[i] ?? 0) - (y[i + width] ?? 0))
  }
  return sum / y.length
}

/** The mean difference per byte. */
export function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
  return sum / a.length
}
