import type { Aligned } from './aligned.ts'
import { boxOf, type Box, closed, count, grown, largest, moved, opened, piecesOf, shifted } from './mask.ts'
import type { SmallPicture } from './small-picture.ts'
import type { Tone } from './tone.ts'

/** Something that is at one place in the first picture (seen with the last one's camera) and at another in the last. */
export interface Part {
  /** Its way, in pixels of the largest small picture. */
  dx: number
  dy: number
  /** 1 where it is. */
  inFirst: Uint8Array
  inLast: Uint8Array
}

export interface Difference {
  parts: Part[]
  /** Share of what both pictures show that differs by more than light and is of no part. */
  unexplained: number
}

/** A difference (luma and both chromas together) that is more than noise and edges slightly out of place. */
const DIFFERENT = 26
const PARTS_MAX = 4
/** Shares of the picture: smaller ones are not worth it, larger ones are not parts. */
const SMALLEST = 0.0012
const LARGEST = 0.3

/** What moved by itself between two pictures whose cameras have been brought together. */
export function findParts(first: Aligned, last: SmallPicture, tone: Tone): Difference {
  const size = { width: last.width, height: last.height }
  const raw = unlike(first, last, tone)
  const differs = closed(opened(raw, size), size, 3)
  const rest = differs.slice()
  const parts: Part[] = []
  const all = size.width * size.height
  while (parts.length < PARTS_MAX && count(rest) > SMALLEST * 2 * all) {
    const way = bestWay(first, last, rest, tone)
    if (!way) break
    const seed = largest(opened(shifted(rest, size, way), size), size)
    if (count(seed) < SMALLEST * all) break
    const part = wholePart(seed, {
      first,
      last,
      tone,
      differs: raw.map((value, i) => value | (differs[i] as number)),
      way,
    })
    const { inFirst, inLast } = part
    if (count(inFirst) > LARGEST * all) break
    parts.push(part)
    const wide = [grown(inFirst, size, 3), grown(inLast, size, 3)] as const
    for (let i = 0; i < rest.length; i++) if (wide[0][i] || wide[1][i]) rest[i] = 0
  }
  return { parts, unexplained: count(rest) / Math.max(1, count(first.seen)) }
}

/** 1 where no pixel beside the same place looks the same, in the light of the other picture. */
function unlike({ picture, seen }: Aligned, last: SmallPicture, tone: Tone): Uint8Array {
  const { width, height } = last
  const out = new Uint8Array(width * height)
  for (let i = 0; i < out.length; i++) {
    if (!seen[i]) continue
    let least = Infinity
    for (let k = 0; k < 9 && least > DIFFERENT; k++) {
      const x = (i % width) + (k % 3) - 1
      const y = Math.floor(i / width) + Math.floor(k / 3) - 1
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      least = Math.min(least, distance(picture, last, [y * width + x, i], tone))
    }
    out[i] = least > DIFFERENT ? 1 : 0
  }
  return out
}

function distance(first: SmallPicture, last: SmallPicture, [p, q]: readonly [number, number], tone: Tone): number {
  let sum = 0
  for (const k of [0, 1, 2] as const) {
    sum += Math.abs((first.planes[k][p] as number) + (tone.planes[k][p] as number) - (last.planes[k][q] as number))
  }
  return sum
}

/** The shift that brings most of what differs in the first picture onto what differs and looks like it in the last. */
function bestWay(
  first: Aligned,
  last: SmallPicture,
  differs: Uint8Array,
  tone: Tone,
): { dx: number; dy: number } | undefined {
  const { width, height } = last
  const places: number[] = []
  for (let i = 0; i < differs.length; i++) if (differs[i]) places.push(i)
  const score = (dx: number, dy: number, step: number): number => {
    let sum = 0
    for (let n = 0; n < places.length; n += step) {
      const p = places[n] as number
      const x = (p % width) + dx
      const y = Math.floor(p / width) + dy
      if (x < 0 || y < 0 || x >= width || y >= height) continue
      const q = y * width + x
      if (!differs[q]) continue
      sum += distance(first.picture, last, [p, q], tone) < 36 ? 1 : -0.45
    }
    return sum * step
  }
  let best = { dx: 0, dy: 0, score: 0.12 * places.length }
  const attempt = (dx: number, dy: number, step: number): void => {
    const now = score(dx, dy, step) - 0.02 * Math.hypot(dx, dy)
    if (now > best.score) best = { dx, dy, score: now }
  }
  const coarse = Math.max(1, Math.floor(places.length / 400))
  const [reachX, reachY] = [Math.floor(width * 0.7), Math.floor(height * 0.6)]
  for (let dy = -reachY; dy <= reachY; dy += 2) for (let dx = -reachX; dx <= reachX; dx += 2) attempt(dx, dy, coarse)
  if (best.dx === 0 && best.dy === 0) return undefined
  const { dx: cx, dy: cy } = best
  best.score = -Infinity
  for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) attempt(cx + dx, cy + dy, 1)
  return { dx: best.dx, dy: best.dy }
}

