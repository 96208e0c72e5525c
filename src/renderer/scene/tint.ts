import type { Rgb } from '../frame/colour.ts'
import type { Picture } from './relight.ts'

/**
 * Gives a figure the colour asked for: what has its main colour (the paint of a car, the coat of a cat) takes the new
 * one, lighter and darker as it was; eyes, windows and tyres stay.
 */
export function tint({ data }: Picture, colour: Rgb): void {
  const main = mainColour(data)
  const base = Math.max(40, brightness(main))
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] as number) === 0) continue
    const own: Rgb = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
    const share = likeness(own, main)
    if (share <= 0) continue
    const tone = Math.min(1.25, 0.35 + (0.65 * brightness(own)) / base)
    for (let k = 0; k < 3; k++) {
      const part = k as 0 | 1 | 2
      data[at + k] = own[part] + (colour[part] * tone - own[part]) * share
    }
  }
}

/** The colour that most of a figure has, very dark ones (eyes, tyres, outlines) and glass aside. */
function mainColour(data: Uint8ClampedArray): Rgb {
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
    if ((data[at + 3] as number) < 200 || Math.max(r, g, b) < 70 || isGlass(r, g, b)) continue
    const key = ((r >> 3) << 10) | ((g >> 3) << 5) | (b >> 3)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let best: [number, number] = [0, 0]
  for (const entry of counts) if (entry[1] > best[1]) best = entry
  const key = best[0]
  return [((key >> 10) << 3) + 4, (((key >> 5) & 31) << 3) + 4, ((key & 31) << 3) + 4]
}

function isGlass(r: number, g: number, b: number): boolean {
  return b > 225 && g > 180 && r < 90
}

/** 0 = another material, 1 = the same: by hue where both have one, else by brightness. */
function likeness(own: Rgb, main: Rgb): number {
  if (isGlass(...own)) return 0
  const mine = hueOf(own)
  const its = hueOf(main)
  if (its.saturation < 0.2) return mine.saturation < 0.25 && brightness(own) > 70 ? 1 : 0
  if (mine.saturation < 0.22 || Math.max(...own) < 70) return 0
  const apart = Math.abs(((mine.hue - its.hue + 9) % 6) - 3)
  return Math.max(0, Math.min(1, (0.75 - apart) / 0.25))
}

function brightness([r, g, b]: Rgb): number {
  return 0.3 * r + 0.59 * g + 0.11 * b
}

/** Hue 0..6 around the circle, saturation 0..1. */
function hueOf([r, g, b]: Rgb): { hue: number; saturation: number } {
  const max = Math.max(r, g, b)
  const range = max - Math.min(r, g, b)
  if (range === 0) return { hue: 0, saturation: 0 }
  const hue = max === r ? (g - b) / range : max === g ? 2 + (b - r) / range : 4 + (r - g) / range
  return { hue: (hue + 6) % 6, saturation: range / max }
}
