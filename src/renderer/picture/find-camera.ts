import { type Affine, STAYS } from './affine.ts'
import type { Aligned } from './aligned.ts'
import type { SmallPicture, SmallSizes } from './small-picture.ts'

/** A movement of the whole picture. */
export interface CameraMatch {
  /** From places of the last picture to those of the first. */
  toFirst: Affine
  /** How much of what there is to see in both looks the same there, 0..1. */
  agreement: number
  /** How much of the last picture is in the first, 0..1. */
  overlap: number
}

/** The movement of the camera that makes most of the first picture into the last: shifts, zooms and turns, then anything affine. */
export function findCamera(first: SmallSizes, last: SmallSizes): CameraMatch {
  const middle = roughMatches(first[2], last[2]).map((rough) => {
    const small = refine(first[2], last[2], rough, { scale: 4, rigid: true })
    const match = refine(first[1], last[1], small, { scale: 2, rigid: true })
    return { match, gain: gainOf(agreementOf(first[1], last[1], match, 2)) }
  })
  middle.sort((one, other) => other.gain - one.gain)
  let best: CameraMatch = { toFirst: STAYS, agreement: 0, overlap: 0 }
  for (const { match } of middle.slice(0, FINISHED)) {
    for (const rigid of [true, false]) {
      const toFirst = refine(first[0], last[0], match, { scale: 1, rigid })
      const found = { toFirst, ...agreementOf(first[0], last[0], toFirst, 1) }
      if (gainOf(found) > gainOf(best) + (rigid ? 0 : 0.04)) best = found
    }
  }
  return best
}

/** Showing the same over a small part of the picture says less. */
function gainOf({ agreement, overlap }: { agreement: number; overlap: number }): number {
  return agreement * Math.sqrt(overlap)
}

const SCALES = [1, 0.85, 1.18, 0.72, 1.4, 0.6, 1.66, 0.5, 2]
const TURNS = [0, 0.16, -0.16]
/** Zooms of up to so much are also tried with a turn. */
const TURNED = 1.2
/** Of the rough matches so many are refined, and so many of those at full size. */
const KEPT = 5
const FINISHED = 2

/** Tries everything on the smallest pictures: those with the best correlation, one for each scale and turn. */
function roughMatches(first: SmallPicture, last: SmallPicture): Affine[] {
  const found: { match: Affine; score: number }[] = []
  for (const scale of SCALES) {
    for (const turn of TURNS) {
      if (turn !== 0 && Math.max(scale, 1 / scale) > TURNED) continue
      const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale]
      const base = { a: cos, b: -sin, c: 0, d: sin, e: cos, f: 0 }
      found.push(bestShift(first, last, base))
    }
  }
  found.sort((one, other) => other.score - one.score)
  return found.slice(0, KEPT).map(({ match }) => match)
}

function bestShift(first: SmallPicture, last: SmallPicture, base: Affine): { match: Affine; score: number } {
  const best = { x: 0, y: 0, score: -2 }
  const [reachX, reachY] = [Math.floor(first.width * 0.6), Math.floor(first.height * 0.6)]
  const attempt = (x: number, y: number): void => {
    // Nearly as good without a movement is better.
    const score = correlation(first, last, base, { x, y }) - 0.0006 * Math.hypot(x, y)
    if (score > best.score) Object.assign(best, { x, y, score })
  }
  for (let y = -reachY; y <= reachY; y += 2) for (let x = -reachX; x <= reachX; x += 2) attempt(x, y)
  const { x: cx, y: cy } = best
  for (let y = -1; y <= 1; y++) for (let x = -1; x <= 1; x++) if (x !== 0 || y !== 0) attempt(cx + x, cy + y)
  return { match: { ...base, c: best.x * 4, f: best.y * 4 }, score: best.score }
}

