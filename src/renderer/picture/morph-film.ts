import { glide, progressOf, ramp } from '../ease.ts'
import type { Film } from '../film.ts'
import { copyFrame, type Frame, newFrame } from '../frame/frame.ts'
import { type Affine, after, inverse, partOf, STAYS } from './affine.ts'
import { bendAt } from './find-bend.ts'
import type { CutOut, LikePair } from './like-pair.ts'
import { type Mesh, meshOver, ONE, roomForMesh, type Window } from './mesh.ts'
import { mixByAlpha, mixByShare, roomForCorners, shiftPlane, WHOLE } from './mix-mesh.ts'
import { warpFrame } from './warp-mesh.ts'

/** Frames over which one picture is exchanged for the other, once they show the same at the same places. */
const EXCHANGE = 10
/** The share of a picture's width over which its edge fades into what the other one shows beyond it. */
const FEATHER = 0.04

/**
 * From one picture to another of the same: the camera goes from where the first was taken to where the last was; things
 * that moved by themselves go their own way as one; light changes evenly. Each frame is made of one picture alone, but for
 * a few in the middle, in which both show the same at the same places, and for what only the other one shows.
 * Frame 0 and the last frame are the pictures, byte for byte.
 */
export function morphFilm(pair: LikePair, frames: number): Film {
  const { first, last } = pair
  const stage = stageFor(pair)
  return {
    frames,
    draw(index, into) {
      if (index <= 0) copyFrame(first, into)
      else if (index >= frames - 1) copyFrame(last, into)
      else drawBetween(stage, momentAt(stage, progressOf(index, frames), EXCHANGE / 2 / frames), into)
    },
  }
}

/** A pair, and room to draw in. */
interface Stage {
  pair: LikePair
  other: Frame
  alpha: Frame
  places: Int32Array
  shares: Int16Array
  shifts: Int16Array
  /** How much closer the camera is half-way. */
  closer: number
  /** Whether the light changes visibly. */
  toned: boolean
}

function stageFor(pair: LikePair): Stage {
  const { width, height } = pair.first
  const places = roomForMesh(pair.first)
  const stage = {
    pair,
    other: newFrame(width, height),
    alpha: newFrame(width, height),
    places,
    shares: roomForCorners(places.length / 2),
    shifts: roomForCorners(places.length / 2),
    closer: 1,
    toned: pair.tone.planes.some((plane) => plane.some((value) => Math.abs(value) > 2.5)),
  }
  const small = Math.max(...cornersOf(pair).map(([x, y]) => distanceMoved(pair, x, y))) < pair.small.width * 0.03
  if (small && pair.parts.length === 0) stage.closer = 1.07
  while (stage.closer < 1.4 && !isCovered(stage)) stage.closer += 0.02
  return stage
}

/** Where everything is at a time of the clip. */
interface Moment {
  /** 0 at the first picture, 1 at the last. */
  way: number
  /** Share of the last picture, 0..1. */
  share: number
  /** From places seen now to those of the first and of the last picture. */
  toFirst: Affine
  toLast: Affine
}

function momentAt({ pair, closer }: Stage, progress: number, half: number): Moment {
  const way = glide(progress)
  const zoom = 1 / (1 + (closer - 1) * Math.sin(Math.PI * way))
  const toFirst = after(inverse(partOf(pair.toLast, way)), { ...STAYS, a: zoom, e: zoom })
  return { way, share: ramp(0.5 - half, 0.5 + half, progress), toFirst, toLast: after(pair.toLast, toFirst) }
}

