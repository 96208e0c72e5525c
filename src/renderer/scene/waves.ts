import { noise } from './noise-field.ts'

const TILE = 256

/** A repeating square of slopes at one of the halved sizes; places are given in texels of the largest. */
export interface Tile {
  size: number
  shrink: number
  slopes: Float32Array
}

/** The tile and its averages at 1/2, 1/4 ... of the size. */
export function shrinking(largest: Float32Array): Tile[] {
  const tiles: Tile[] = [{ size: TILE, shrink: 1, slopes: largest }]
  for (let size = TILE / 2; size >= 8; size /= 2) {
    const finer = (tiles.at(-1) as Tile).slopes
    const slopes = new Float32Array(size * size)
    for (let i = 0; i < slopes.length; i++) {
      const at = Math.floor(i / size) * 4 * size + (i % size) * 2
      const below = at + size * 2
      const sum = (finer[at] ?? 0) + (finer[at + 1] ?? 0) + (finer[below] ?? 0) + (finer[below + 1] ?? 0)
      slopes[i] = sum / 4
    }
    tiles.push({ size, shrink: size / TILE, slopes })
  }
  return tiles
}

/** The slope at a place of the repeating tile, bilinear. */
export function sample(tile: Tile, placeX: number, placeZ: number): number {
  const { size, slopes } = tile
  const x = placeX * tile.shrink
  const z = placeZ * tile.shrink
  const ix = Math.floor(x)
  const iz = Math.floor(z)
  const fx = x - ix
  const fz = z - iz
  const x0 = ix & (size - 1)
  const x1 = (ix + 1) & (size - 1)
  const r0 = (iz & (size - 1)) * size
  const r1 = ((iz + 1) & (size - 1)) * size
  const a = (slopes[r0 + x0] as number) * (1 - fx) + (slopes[r0 + x1] as number) * fx
  const b = (slopes[r1 + x0] as number) * (1 - fx) + (slopes[r1 + x1] as number) * fx
  return a * (1 - fz) + b * fz
}

/** Slopes towards the viewer of a repeating field of waves, about -1..1. */
export function slopeTile(seed: number): Float32Array {
  const heights = new Float32Array(TILE * TILE)
  for (let i = 0; i < heights.length; i++) {
    const x = (i % TILE) / TILE
    const z = Math.floor(i / TILE) / TILE
    let share = 1
    for (let octave = 0; octave < 4; octave++) {
      const cells = 12 << octave
      const n = noise(x * cells, z * cells * 1.5, seed + octave, cells * 3)
      heights[i] = (heights[i] ?? 0) + share * (1 - Math.abs(n * 2 - 1))
      share *= 0.46
    }
  }
  return Float32Array.from(heights, (height, i) => {
    const below = heights[(i + TILE) % heights.length] ?? 0
    return (height - below) * 7
  })
}
