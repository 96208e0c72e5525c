import { type Frame, newFrame } from '../frame/frame.ts'
import { type Affine, inverse, STAYS } from './affine.ts'
import { alignPicture, sampleSmall } from './aligned.ts'
import { blurGrid } from './blur-grid.ts'
import { type Bend, bendAt, findBend } from './find-bend.ts'
import { agreementHere, findCamera } from './find-camera.ts'
import { meshOver, ONE, roomForMesh } from './mesh.ts'
import { type Box, boxOf, grown, shrunk } from './mask.ts'
import { findParts, type Part } from './moving-parts.ts'
import { shrink } from './small-picture.ts'
import { findTone, type Tone } from './tone.ts'
import { warpFrame } from './warp-mesh.ts'

/** Something that moves by itself, cut out of a picture. */
export interface CutOut {
  /** How much of each pixel belongs to it: 255 = all. In the places of luma and, at half size, of both chromas. */
  alpha: Frame
  /** The columns and rows it lies in, of the small size, as the last picture's camera sees it. */
  box: Box
}

/** Two pictures of the same, and how the one becomes the other. */
export interface LikePair {
  first: Frame
  last: Frame
  /** Without the parts that move by themselves, as far as the other picture shows what is behind them. */
  emptyFirst: Frame
  emptyLast: Frame
  small: { width: number; height: number }
  toLast: Affine
  bend: Bend
  tone: Tone
  parts: { dx: number; dy: number; first: CutOut; last: CutOut }[]
}

const CAMERA_MIN = 0.25
const AGREEMENT_MIN = 0.5
const OVERLAP_MIN = 0.24
/** From here on the camera's movement alone says that both show the same. */
const AGREEMENT_SURE = 0.6
/** Share of the last picture that may be unlike, apart from things that moved: water and grass never look the same twice. */
const UNEXPLAINED_MAX = 0.04

/** Undefined when the two do not show the same. */
export function findLikePair(first: Frame, last: Frame): LikePair | undefined {
  const [small, smallLast] = [shrink(first), shrink(last)]
  const match = findCamera(small, smallLast)
  if (match.agreement < CAMERA_MIN || match.overlap < OVERLAP_MIN) return undefined
  const aligned = alignPicture(small[0], match.toFirst)
  const tone = findTone(aligned, smallLast[0])
  const size = { width: aligned.picture.width, height: aligned.picture.height }
  const bend = findBend(aligned, smallLast[0], tone)
  const bent = alignPicture(small[0], match.toFirst, ([x, y]) => {
    const by = { x: 0, y: 0 }
    bendAt(bend, size, { x, y }, by)
    return [x + by.x, y + by.y]
  })
  const { parts, unexplained } = findParts(bent, smallLast[0], tone)
  const agreement = agreementHere(bent, smallLast[0])
  if (agreement < AGREEMENT_MIN || (agreement < AGREEMENT_SURE && unexplained > UNEXPLAINED_MAX)) return undefined
  const toLast = inverse(match.toFirst)
  const pair = { first, last, emptyFirst: first, emptyLast: last, small: size, toLast, bend, tone, parts: [] }
  return parts.length === 0 ? pair : cutOut(pair, parts)
}

function cutOut(pair: LikePair, parts: Part[]): LikePair {
  const { small, first, last, toLast } = pair
  const [behindFirst, behindLast] = [shown(last, pair, toLast), shown(first, pair, inverse(toLast))]
  const holes = (kind: 'inFirst' | 'inLast'): Float32Array => {
    const all = new Uint8Array(small.width * small.height)
    for (const part of parts)
      for (let i = 0; i < all.length; i++) all[i] = (all[i] as number) | (part[kind][i] as number)
    return soft(grown(all, small, 3), small)
  }
  const [inFirst, inLast] = [holes('inFirst'), holes('inLast')]
  return {
    ...pair,
    emptyFirst: filled(first, behindFirst, maskFrame(inFirst, pair, toLast)),
    emptyLast: filled(last, behindLast, maskFrame(inLast, pair, STAYS)),
    parts: parts.map(({ dx, dy, ...masks }) => ({
      dx,
      dy,
      first: cut(pair, masks.inFirst, { toLast, picture: first, behind: behindFirst }),
      last: cut(pair, masks.inLast, { toLast: STAYS, picture: last, behind: behindLast }),
    })),
  }
}