function drawBetween(stage: Stage, moment: Moment, into: Frame): void {
  const { pair, other } = stage
  const whole = { left: 0, top: 0, width: into.width, height: into.height }
  const { least, most } = placeShares(stage, moment)
  const firstMesh = (): Mesh => placed(stage, whole, moment.toLast, { bent: moment.way, onto: inverse(pair.toLast) })
  const lastMesh = (): Mesh => placed(stage, whole, moment.toLast, { bent: moment.way - 1, onto: STAYS })
  warpFrame(...(least < 1 ? ([pair.emptyFirst, firstMesh()] as const) : ([pair.emptyLast, lastMesh()] as const)), into)
  if (least < 1 && most > 0) {
    const mesh = lastMesh()
    warpFrame(pair.emptyLast, mesh, other)
    mixByShare(other, into, mesh, stage.shares)
  }
  for (const { dx, dy, first, last } of pair.parts) {
    const gone = { dx: dx * moment.way, dy: dy * moment.way }
    const ahead = { dx: gone.dx - dx, dy: gone.dy - dy }
    // The one stays whole until the other covers it.
    const strength = { first: Math.min(1, 2 - 2 * moment.share), last: Math.min(1, 2 * moment.share) }
    if (strength.first > 0)
      drawPart(
        stage,
        { cut: first, picture: pair.first, toFirst: inverse(pair.toLast) },
        { moment, shift: gone, strength: strength.first },
        into,
      )
    if (strength.last > 0)
      drawPart(
        stage,
        { cut: last, picture: pair.last, toFirst: STAYS },
        { moment, shift: ahead, strength: strength.last },
        into,
      )
  }
  if (stage.toned) shiftTone(stage, moment, into)
}

function drawPart(
  stage: Stage,
  { cut, picture, toFirst }: { cut: CutOut; picture: Frame; toFirst: Affine },
  { moment, shift, strength }: { moment: Moment; shift: { dx: number; dy: number }; strength: number },
  into: Frame,
): void {
  const window = windowOf(stage.pair, cut.box, shift, inverse(moment.toLast))
  if (!window) return
  // Seen now -> places of the last picture -> where it was or will be -> places of its own picture.
  const back = after({ ...STAYS, c: -shift.dx, f: -shift.dy }, moment.toLast)
  const mesh = placed(stage, window, after(toFirst, back))
  warpFrame(picture, mesh, stage.other)
  warpFrame(cut.alpha, mesh, stage.alpha)
  mixByAlpha({ from: stage.other, alpha: stage.alpha, into, window }, strength)
}

/** The part of the frame in which a cut-out is seen, on even pixels; undefined when it is out of sight. */
function windowOf(
  { small, first }: LikePair,
  box: CutOut['box'],
  { dx, dy }: { dx: number; dy: number },
  toNow: Affine,
): Window | undefined {
  const corners = [box.left, box.right + 1].flatMap((x) =>
    [box.top, box.bottom + 1].map((y) => apply(toNow, x + dx - small.width / 2, y + dy - small.height / 2)),
  )
  const [kx, ky] = [first.width / small.width, first.height / small.height]
  const xs = corners.map(([x]) => (x + small.width / 2) * kx)
  const ys = corners.map(([, y]) => (y + small.height / 2) * ky)
  const left = Math.max(0, Math.floor(Math.min(...xs) / 2) * 2)
  const top = Math.max(0, Math.floor(Math.min(...ys) / 2) * 2)
  const right = Math.min(first.width, Math.ceil(Math.max(...xs) / 2) * 2)
  const bottom = Math.min(first.height, Math.ceil(Math.max(...ys) / 2) * 2)
  return right - left < 2 || bottom - top < 2 ? undefined : { left, top, width: right - left, height: bottom - top }
}

function apply({ a, b, c, d, e, f }: Affine, x: number, y: number): [number, number] {
  return [a * x + b * y + c, d * x + e * y + f]
}

/** How places of the last picture are changed: by a share of the bend, and by a movement after it. */
interface Onwards {
  bent: number
  onto: Affine
}

/** A mesh over a window whose corners are placed by a movement between small pictures. */
function placed({ pair, places }: Stage, window: Window, match: Affine, onwards?: Onwards): Mesh {
  const { first, small, bend } = pair
  const mesh = meshOver(places, first, window)
  const [kx, ky] = [small.width / first.width, small.height / first.height]
  const { a, b, c, d, e, f } = onwards ? onwards.onto : STAYS
  const bent = onwards ? onwards.bent : 0
  const by = { x: 0, y: 0 }
  for (let i = 0, row = 0; row < mesh.rows; row++) {
    const y = (window.top + row * mesh.cell + 0.5) * ky - small.height / 2
    for (let column = 0; column < mesh.columns; column++, i += 2) {
      const x = (window.left + column * mesh.cell + 0.5) * kx - small.width / 2
      let px = match.a * x + match.b * y + match.c
      let py = match.d * x + match.e * y + match.f
      if (bent !== 0) {
        bendAt(bend, small, { x: px, y: py }, by)
        px += by.x * bent
        py += by.y * bent
      }
      mesh.places[i] = Math.round(((a * px + b * py + c + small.width / 2) / kx - 0.5) * ONE)
      mesh.places[i + 1] = Math.round(((d * px + e * py + f + small.height / 2) / ky - 0.5) * ONE)
    }
  }
  return mesh
}