/** The correlation of what both show, less where that is little. */
function correlation(
  first: SmallPicture,
  last: SmallPicture,
  { a, b, d, e }: Affine,
  shift: { x: number; y: number },
): number {
  const { width, height } = last
  const [one, other] = [first.planes[0], last.planes[0]]
  let [n, sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0, 0]
  for (let y = 0; y < height; y += 2) {
    const py = y + 0.5 - height / 2
    for (let x = y & 2 ? 1 : 0; x < width; x += 2) {
      const px = x + 0.5 - width / 2
      const ix = Math.floor(a * px + b * py + shift.x + width / 2)
      const iy = Math.floor(d * px + e * py + shift.y + height / 2)
      if (ix < 0 || iy < 0 || ix >= width || iy >= height) continue
      const va = one[iy * width + ix] as number
      const vb = other[y * width + x] as number
      n++
      sumA += va
      sumB += vb
      squareA += va * va
      squareB += vb * vb
      product += va * vb
    }
  }
  const overlap = (n * 4) / (width * height)
  if (overlap < 0.25) return -2
  const spread = (squareA - (sumA * sumA) / n) * (squareB - (sumB * sumB) / n)
  return ((product - (sumA * sumB) / n) / Math.sqrt(spread + n * n * 4)) * (0.6 + 0.4 * Math.min(1, overlap))
}

const ROUNDS = 8
/** A difference of luma above which a pixel is likely of something that moved by itself. */
const OUTLIER = 14

/** Gauss-Newton on six parameters of the movement (`rigid`: four) and two of the light, with outliers let go. */
function refine(
  first: SmallPicture,
  last: SmallPicture,
  start: Affine,
  { scale, rigid }: { scale: number; rigid: boolean },
): Affine {
  let match = start
  const light = { gain: 1, lift: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const step = solve(
      normalEquations(first, last, match, { ...light, scale, outlier: OUTLIER * (round < 3 ? 2.5 : 1) }),
    )
    if (!step) return match
    const [sa = 0, sb = 0, c = 0, sd = 0, se = 0, f = 0, gain = 0, lift = 0] = step
    const [a, b, d, e] = rigid ? [(sa + se) / 2, (sb - sd) / 2, (sd - sb) / 2, (sa + se) / 2] : [sa, sb, sd, se]
    const half = first.width * scale * 0.5
    match = {
      a: match.a + a / half,
      b: match.b + b / half,
      c: match.c + c,
      d: match.d + d / half,
      e: match.e + e / half,
      f: match.f + f,
    }
    light.gain = Math.max(0.3, Math.min(3, light.gain + gain))
    light.lift += lift * 100
    if (Math.hypot(a, b, c, d, e, f) < 0.01) break
  }
  return match
}

const UNKNOWNS = 8

interface Fitting {
  gain: number
  lift: number
  scale: number
  outlier: number
}

function normalEquations(first: SmallPicture, last: SmallPicture, match: Affine, fitting: Fitting): Float64Array[] {
  const { width, height } = first
  const { gain, lift, scale, outlier } = fitting
  const [one, other] = [first.planes[0], last.planes[0]]
  const rows = Array.from({ length: UNKNOWNS }, () => new Float64Array(UNKNOWNS + 1))
  const slope = new Float64Array(UNKNOWNS)
  const half = width * scale * 0.5
  for (let y = 0; y < height; y++) {
    const py = (y + 0.5 - height / 2) * scale
    for (let x = 0; x < width; x++) {
      const px = (x + 0.5 - width / 2) * scale
      const sx = (match.a * px + match.b * py + match.c) / scale + width / 2 - 0.5
      const sy = (match.d * px + match.e * py + match.f) / scale + height / 2 - 0.5
      const [ix, iy] = [Math.floor(sx), Math.floor(sy)]
      if (ix < 1 || iy < 1 || ix >= width - 2 || iy >= height - 2) continue
      const [fx, fy] = [sx - ix, sy - iy]
      const i = iy * width + ix
      const [p, q, r, s] = [one[i], one[i + 1], one[i + width], one[i + width + 1]] as [number, number, number, number]
      const value = (p * (1 - fx) + q * fx) * (1 - fy) + (r * (1 - fx) + s * fx) * fy
      const gx = ((q - p) * (1 - fy) + (s - r) * fy) * (gain / scale)
      const gy = ((r - p) * (1 - fx) + (s - q) * fx) * (gain / scale)
      const error = (other[y * width + x] as number) - gain * value - lift
      const weight = 1 / (1 + (error / outlier) ** 2) ** 2
      slope.set([(gx * px) / half, (gx * py) / half, gx, (gy * px) / half, (gy * py) / half, gy, value, 100])
      for (let j = 0; j < UNKNOWNS; j++) {
        const row = rows[j] as Float64Array
        const w = weight * (slope[j] as number)
        for (let k = j; k < UNKNOWNS; k++) row[k] = (row[k] as number) + w * (slope[k] as number)
        row[UNKNOWNS] = (row[UNKNOWNS] as number) + w * error
      }
    }
  }
  return rows
}

