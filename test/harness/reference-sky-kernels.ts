// What the kernels of the sky compute, one pixel at a time: the specification that `kernels/sky.ts` is held to.
import { ramp } from '../../src/renderer/ease.ts'
import { cbOf, crOf, lumaOf, mix, type Rgb } from '../../src/renderer/frame/colour.ts'
import { ditherAt } from '../../src/renderer/frame/dither.ts'

/** A row of sky as the kernel is told of it. Lengths are shares of the picture's design size. */
export interface SkyRow {
  base: Rgb
  sunX: number
  /** Of a pixel of full size. */
  scale: number
  /** How far below the sun it is. */
  dy: number
  strength: number
  radius: number
  /** Between which densities a cloud becomes thick. */
  thin: number
  thick: number
  /** How much of the clouds is seen so near to the horizon, and at all. */
  open: number
  cover: number
  glow: Rgb
  disc: Rgb
  cloudShade: Rgb
  cloudLit: Rgb
}

/** Luma, and the differences dithered as row `y`, of one pixel of half size. */
export function skyPixel(
  row: SkyRow,
  { x, y }: { x: number; y: number },
  { density, towards, face }: { density: number; towards: number; face: Rgb },
): { luma: number; u: number; v: number } {
  const dx = (x * 2 - row.sunX) * row.scale
  const distance = Math.sqrt(dx * dx + row.dy * row.dy)
  const glow = row.strength * (0.62 * Math.exp(-distance * 3.2) + 0.38 * Math.exp(-distance * 11))
  const bloom = 0.8 * row.strength * Math.exp(-Math.max(0, distance - row.radius) * 26)
  const open = mix(mix(row.base, row.glow, Math.min(1, glow)), row.disc, bloom)
  const near = Math.exp(-distance * 2.2)
  const thick = ramp(row.thin, row.thick, density) * row.open
  const shine = Math.max(0, Math.min(1, 0.5 + 2.6 * (density - towards) + 0.6 * near))
  const cloud = mix(mix(row.cloudShade, row.cloudLit, shine), row.glow, near * 0.45 * row.strength)
  const covered = thick > 0 ? mix(open, cloud, thick * row.cover) : open
  const edge = (row.radius - distance) / 0.005
  const [r, g, b] = edge > -1 ? mix(covered, face, ramp(-1, 1, edge) * 0.97) : covered
  const dither = ditherAt(x, y)
  return { luma: lumaOf(r, g, b), u: cbOf(r, g, b) + dither, v: crOf(r, g, b) + dither }
}

/** Rows at half size, with one more of them and one more value in each, at full size; dithered as from row `y` on. */
export function skyLuma(luma: Float32Array, columns: number, rows: number, y: number): Uint8Array {
  const full = new Uint8Array(columns * rows * 4)
  const wide = columns + 1
  for (const i of full.keys()) {
    const [x, row] = [i % (columns * 2), Math.floor(i / (columns * 2))]
    const at = (row >> 1) * wide + (x >> 1)
    const corners = [at, ...(x & 1 ? [at + 1] : []), ...(row & 1 ? [at + wide] : [])]
    if (x & row & 1) corners.push(at + wide + 1)
    const sum = corners.reduce((total, corner) => total + (luma[corner] as number), 0)
    full[i] = sum / corners.length + ditherAt(x, y * 2 + row)
  }
  return full
}
