import { GRID, type SmallPicture } from './small-picture.ts'

/**
 * Where each place of one picture is found in another: shifts in pixels of the largest small picture, on a grid, and
 * how well it is found there (0 = the same; the mean difference of a pixel).
 */
export interface Flow {
  columns: number
  rows: number
  dx: Float32Array
  dy: Float32Array
  error: Float32Array
}

type Sizes = readonly [SmallPicture, SmallPicture, SmallPicture]

/** Searches everything at a quarter of the size, then refines what was found at a half and in full. */
export function findFlow(from: Sizes, to: Sizes): Flow {
  const columns = from[0].width / GRID
  const rows = from[0].height / GRID
  const count = columns * rows
  const flow: Flow = {
    columns,
    rows,
    dx: new Float32Array(count),
    dy: new Float32Array(count),
    error: new Float32Array(count),
  }
  searchAll({ a: from[2], b: to[2], flow, scale: 4, reach: 4 })
  for (let pass = 0; pass < 4; pass++) refine({ a: from[2], b: to[2], flow, scale: 4, reach: 4 }, 0)
  for (let pass = 0; pass < 2; pass++) refine({ a: from[1], b: to[1], flow, scale: 2, reach: 4 }, 2)
  for (let pass = 0; pass < 2; pass++) refine({ a: from[0], b: to[0], flow, scale: 1, reach: 6 }, 1)
  return flow
}

interface Search {
  a: SmallPicture
  b: SmallPicture
  flow: Flow
  /** How much smaller these pictures are than the largest. */
  scale: number
  /** Half the side of the compared squares. */
  reach: number
}

const SIDEWAYS = 0.36
const UP_DOWN = 0.3

function searchAll(search: Search): void {
  const { a, flow, scale } = search
  const rx = Math.floor(a.width * SIDEWAYS)
  const ry = Math.floor(a.height * UP_DOWN)
  for (let i = 0; i < flow.dx.length; i++) {
    const x = Math.floor(((i % flow.columns) + 0.5) * (GRID / scale))
    const y = Math.floor((Math.floor(i / flow.columns) + 0.5) * (GRID / scale))
    let best = difference(search, { x, y, dx: 0, dy: 0 }, Infinity)
    for (let dy = -ry; dy <= ry; dy++) {
      for (let dx = -rx; dx <= rx; dx++) {
        // Near is better than far when both look the same.
        const distance = 0.16 * (Math.abs(dx) + Math.abs(dy)) + 0.8
        if (distance >= best) continue
        const cost = distance + difference(search, { x, y, dx, dy }, best - distance)
        if (cost >= best) continue
        best = cost
        flow.dx[i] = dx * scale
        flow.dy[i] = dy * scale
      }
    }
    flow.error[i] = best
  }
}

/** Tries the shifts of the neighbours and, up to `around` pixels off, the own one; smooth beats rough. */
function refine(search: Search, around: number): void {
  const { flow, scale } = search
  const { columns, rows } = flow
  for (let i = 0; i < flow.dx.length; i++) {
    const column = i % columns
    const row = Math.floor(i / columns)
    const x = Math.floor((column + 0.5) * (GRID / scale))
    const y = Math.floor((row + 0.5) * (GRID / scale))
    const own = [flow.dx[i] as number, flow.dy[i] as number] as const
    let best = { cost: Infinity, error: 0, dx: own[0], dy: own[1] }
    const attempt = (dx: number, dy: number): void => {
      const rough = 0.9 * roughness(flow, i, dx, dy)
      if (rough >= best.cost) return
      const error = difference(
        search,
        { x, y, dx: Math.round(dx / scale), dy: Math.round(dy / scale) },
        best.cost - rough,
      )
      if (error + rough < best.cost) best = { cost: error + rough, error, dx, dy }
    }
    attempt(...own)
    for (let n = 0; n < 9; n++) {
      const c = column + (n % 3) - 1
      const r = row + Math.floor(n / 3) - 1
      if (c < 0 || r < 0 || c >= columns || r >= rows) continue
      attempt(flow.dx[r * columns + c] as number, flow.dy[r * columns + c] as number)
    }
    const { dx: cx, dy: cy } = best
    for (let dy = -around; dy <= around; dy++) {
      for (let dx = -around; dx <= around; dx++) attempt(cx + dx * scale, cy + dy * scale)
    }
    flow.dx[i] = best.dx
    flow.dy[i] = best.dy
    flow.error[i] = best.error
  }
}