/** Solves a symmetric system of which the upper half is given; undefined when it says too little. */
function solve(rows: Float64Array[]): Float64Array | undefined {
  const n = rows.length
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let j = 0; j < n; j++) for (let k = 0; k < j; k++) (rows[j] as Float64Array)[k] = at(k, j)
  for (let j = 0; j < n; j++) (rows[j] as Float64Array)[j] = at(j, j) * 1.0001 + 0.5
  for (let j = 0; j < n; j++) {
    const pivot = at(j, j)
    if (!(Math.abs(pivot) > 1e-9)) return undefined
    for (let row = j + 1; row < n; row++) {
      const by = at(row, j) / pivot
      for (let k = j; k <= n; k++) (rows[row] as Float64Array)[k] = at(row, k) - by * at(j, k)
    }
  }
  const result = new Float64Array(n)
  for (let j = n - 1; j >= 0; j--) {
    let sum = at(j, n)
    for (let k = j + 1; k < n; k++) sum -= at(j, k) * (result[k] as number)
    result[j] = sum / at(j, j)
  }
  return result.every(Number.isFinite) ? result : undefined
}

const PATCH = 8
/** Correlation from which a patch counts as the same. */
const SAME = 0.6

/** Compares patches by what is drawn in them rather than by their brightness; those with more to see count more. */
function agreementOf(
  first: SmallPicture,
  last: SmallPicture,
  match: Affine,
  scale: number,
): { agreement: number; overlap: number } {
  const own = { ...match, c: match.c / scale, f: match.f / scale }
  return compareAll(last, (place) => comparePatch(first, last, own, place))
}

/** The same for a picture that is already where the last one's camera sees it. */
export function agreementHere({ picture, seen }: Aligned, last: SmallPicture): number {
  const { width } = last
  return compareAll(last, ({ x, y }) => {
    for (const at of [0, PATCH - 1, (PATCH - 1) * width, (PATCH - 1) * (width + 1)])
      if (!seen[y * width + x + at]) return
    return comparePatch(picture, last, STAYS, { x, y })
  }).agreement
}

type Compare = (place: { x: number; y: number }) => { weight: number; correlation: number } | undefined

function compareAll({ width, height }: SmallPicture, compare: Compare): { agreement: number; overlap: number } {
  let [same, all, inside, count] = [0, 0, 0, 0]
  for (let y = 0; y + PATCH <= height; y += PATCH / 2) {
    for (let x = 0; x + PATCH <= width; x += PATCH / 2) {
      count++
      const patch = compare({ x, y })
      if (!patch) continue
      inside++
      all += patch.weight
      if (patch.correlation > SAME) same += patch.weight
    }
  }
  return { agreement: all > 0 ? same / all : 0, overlap: inside / count }
}

function comparePatch(
  first: SmallPicture,
  last: SmallPicture,
  { a, b, c, d, e, f }: Affine,
  { x, y }: { x: number; y: number },
): { weight: number; correlation: number } | undefined {
  const { width, height } = last
  const n = PATCH * PATCH
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let k = 0; k < n; k++) {
    const qx = x + (k % PATCH)
    const qy = y + Math.floor(k / PATCH)
    const px = qx + 0.5 - width / 2
    const py = qy + 0.5 - height / 2
    const ix = Math.floor(a * px + b * py + c + width / 2)
    const iy = Math.floor(d * px + e * py + f + height / 2)
    if (ix < 0 || iy < 0 || ix >= width || iy >= height) return undefined
    const va = first.planes[0][iy * width + ix] as number
    const vb = last.planes[0][qy * width + qx] as number
    sumA += va
    sumB += vb
    squareA += va * va
    squareB += vb * vb
    product += va * vb
  }
  const [spreadA, spreadB] = [squareA - (sumA * sumA) / n, squareB - (sumB * sumB) / n]
  return {
    weight: Math.sqrt(Math.max(spreadA, spreadB) / n),
    correlation: (product - (sumA * sumB) / n) / Math.sqrt(spreadA * spreadB + n * n * 4),
  }
}
