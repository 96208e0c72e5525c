import { allocate } from '../kernels/memory.ts'

/**
 * Where the pixels of a window come from: for each corner of its square cells a place in the source, in 65536ths of a
 * pixel of its luma plane, x then y; between the corners it is interpolated. The window is in pixels of the target, even.
 */
export interface Mesh {
  readonly window: Window
  /** Side of a cell in luma pixels: two to the power of `cellBits`. */
  readonly cell: number
  readonly cellBits: number
  readonly columns: number
  readonly rows: number
  readonly places: Int32Array
}

export interface Window {
  left: number
  top: number
  width: number
  height: number
}

/** Room, where kernels find it, for the places of any window up to this size. */
export function roomForMesh(size: Size): Int32Array {
  const cell = 1 << cellBitsFor(size)
  const count = (Math.ceil(size.width / cell) + 1) * (Math.ceil(size.height / cell) + 1) * 2
  const bytes = allocate(count * 4)
  return new Int32Array(bytes.buffer, bytes.byteOffset, count)
}

interface Size {
  width: number
  height: number
}

/** A mesh over a window of a frame of this size, its corners yet to be placed, in a room made for the frame. */
export function meshOver(room: Int32Array, size: Size, window: Window): Mesh {
  const cellBits = cellBitsFor(size)
  const cell = 1 << cellBits
  const columns = Math.ceil(window.width / cell) + 1
  const rows = Math.ceil(window.height / cell) + 1
  return { window, cell, cellBits, columns, rows, places: room.subarray(0, columns * rows * 2) }
}

/** Cells small enough to bend softly, large enough to be quick. */
function cellBitsFor({ width, height }: Size): number {
  const long = Math.max(width, height)
  return long > 2000 ? 5 : 4
}

/** One 65536th: the unit of a mesh's places. */
export const ONE = 65536