/** How far a shift differs from those of the four neighbours, each counted up to a bound. */
function roughness({ columns, rows, dx, dy }: Flow, i: number, x: number, y: number): number {
  const column = i % columns
  let sum = 0
  const add = (n: number): void => {
    sum += Math.min(10, Math.abs((dx[n] as number) - x) + Math.abs((dy[n] as number) - y))
  }
  if (column > 0) add(i - 1)
  if (column < columns - 1) add(i + 1)
  if (i >= columns) add(i - columns)
  if (i < columns * (rows - 1)) add(i + columns)
  return sum / 10
}

/** The mean difference of a square of `a` and the shifted one of `b`; gives up beyond `limit`. */
function difference(
  { a, b, reach }: Search,
  { x, y, dx, dy }: { x: number; y: number; dx: number; dy: number },
  limit: number,
): number {
  const { width, height } = a
  const [ay, au, av] = a.planes
  const [by, bu, bv] = b.planes
  const pixels = (2 * reach) ** 2
  const bound = limit * pixels
  let sum = 0
  for (let j = y - reach; j < y + reach; j++) {
    const ra = clamp(j, height - 1) * width
    const rb = clamp(j + dy, height - 1) * width
    for (let i = x - reach; i < x + reach; i++) {
      const p = ra + clamp(i, width - 1)
      const q = rb + clamp(i + dx, width - 1)
      sum += Math.abs((ay[p] as number) - (by[q] as number))
      sum += Math.abs((au[p] as number) - (bu[q] as number)) + Math.abs((av[p] as number) - (bv[q] as number))
    }
    if (sum > bound) return Infinity
  }
  return sum / pixels
}

function clamp(value: number, high: number): number {
  return value < 0 ? 0 : value > high ? high : value
}

/** Whether two pictures show the same things: what is found in one leads back, and looks the same there. */
export function areAlike(there: Flow, back: Flow): boolean {
  const { columns, rows } = there
  let error = 0
  let returned = 0
  for (let i = 0; i < there.dx.length; i++) {
    error += there.error[i] as number
    const x = Math.round((i % columns) + (there.dx[i] as number) / GRID)
    const y = Math.round(Math.floor(i / columns) + (there.dy[i] as number) / GRID)
    if (x < 0 || y < 0 || x >= columns || y >= rows) continue
    const n = y * columns + x
    const off = Math.hypot(
      (there.dx[i] as number) + (back.dx[n] as number),
      (there.dy[i] as number) + (back.dy[n] as number),
    )
    if (off <= 6) returned++
  }
  return error / there.dx.length < ERROR_MAX && returned / there.dx.length > RETURNED_MIN
}

const ERROR_MAX = 16
const RETURNED_MIN = 0.5

/** Evens a flow out: places that were found well and that move decide for those around them. */
export function smoothFlow({ columns, rows, dx, dy, error }: Flow): void {
  const weight = Float32Array.from(error, (e, i) => {
    const length = Math.hypot(dx[i] as number, dy[i] as number)
    return Math.exp(-e / 8) * (0.25 + Math.min(1, length / 12)) + 1e-4
  })
  const size = { columns, rows }
  const xs = dx.map((value, i) => value * (weight[i] as number))
  const ys = dy.map((value, i) => value * (weight[i] as number))
  for (let pass = 0; pass < SMOOTH_PASSES; pass++) for (const field of [xs, ys, weight]) blurGrid(field, size)
  for (let i = 0; i < dx.length; i++) {
    dx[i] = (xs[i] as number) / (weight[i] as number)
    dy[i] = (ys[i] as number) / (weight[i] as number)
  }
}

const SMOOTH_PASSES = 5

/** A small blur in place, even at the edges. */
export function blurGrid(field: Float32Array, { columns, rows }: { columns: number; rows: number }): void {
  const across = new Float32Array(field.length)
  for (let i = 0; i < field.length; i++) {
    const column = i % columns
    const left = field[column > 0 ? i - 1 : i] as number
    const right = field[column < columns - 1 ? i + 1 : i] as number
    across[i] = (left + 2 * (field[i] as number) + right) / 4
  }
  for (let i = 0; i < field.length; i++) {
    const up = across[i >= columns ? i - columns : i] as number
    const down = across[i < columns * (rows - 1) ? i + columns : i] as number
    field[i] = (up + 2 * (across[i] as number) + down) / 4
  }
}