/** Sets how much of the last picture each corner of the cells shows: by the time, and by which picture has it at all. */
function placeShares({ pair, places, shares }: Stage, moment: Moment): { least: number; most: number } {
  const { first, small } = pair
  const { columns, rows, cell } = meshOver(places, first, { left: 0, top: 0, width: first.width, height: first.height })
  const feather = small.width * FEATHER * Math.min(1, 8 * Math.min(moment.way, 1 - moment.way)) + 0.2
  const { toFirst, toLast } = moment
  let [least, most] = [1, 0]
  for (let i = 0, row = 0; row < rows; row++) {
    const y = ((row * cell + 0.5) / first.height - 0.5) * small.height
    for (let column = 0; column < columns; column++, i++) {
      const x = ((column * cell + 0.5) / first.width - 0.5) * small.width
      const inFirst = insideOf(
        small,
        toFirst.a * x + toFirst.b * y + toFirst.c,
        toFirst.d * x + toFirst.e * y + toFirst.f,
        feather,
      )
      const inLast = insideOf(
        small,
        toLast.a * x + toLast.b * y + toLast.c,
        toLast.d * x + toLast.e * y + toLast.f,
        feather,
      )
      const forFirst = inFirst * (1 - moment.share * inLast)
      const forLast = inLast * (1 - (1 - moment.share) * inFirst)
      const share = forFirst + forLast > 0 ? forLast / (forFirst + forLast) : moment.share
      shares[i] = Math.round(share * WHOLE)
      if (share < least) least = share
      if (share > most) most = share
    }
  }
  return { least, most }
}

/** 1 within a picture, 0 outside, soft along the inner side of its edge. */
function insideOf({ width, height }: { width: number; height: number }, x: number, y: number, feather: number): number {
  const within = Math.min(width / 2 - Math.abs(x), height / 2 - Math.abs(y))
  return Math.max(0, Math.min(1, (within + 0.5) / feather))
}

function shiftTone({ pair, places, shares, shifts }: Stage, moment: Moment, into: Frame): void {
  const { first, small, tone } = pair
  const mesh = meshOver(places, first, { left: 0, top: 0, width: first.width, height: first.height })
  const { columns, rows, cell } = mesh
  const { a, b, c, d, e, f } = moment.toLast
  for (const [k, kind] of (['y', 'u', 'v'] as const).entries()) {
    const plane = tone.planes[k] as Float32Array
    for (let i = 0; i < columns * rows; i++) {
      const x = (((i % columns) * cell + 0.5) / first.width - 0.5) * small.width
      const y = ((Math.floor(i / columns) * cell + 0.5) / first.height - 0.5) * small.height
      const column = Math.max(0, Math.min(small.width - 1, Math.floor(a * x + b * y + c + small.width / 2)))
      const row = Math.max(0, Math.min(small.height - 1, Math.floor(d * x + e * y + f + small.height / 2)))
      const share = (shares[i] as number) / WHOLE
      shifts[i] = Math.round(64 * (plane[row * small.width + column] as number) * (moment.way - share))
    }
    shiftPlane(into, kind, mesh, shifts)
  }
}

function cornersOf({ small: { width, height } }: LikePair): [number, number][] {
  const places: [number, number][] = []
  for (let i = -4; i <= 4; i++) {
    places.push([(i * width) / 8, -height / 2], [(i * width) / 8, height / 2])
    places.push([-width / 2, (i * height) / 8], [width / 2, (i * height) / 8])
  }
  return places
}

function distanceMoved({ toLast }: LikePair, x: number, y: number): number {
  const [px, py] = apply(toLast, x, y)
  return Math.hypot(px - x, py - y)
}

/** Whether one of the pictures shows each place of the edge at each time. */
function isCovered(stage: Stage): boolean {
  return [0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9].every((progress) => {
    const moment = momentAt(stage, progress, 0.03)
    return cornersOf(stage.pair).every(([x, y]) =>
      [moment.toFirst, moment.toLast].some((match) => insideOf(stage.pair.small, ...apply(match, x, y), 0.5) > 0),
    )
  })
}
