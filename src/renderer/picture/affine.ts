/** x' = a x + b y + c, y' = d x + e y + f; from the middle of a picture, in pixels of the largest small picture. */
export interface Affine {
  a: number
  b: number
  c: number
  d: number
  e: number
  f: number
}

/** No movement. */
export const STAYS: Affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 }

export function inverse({ a, b, c, d, e, f }: Affine): Affine {
  const by = 1 / (a * e - b * d)
  return { a: e * by, b: -b * by, c: (b * f - c * e) * by, d: -d * by, e: a * by, f: (c * d - a * f) * by }
}

/** First `inner`, then `outer`. */
export function after(outer: Affine, inner: Affine): Affine {
  const { a, b, c, d, e, f } = outer
  return {
    a: a * inner.a + b * inner.d,
    b: a * inner.b + b * inner.e,
    c: a * inner.c + b * inner.f + c,
    d: d * inner.a + e * inner.d,
    e: d * inner.b + e * inner.e,
    f: d * inner.c + e * inner.f + f,
  }
}

/** A share of a movement: nothing at 0, all of it at 1. It turns evenly, and magnifies evenly to the eye. */
export function partOf(whole: Affine, share: number): Affine {
  const { a, b, d, e } = whole
  const scale = Math.sqrt(Math.max(1e-6, a * e - b * d))
  const turn = Math.atan2(d - b, a + e)
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  // What is left of it without turn and scale: a shear near to nothing.
  const rest = {
    a: (a * cos + d * sin) / scale,
    b: (b * cos + e * sin) / scale,
    d: (d * cos - a * sin) / scale,
    e: (e * cos - b * sin) / scale,
  }
  const size = Math.pow(scale, share)
  const [cosNow, sinNow] = [Math.cos(turn * share) * size, Math.sin(turn * share) * size]
  const [ra, rb] = [1 + (rest.a - 1) * share, rest.b * share]
  const [rd, re] = [rest.d * share, 1 + (rest.e - 1) * share]
  // A zoom towards a place other than the middle keeps that place where it is all the way.
  const moved = Math.abs(scale - 1) > 0.01 ? (1 - size) / (1 - scale) : share
  return {
    a: cosNow * ra - sinNow * rd,
    b: cosNow * rb - sinNow * re,
    c: whole.c * moved,
    d: sinNow * ra + cosNow * rd,
    e: sinNow * rb + cosNow * re,
    f: whole.f * moved,
  }
}
