import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import type { Frame } from '../frame/frame.ts'
import { blurGrid, type Flow } from './picture-flow.ts'
import { GRID } from './small-picture.ts'
import { type Field, warpBoth } from './warp.ts'

/** A picture and where its places go in the other one. */
export interface Side {
  picture: Frame
  flow: Flow
}

/**
 * From one picture to a like one: each place moves to where it is in the other while one dissolves into the other.
 * Frame 0 and the last frame are the pictures, byte for byte.
 */
export function morphFilm(first: Side, last: Side, frames: number): Film {
  return {
    frames,
    draw(index, into) {
      const way = smoothstep(progressOf(index, frames))
      if (way <= 0) into.bytes.set(first.picture.bytes)
      else if (way >= 1) into.bytes.set(last.picture.bytes)
      else warpBoth({ from: first.picture, to: last.picture, way }, fieldAt(first.flow, last.flow, way), into)
    },
  }
}

/** The movement from the first to the last picture as seen from the places of the picture between them. */
function fieldAt(there: Flow, back: Flow, way: number): Field {
  const { columns, rows } = there
  const field = { columns, rows, dx: new Float32Array(columns * rows), dy: new Float32Array(columns * rows) }
  const weight = new Float32Array(columns * rows)
  splat(there, { way, share: 1 - way }, field, weight)
  splat(back, { way: 1 - way, share: -way }, field, weight)
  // Where nothing arrives, what arrives around it decides.
  for (let pass = 0; pass < 3; pass++) for (const one of [field.dx, field.dy, weight]) blurGrid(one, field)
  for (let i = 0; i < weight.length; i++) {
    const sum = weight[i] as number
    field.dx[i] = sum > 1e-6 ? (field.dx[i] as number) / sum : 0
    field.dy[i] = sum > 1e-6 ? (field.dy[i] as number) / sum : 0
  }
  return field
}

/** Carries each shift of a flow `way` of it along and adds it there; a negative share turns it round. */
function splat(flow: Flow, { way, share }: { way: number; share: number }, into: Field, weight: Float32Array): void {
  const { columns, rows } = flow
  for (let i = 0; i < flow.dx.length; i++) {
    const dx = flow.dx[i] as number
    const dy = flow.dy[i] as number
    const x = (i % columns) + (dx * way) / GRID
    const y = Math.floor(i / columns) + (dy * way) / GRID
    // What moves is in front of what stands still.
    const trust = (1 + 0.35 * Math.hypot(dx, dy)) * Math.exp(-(flow.error[i] as number) / 20) + 1e-4
    for (let corner = 0; corner < 4; corner++) {
      const cx = Math.floor(x) + (corner & 1)
      const cy = Math.floor(y) + (corner >> 1)
      if (cx < 0 || cy < 0 || cx >= columns || cy >= rows) continue
      const near = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy)) * trust
      const n = cy * columns + cx
      weight[n] = (weight[n] as number) + near * Math.abs(share)
      into.dx[n] = (into.dx[n] as number) + near * share * dx
      into.dy[n] = (into.dy[n] as number) + near * share * dy
    }
  }
}
