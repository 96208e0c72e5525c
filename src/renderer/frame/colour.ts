/** Red, green, blue, each 0..255. */
export type Rgb = readonly [number, number, number]

/** BT.709 limited-range luma of a colour, 16..235, not rounded. */
export function lumaOf(r: number, g: number, b: number): number {
  return 16 + 0.18259 * r + 0.61423 * g + 0.06201 * b
}

/** BT.709 limited-range blue difference, 16..240, not rounded. */
export function cbOf(r: number, g: number, b: number): number {
  return 128 - 0.10064 * r - 0.33857 * g + 0.43922 * b
}

/** BT.709 limited-range red difference, 16..240, not rounded. */
export function crOf(r: number, g: number, b: number): number {
  return 128 + 0.43922 * r - 0.39894 * g - 0.04027 * b
}

/** `from` at 0, `to` at 1. */
export function mix(from: Rgb, to: Rgb, amount: number): Rgb {
  const one = (i: 0 | 1 | 2): number => from[i] + (to[i] - from[i]) * amount
  return [one(0), one(1), one(2)]
}

/** The colour with each part multiplied, at most 255. */
export function scaled(colour: Rgb, by: number): Rgb {
  return [Math.min(255, colour[0] * by), Math.min(255, colour[1] * by), Math.min(255, colour[2] * by)]
}

/** For a canvas. `alpha` 0..1. */
export function css(colour: Rgb, alpha = 1): string {
  const [r, g, b] = colour.map((part) => Math.max(0, Math.min(255, Math.round(part))))
  return `rgba(${r},${g},${b},${alpha})`
}
