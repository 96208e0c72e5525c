import { SAMPLE_RATE } from '../encode/encoder.ts'
import type { Curve } from './track.ts'

/** A second-order filter section with a0 = 1. */
export interface Section {
  b: readonly [number, number, number]
  a: readonly [number, number]
}

// The formulas are those of R. Bristow-Johnson's "Audio EQ Cookbook".
function section(hertz: number, q: number, form: (cosine: number, alpha: number) => number[]): Section {
  const angle = (2 * Math.PI * Math.min(hertz, 0.45 * SAMPLE_RATE)) / SAMPLE_RATE
  const cosine = Math.cos(angle)
  const alpha = Math.sin(angle) / (2 * q)
  const [b0 = 0, b1 = 0, b2 = 0] = form(cosine, alpha).map((value) => value / (1 + alpha))
  return { b: [b0, b1, b2], a: [(-2 * cosine) / (1 + alpha), (1 - alpha) / (1 + alpha)] }
}

const FLAT = Math.SQRT1_2

export function lowpass(hertz: number, q = FLAT): Section {
  return section(hertz, q, (c) => [(1 - c) / 2, 1 - c, (1 - c) / 2])
}

export function highpass(hertz: number, q = FLAT): Section {
  return section(hertz, q, (c) => [(1 + c) / 2, -1 - c, (1 + c) / 2])
}

/** Passes what is around `hertz` unchanged; the greater q, the less of the rest. */
export function bandpass(hertz: number, q: number): Section {
  return section(hertz, q, (_, alpha) => [alpha, 0, -alpha])
}

const NOTHING: Section = { b: [1, 0, 0], a: [0, 0] }

/** Runs a signal through filters one after the other, in place. */
export function filter(signal: Float32Array, ...sections: Section[]): Float32Array {
  // Two at a time: most signals go through two, and reading and writing them costs as much as the arithmetic.
  for (let n = 0; n < sections.length; n += 2) filterTwice(signal, sections[n] ?? NOTHING, sections[n + 1] ?? NOTHING)
  return signal
}

function filterTwice(signal: Float32Array, first: Section, second: Section): void {
  const [b0, b1, b2] = first.b
  const [a1, a2] = first.a
  const [d0, d1, d2] = second.b
  const [c1, c2] = second.a
  let [s1, s2, t1, t2] = [0, 0, 0, 0]
  for (let i = 0; i < signal.length; i++) {
    const x = signal[i] as number
    const y = b0 * x + s1
    s1 = b1 * x - a1 * y + s2
    s2 = b2 * x - a2 * y
    const z = d0 * y + t1
    t1 = d1 * y - c1 * z + t2
    t2 = d2 * y - c2 * z
    signal[i] = z
  }
}

const STRIDE = 64

/** A bandpass whose centre (Hz) wanders: a state-variable filter, which stays stable while it is turned. In place. */
export function sweep(signal: Float32Array, centre: Curve, q: number): Float32Array {
  let first = 0
  let second = 0
  const k = 1 / q
  for (let at = 0; at < signal.length; at += STRIDE) {
    const g = Math.tan((Math.PI * Math.min(centre(at / SAMPLE_RATE), 18_000)) / SAMPLE_RATE)
    const a1 = 1 / (1 + g * (g + k))
    const end = Math.min(at + STRIDE, signal.length)
    for (let i = at; i < end; i++) {
      const v3 = (signal[i] as number) - second
      const v1 = a1 * (first + g * v3)
      const v2 = second + g * v1
      first = 2 * v1 - first
      second = 2 * v2 - second
      signal[i] = k * v1
    }
  }
  return signal
}