interface Evidence {
  first: Aligned
  last: SmallPicture
  tone: Tone
  differs: Uint8Array
  way: { dx: number; dy: number }
}

/**
 * A thing covers itself where it moves by less than its length, and there nothing differs; and not all of it moves as
 * one (legs). Around what is known of it, whatever has its colours rather than the background's and either differs or is
 * found again at the end of the way is part of it too.
 */
function wholePart(seed: Uint8Array, { first, last, tone, differs, way }: Evidence): Part {
  const size = { width: last.width, height: last.height }
  const reach = Math.min(40, 1.2 * Math.hypot(way.dx, way.dy))
  const around = grown(differs, size, Math.ceil(reach / 2))
  const cluster = new Uint8Array(differs.length)
  for (const piece of piecesOf(around, size)) {
    if (piece.some((i) => seed[i])) for (const i of piece) cluster[i] = differs[i] as number
  }
  const back = { dx: -way.dx, dy: -way.dy }
  const still = differs.map((value, i) => (value || !first.seen[i] ? 0 : 1))
  const box = boxOf(grown(cluster, size, 4), size)
  const inFirst = sameThing(first.picture, {
    seed,
    still,
    box,
    way,
    belongs: (i, there) => differs[i] === 1 || distance(first.picture, last, [i, there], tone) < 48,
  })
  const inLast = sameThing(last, {
    seed: moved(seed, size, way),
    still,
    box,
    way: back,
    belongs: (i, there) => differs[i] === 1 || distance(first.picture, last, [there, i], tone) < 48,
  })
  return { ...way, inFirst: largest(inFirst, size), inLast: largest(inLast, size) }
}

interface Search {
  seed: Uint8Array
  still: Uint8Array
  box: Box
  way: { dx: number; dy: number }
  /** Whether a place is part of it, given the place at the end of the way. */
  belongs: (i: number, there: number) => boolean
}

function sameThing(picture: SmallPicture, { seed, still, box, way, belongs }: Search): Uint8Array {
  const { width, height } = picture
  const own = colourShares(picture, seed)
  const others = colourShares(picture, still)
  return seed.map((value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)]
    if (value || x < box.left || x > box.right || y < box.top || y > box.bottom) return value
    const [tx, ty] = [x + way.dx, y + way.dy]
    if (tx < 0 || ty < 0 || tx >= width || ty >= height) return 0
    const colour = binOf(picture, i)
    if ((own[colour] as number) <= (others[colour] as number) * 1.5) return 0
    return belongs(i, ty * width + tx) ? 1 : 0
  })
}

/** How often each colour is in a mask, as shares, softly. */
function colourShares({ width, height, planes }: SmallPicture, mask: Uint8Array): Float32Array {
  const shares = new Float32Array(16 * 16 * 16)
  let all = 1
  for (let i = 0; i < width * height; i++) {
    if (!mask[i]) continue
    all++
    const bin = binOf({ width, height, planes }, i)
    for (const [step, weight] of [
      [0, 1],
      [1, 0.4],
      [-1, 0.4],
      [16, 0.4],
      [-16, 0.4],
      [256, 0.4],
      [-256, 0.4],
    ] as const) {
      const n = bin + step
      if (n >= 0 && n < shares.length) shares[n] = (shares[n] as number) + weight
    }
  }
  return shares.map((value) => value / all)
}

function binOf({ planes: [y, u, v] }: SmallPicture, i: number): number {
  const part = (value: number): number => Math.max(0, Math.min(15, (value - 64) >> 3))
  return ((y[i] as number) >> 4) * 256 + part(u[i] as number) * 16 + part(v[i] as number)
}
