import { SAMPLE_RATE } from '../encode/encoder.ts'
import { filter, highpass, lowpass } from './filter.ts'
import { addTrack, type Track } from './track.ts'

/** Milliseconds of the echoes that feed themselves; no two have a common measure, and the sides differ. */
const COMBS = { left: [29.7, 37.1, 41.1, 43.7], right: [30.3, 36.3, 42.1, 44.9] } as const
const ALLPASSES = [5, 1.7] as const

/** How much of a room is heard. */
export interface Space {
  /** Until an echo has died away to 1/1000, in seconds. */
  seconds: number
  /** Above this (Hz) walls swallow it. */
  dark: number
}

/** Adds the echoes of `dry` in a space onto a track: parallel combs, then allpasses (after M. Schroeder, 1962). */
export function addReverb(onto: Track, dry: Track, { seconds, dark }: Space): void {
  const wet = (['left', 'right'] as const).map((side) => {
    const signal = dry[side]
    const sum = new Float32Array(signal.length)
    for (const ms of COMBS[side]) comb(signal, sum, { delay: Math.round((ms * SAMPLE_RATE) / 1000), seconds })
    for (const ms of ALLPASSES) allpass(sum, Math.round((ms * SAMPLE_RATE) / 1000))
    return filter(sum, lowpass(dark), highpass(120))
  })
  const [left, right] = wet
  if (left && right) addTrack(onto, { left, right }, 0.25)
}

function comb(signal: Float32Array, sum: Float32Array, { delay, seconds }: { delay: number; seconds: number }): void {
  const feedback = 10 ** ((-3 * delay) / SAMPLE_RATE / seconds)
  const line = new Float32Array(delay)
  let at = 0
  for (let i = 0; i < signal.length; i++) {
    const out = line[at] as number
    line[at] = (signal[i] as number) + feedback * out
    at = at + 1 === delay ? 0 : at + 1
    sum[i] = (sum[i] as number) + out
  }
}

function allpass(signal: Float32Array, delay: number): void {
  const line = new Float32Array(delay)
  let at = 0
  for (let i = 0; i < signal.length; i++) {
    const stored = line[at] as number
    const entering = (signal[i] as number) + 0.6 * stored
    signal[i] = stored - 0.6 * entering
    line[at] = entering
    at = at + 1 === delay ? 0 : at + 1
  }
}
