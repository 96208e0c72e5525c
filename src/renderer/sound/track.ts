import { SAMPLE_RATE } from '../encode/encoder.ts'

/** Two channels of sound at 48 kHz, equally long. */
export interface Track {
  readonly left: Float32Array
  readonly right: Float32Array
}

/** A value that changes with time, in seconds from the start of the clip. */
export type Curve = (seconds: number) => number

export function newTrack(samples: number): Track {
  return { left: new Float32Array(samples), right: new Float32Array(samples) }
}

export function secondsOf({ left }: Track): number {
  return left.length / SAMPLE_RATE
}

/** Adds a track onto another of at least its length. */
export function addTrack(onto: Track, { left, right }: Track, gain: number): void {
  for (let i = 0; i < left.length; i++) {
    onto.left[i] = (onto.left[i] as number) + gain * (left[i] as number)
    onto.right[i] = (onto.right[i] as number) + gain * (right[i] as number)
  }
}

/** Adds a short sound at a moment and a place: -1 left, 0 middle, 1 right, at equal power. What is past the end is cut. */
export function addAt(onto: Track, sound: Float32Array, place: { at: number; pan: number; gain: number }): void {
  const start = Math.round(place.at * SAMPLE_RATE)
  const angle = ((place.pan + 1) * Math.PI) / 4
  const l = place.gain * Math.cos(angle)
  const r = place.gain * Math.sin(angle)
  const first = Math.max(0, -start)
  const end = Math.min(sound.length, onto.left.length - start)
  for (let i = first; i < end; i++) {
    const sample = sound[i] as number
    onto.left[start + i] = (onto.left[start + i] as number) + l * sample
    onto.right[start + i] = (onto.right[start + i] as number) + r * sample
  }
}

/** Samples between two readings of a curve; the values between are interpolated, so that nothing steps audibly. */
const STRIDE = 64

/** Multiplies a signal by a curve, in place. */
export function shape(signal: Float32Array, gain: Curve): Float32Array {
  let from = gain(0)
  for (let at = 0; at < signal.length; at += STRIDE) {
    const to = gain((at + STRIDE) / SAMPLE_RATE)
    const end = Math.min(at + STRIDE, signal.length)
    const step = (to - from) / STRIDE
    for (let i = at; i < end; i++) signal[i] = (signal[i] as number) * (from + step * (i - at))
    from = to
  }
  return signal
}

/** Adds a signal as long as the track, on a path from -1 (left) to 1 (right). */
export function addMoving(onto: Track, signal: Float32Array, pan: Curve): void {
  const angle: Curve = (seconds) => ((pan(seconds) + 1) * Math.PI) / 4
  const left = shape(signal.slice(), (seconds) => Math.cos(angle(seconds)))
  const right = shape(signal, (seconds) => Math.sin(angle(seconds)))
  addTrack(onto, { left, right }, 1)
}
