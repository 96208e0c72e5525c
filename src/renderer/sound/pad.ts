import { SAMPLE_RATE } from '../encode/encoder.ts'
import type { Voice } from './noise.ts'

const CHORD_SECONDS = 4
const CHORDS: Record<'warm' | 'dark' | 'bright', readonly (readonly number[])[]> = {
  warm: [
    [130.81, 196, 261.63, 329.63],
    [110, 164.81, 220, 329.63],
    [87.31, 174.61, 261.63, 349.23],
    [98, 146.83, 246.94, 293.66],
  ],
  dark: [
    [110, 164.81, 220, 261.63],
    [87.31, 130.81, 220, 261.63],
  ],
  bright: [
    [146.83, 220, 293.66, 369.99],
    [123.47, 185, 246.94, 369.99],
    [98, 196, 246.94, 392],
  ],
}

export type Mood = keyof typeof CHORDS

/** Slow chords of soft saw waves, crossfading every four seconds. `detune` near 1 widens the stereo picture. */
export function pad(mood: Mood, detune: number, level: number): Voice {
  return (out) => {
    const chords = CHORDS[mood]
    const phases = new Float64Array(8)
    let low = 0
    let lower = 0
    for (let i = 0; i < out.length; i++) {
      const t = i / SAMPLE_RATE
      const within = t % CHORD_SECONDS
      const chord = chords[Math.floor(t / CHORD_SECONDS) % chords.length] ?? []
      let sum = 0
      for (let k = 0; k < 8; k++) {
        const frequency = (chord[k >> 1] ?? 0) * (k & 1 ? detune : 1)
        const phase = ((phases[k] ?? 0) + frequency / SAMPLE_RATE) % 1
        phases[k] = phase
        sum += phase * 2 - 1
      }
      low += 0.04 * (sum - low)
      lower += 0.04 * (low - lower)
      const envelope = Math.min(1, within / 1.2) * Math.min(1, (CHORD_SECONDS - within) / 0.8)
      out[i] = (out[i] ?? 0) + lower * level * envelope
    }
  }
}
