import { SAMPLE_RATE } from '../encode/encoder.ts'

const FADE_IN_SECONDS = 0.25
const FADE_OUT_SECONDS = 0.6
const TARGET_RMS = 0.11
const CEILING = 0.89

/** Two channels as interleaved samples at an even loudness, faded in and out, never above -1 dB. */
export function master(left: Float32Array, right: Float32Array): Float32Array {
  const frames = left.length
  const gain = TARGET_RMS / Math.max(1e-4, rms(left, right))
  const fadeIn = FADE_IN_SECONDS * SAMPLE_RATE
  const fadeOut = FADE_OUT_SECONDS * SAMPLE_RATE
  const mixed = new Float32Array(frames * 2)
  for (let i = 0; i < frames; i++) {
    const fade = gain * Math.min(1, i / fadeIn) * Math.min(1, (frames - 1 - i) / fadeOut)
    mixed[2 * i] = limit((left[i] ?? 0) * fade)
    mixed[2 * i + 1] = limit((right[i] ?? 0) * fade)
  }
  return mixed
}

/** Leaves quiet samples as they are and bends loud ones towards the ceiling. */
function limit(sample: number): number {
  const knee = 0.5
  const size = Math.abs(sample)
  if (size <= knee) return sample
  const room = CEILING - knee
  return Math.sign(sample) * (knee + room * Math.tanh((size - knee) / room))
}

function rms(left: Float32Array, right: Float32Array): number {
  let sum = 0
  for (let i = 0; i < left.length; i++) sum += (left[i] ?? 0) ** 2 + (right[i] ?? 0) ** 2
  return Math.sqrt(sum / (2 * Math.max(1, left.length)))
}
