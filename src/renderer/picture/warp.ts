import { smoothstep } from '../ease.ts'
import type { Frame } from '../frame/frame.ts'
import { GRID } from './small-picture.ts'

/** Movements on a grid, in pixels of the small picture. */
export interface Field {
  columns: number
  rows: number
  dx: Float32Array
  dy: Float32Array
}

/** Two pictures and the way (0..1) from the one to the other. */
export interface Between {
  from: Frame
  to: Frame
  way: number
}

interface Plane {
  width: number
  height: number
}

/** Bends both pictures to where they meet at this point of the way, and dissolves between them. */
export function warpBoth({ from, to, way }: Between, field: Field, into: Frame): void {
  const { width, height } = into
  const share = Math.round(smoothstep(way) * 256)
  const half = { width: width / 2, height: height / 2 }
  warpPlane([from.y, to.y, into.y], { width, height }, { field, way, share })
  warpPlane([from.u, to.u, into.u], half, { field, way, share })
  warpPlane([from.v, to.v, into.v], half, { field, way, share })
}

const STEP = 4

function warpPlane(
  [from, to, out]: readonly [Uint8Array, Uint8Array, Uint8Array],
  plane: Plane,
  { field, way, share }: { field: Field; way: number; share: number },
): void {
  const { width, height } = plane
  const scale = width / (field.columns * GRID)
  const rest = 256 - share
  const shift = { dx: 0, dy: 0 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += STEP) {
      // Four pixels share one movement: it is soft by nature.
      shiftAt(field, (x + STEP / 2) / (scale * GRID) - 0.5, (y + 0.5) / (scale * GRID) - 0.5, shift)
      const dx = shift.dx * scale
      const dy = shift.dy * scale
      const ax = Math.round((x - way * dx) * 64)
      const ay = Math.round((y - way * dy) * 64)
      const bx = Math.round((x + (1 - way) * dx) * 64)
      const by = Math.round((y + (1 - way) * dy) * 64)
      const end = Math.min(STEP, width - x)
      for (let k = 0; k < end; k++) {
        const a = sampleAt(from, plane, ax + k * 64, ay)
        const b = sampleAt(to, plane, bx + k * 64, by)
        out[y * width + x + k] = (a * rest + b * share + (1 << 19)) >> 20
      }
    }
  }
}

/** The movement at a place of the grid, between its points. */
function shiftAt({ columns, rows, dx, dy }: Field, x: number, y: number, into: { dx: number; dy: number }): void {
  const cx = Math.max(0, Math.min(columns - 1.001, x))
  const cy = Math.max(0, Math.min(rows - 1.001, y))
  const column = Math.floor(cx)
  const row = Math.floor(cy)
  const fx = cx - column
  const fy = cy - row
  const i = row * columns + column
  const mixed = (of: Float32Array): number =>
    ((of[i] as number) * (1 - fx) + (of[i + 1] as number) * fx) * (1 - fy) +
    ((of[i + columns] as number) * (1 - fx) + (of[i + columns + 1] as number) * fx) * fy
  into.dx = mixed(dx)
  into.dy = mixed(dy)
}

/** The value at a place given in 64ths of a pixel, times 4096; the edge goes on for ever. */
function sampleAt(plane: Uint8Array, { width, height }: Plane, x: number, y: number): number {
  let ix = x >> 6
  let iy = y >> 6
  let fx = x & 63
  let fy = y & 63
  if (ix < 0 || ix >= width - 1) {
    fx = ix < 0 ? 0 : 64
    ix = ix < 0 ? 0 : width - 2
  }
  if (iy < 0 || iy >= height - 1) {
    fy = iy < 0 ? 0 : 64
    iy = iy < 0 ? 0 : height - 2
  }
  const i = iy * width + ix
  const j = i + width
  const top = (plane[i] as number) * (64 - fx) + (plane[i + 1] as number) * fx
  const bottom = (plane[j] as number) * (64 - fx) + (plane[j + 1] as number) * fx
  return top * (64 - fy) + bottom * fy
}