/** The rim of what is cut out is known to a pixel of the small size; there it is whatever differs from what is behind. */
function cut(
  pair: LikePair,
  mask: Uint8Array,
  { toLast, picture, behind }: { toLast: Affine; picture: Frame; behind: Frame },
): CutOut {
  const { small } = pair
  const wide = grown(mask, small, 2)
  const alpha = maskFrame(soft(wide, small), pair, toLast)
  const core = maskFrame(soft(shrunk(mask, small, 1), small), pair, toLast)
  for (let i = 0; i < alpha.bytes.length; i++) {
    if (alpha.bytes[i] === 0) continue
    const step = Math.abs((picture.bytes[i] as number) - (behind.bytes[i] as number))
    const differs = Math.max(0, Math.min(1, (step - RIM_LOW) / (RIM_HIGH - RIM_LOW)))
    alpha.bytes[i] = Math.max(core.bytes[i] as number, (alpha.bytes[i] as number) * differs)
  }
  return { alpha, box: boxOf(wide, small) }
}

/** Between these differences of a value a pixel goes from being what is behind to being the thing. */
const RIM_LOW = 6
const RIM_HIGH = 18

function soft(mask: Uint8Array, size: { width: number; height: number }): Float32Array {
  const out = Float32Array.from(mask)
  blurGrid(out, size, 1)
  return out
}

/** A picture seen at the places of the other one. */
function shown(picture: Frame, { small }: LikePair, match: Affine): Frame {
  const { width, height } = picture
  const window = { left: 0, top: 0, width, height }
  const mesh = meshOver(roomForMesh(window), window, window)
  const [kx, ky] = [small.width / width, small.height / height]
  for (let i = 0; i < mesh.places.length / 2; i++) {
    const x = ((i % mesh.columns) * mesh.cell + 0.5) * kx - small.width / 2
    const y = (Math.floor(i / mesh.columns) * mesh.cell + 0.5) * ky - small.height / 2
    mesh.places[i * 2] = Math.round(((match.a * x + match.b * y + match.c + small.width / 2) / kx - 0.5) * ONE)
    mesh.places[i * 2 + 1] = Math.round(((match.d * x + match.e * y + match.f + small.height / 2) / ky - 0.5) * ONE)
  }
  const out = newFrame(width, height)
  warpFrame(picture, mesh, out)
  return out
}

/** A mask in places of the last picture as a frame in those of a picture of which `toLast` leads there. */
function maskFrame(mask: Float32Array, { first, small }: LikePair, toLast: Affine): Frame {
  const out = newFrame(first.width, first.height)
  for (const [plane, by] of [
    [out.y, 1],
    [out.u, 2],
  ] as const) {
    const [width, height] = [first.width / by, first.height / by]
    const [kx, ky] = [small.width / width, small.height / height]
    for (let i = 0; i < plane.length; i++) {
      const px = ((i % width) + 0.5) * kx - small.width / 2
      const py = (Math.floor(i / width) + 0.5) * ky - small.height / 2
      const x = toLast.a * px + toLast.b * py + toLast.c + small.width / 2 - 0.5
      const y = toLast.d * px + toLast.e * py + toLast.f + small.height / 2 - 0.5
      const inside = x >= 0 && y >= 0 && x <= small.width - 1 && y <= small.height - 1
      const value = inside ? sampleSmall(mask, small, x, y) : 0
      plane[i] = Math.max(0, Math.min(255, (value - 0.35) * 850))
    }
  }
  out.v.set(out.u)
  return out
}

/** The picture with what is behind it where the mask is. */
function filled(picture: Frame, behind: Frame, mask: Frame): Frame {
  const out = newFrame(picture.width, picture.height)
  for (let i = 0; i < out.bytes.length; i++) {
    const [here, there] = [picture.bytes[i] as number, behind.bytes[i] as number]
    out.bytes[i] = here + ((there - here) * (mask.bytes[i] as number)) / 255
  }
  return out
}
