// What the kernels that guess a picture's depth and look at it compute, one value at a time: the specification of
// `kernels/depth.ts` and `kernels/corners.ts`.

interface Size {
  width: number
  height: number
}

/** A plane at a smaller size: each value is the mean of those it stands for. */
export function average(plane: Uint8Array, from: Size, to: Size): Uint8Array {
  const span = (at: number, whole: number, parts: number): number[] => {
    const first = Math.floor((at * whole) / parts)
    const end = Math.max(first + 1, Math.floor(((at + 1) * whole) / parts))
    return Array.from({ length: end - first }, (_, i) => first + i)
  }
  return Uint8Array.from({ length: to.width * to.height }, (_, i) => {
    const rows = span(Math.floor(i / to.width), from.height, to.height)
    const columns = span(i % to.width, from.width, to.width)
    const values = rows.flatMap((y) => columns.map((x) => plane[y * from.width + x] as number))
    return values.reduce((sum, value) => sum + value, 0) / values.length + 0.5
  })
}

/** The most (or least) of each place and its four neighbours. */
export function widen(field: Float32Array, { width, height }: Size, most: (...values: number[]) => number) {
  return field.map((own, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    const beside = [x > 0 && i - 1, x < width - 1 && i + 1, y > 0 && i - width, y < height - 1 && i + width]
    return most(own, ...beside.filter((at) => at !== false).map((at) => field[at] as number))
  })
}

/** The least step between highest and lowest on the ways to the border that four sweeps try. */
export function barrier(plane: Uint8Array, { width }: Size, border: number): Float32Array {
  const distance = Float32Array.from(plane, (_, i) => {
    const side = i % width === 0 || i % width === width - 1
    return i < width || (side && i < border * width) ? 0 : 1e6
  })
  const [high, low] = [Array.from(plane), Array.from(plane)]
  const visit = (i: number, from: number): void => {
    const value = plane[i] as number
    const top = Math.max(high[from] as number, value)
    const bottom = Math.min(low[from] as number, value)
    if (top - bottom >= (distance[i] as number)) return
    distance[i] = top - bottom
    high[i] = top
    low[i] = bottom
  }
  for (const way of [-1, 1, -1, 1]) {
    for (let n = 0; n < plane.length; n++) {
      const i = way < 0 ? n : plane.length - 1 - n
      if (i % width !== (way < 0 ? 0 : width - 1)) visit(i, i + way)
      const other = i + way * width
      if (other >= 0 && other < plane.length) visit(i, other)
    }
  }
  return distance
}

export type Pair = readonly [x: number, y: number]

/** A camera over a picture, as the kernel is told of it. */
export interface Corners {
  first: Pair
  middle: Pair
  centre: Pair
  /** Cosine and sine. */
  turn: Pair
  corner: Pair
  size: Pair
  cells: Pair
  most: Pair
  slide: Pair
  scale: Pair
  push: number
  pivot: number
}

/** The place that a corner of the mesh shows, `x` and `y` pixels from the first one. */
export function cornerAt(seen: Corners, near: Float32Array, steps: number, [x, y]: Pair): Pair {
  const [px, py] = [seen.first[0] + x - seen.middle[0], seen.first[1] + y - seen.middle[1]]
  const [cos, sin] = seen.turn
  const at = [seen.centre[0] + px * cos + py * sin, seen.centre[1] + py * cos - px * sin] as const
  let bent: Pair = at
  const each = (of: (axis: 0 | 1) => number): Pair => [of(0), of(1)]
  for (let step = 0; step < steps; step++) {
    const [cx, cy] = each((axis) => {
      const place = ((bent[axis] - seen.corner[axis]) / seen.size[axis]) * seen.cells[axis] - 0.5
      return Math.min(seen.most[axis], Math.max(0, place))
    })
    const [column, row] = [Math.floor(cx), Math.floor(cy)]
    const [fx, fy] = [cx - column, cy - row]
    const rowAt = (r: number): number => {
      const i = r * seen.cells[0] + column
      return (near[i] as number) * (1 - fx) + (near[i + 1] as number) * fx
    }
    const depth = rowAt(row) * (1 - fy) + rowAt(row + 1) * fy - seen.pivot
    bent = each((axis) => at[axis] - depth * ((at[axis] - seen.centre[axis]) * seen.push + seen.slide[axis]))
  }
  return each((axis) => Math.round(((bent[axis] + 0.5 - seen.corner[axis]) * seen.scale[axis] - 0.5) * 65_536))
}
