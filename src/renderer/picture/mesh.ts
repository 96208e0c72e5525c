/**
 * Where the pixels of a window come from: for each corner of its square cells a place in the source, in 65536ths of a
 * pixel of its luma plane, x then y; between the corners it is interpolated. The window is in pixels of the target, even.
 */
export interface Mesh {
  readonly window: Window
  /** Side of a cell in luma pixels, a power of two and at least 4. */
  readonly cell: number
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

/** Room for the places of any window up to this size. */
export function roomForMesh(size: { width: number; height: number }): Int32Array {
  const cell = cellFor(size)
  return new Int32Array((Math.ceil(size.width / cell) + 1) * (Math.ceil(size.height / cell) + 1) * 2)
}

/** A mesh over a window of a frame of this size, its corners yet to be placed, in a room made for the frame. */
export function meshOver(room: Int32Array, size: { width: number; height: number }, window: Window): Mesh {
  const cell = cellFor(size)
  const columns = Math.ceil(window.width / cell) + 1
  const rows = Math.ceil(window.height / cell) + 1
  return { window, cell, columns, rows, places: room.subarray(0, columns * rows * 2) }
}

/** Small enough to bend softly, large enough to be quick. */
function cellFor({ width, height }: { width: number; height: number }): number {
  const long = Math.max(width, height)
  return long > 2000 ? 32 : long > 400 ? 16 : 8
}

/** One 65536th: the unit of a mesh's places. */
export const ONE = 65536
