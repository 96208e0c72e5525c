import { addressOf, allocate, allocateShared, floatsOf, kernels, scratch, shareWork } from '../kernels/memory.ts'

const TILE = 256

/** A repeating square of slopes at one of the halved sizes; places are given in texels of the largest. */
export interface Tile {
  size: number
  shrink: number
  slopes: Float32Array
}

/** A repeating field of waves as tiles of falling size; their slopes towards the viewer are about -1..1. */
export function waveTiles(seed: number): Tile[] {
  const tiles: Tile[] = []
  for (let size = TILE; size >= 8; size /= 2) {
    tiles.push({ size, shrink: size / TILE, slopes: floatsOf(allocateShared(size * size * 4)) })
  }
  shareWork(() => {
    for (const [i, tile] of tiles.entries()) {
      const finer = tiles[i - 1]
      if (finer) halve(finer, tile)
      else kernels().waveSlopes(addressOf(tile.slopes), addressOf(scratch(TILE * TILE * 4)), TILE, seed)
    }
  })
  return tiles
}

/** Averages of four. */
function halve(finer: Tile, into: Tile): void {
  const { size, slopes } = into
  for (let i = 0; i < slopes.length; i++) {
    const at = Math.floor(i / size) * 4 * size + (i % size) * 2
    const below = at + size * 2
    const of = (index: number): number => finer.slopes[index] as number
    slopes[i] = (of(at) + of(at + 1) + of(below) + of(below + 1)) / 4
  }
}

/** Room for a row between two rows of any tile. */
export function tileRow(): Uint8Array {
  return allocate((TILE + 1) * 4)
}

/** Writes a tile's row at a place (in texels of the largest) between two of its rows. */
export function mixRow(tile: Tile, placeZ: number, into: Uint8Array): void {
  const { size, slopes } = tile
  const z = placeZ * tile.shrink
  const row = Math.floor(z)
  const at = (row: number): number => slopes.byteOffset + (row & (size - 1)) * size * 4
  kernels().mixTileRows(addressOf(into), at(row), at(row + 1), size, z - row)
}

/** Where a walk along a tile's row begins, and its steps, in texels of this tile; places in those of the largest. */
export function walk({ size, shrink }: Tile, start: number, step: number): [number, number] {
  const at = start * shrink
  return [at - Math.floor(at / size) * size, step * shrink]
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
