import { SAMPLE_RATE } from '../encode/encoder.ts'
import { loudnessOf } from './loudness.ts'
import type { Track } from './track.ts'
import { truePeaks } from './true-peak.ts'

const FADE_IN_SECONDS = 0.25
const FADE_OUT_SECONDS = 0.6
const TARGET_LUFS = -18
// -1 dBTP is the promise; AAC at 128 kbit/s was seen to add 0.7 dB to a peak.
const CEILING = 10 ** (-2 / 20)
/** Samples that share one gain node of the limiter. */
const BLOCK = 48
// Per block of 1 ms: down within 5 ms, up again within a quarter of a second.
const ATTACK = 10 ** (-2 / 20)
const RELEASE = 10 ** (0.06 / 20)

/**
 * The finished sound: interleaved, faded in and out, at -18 LUFS, no true peak above -2 dBTP. Silence stays silent.
 * Sound with peaks so high that the limiter must work hard comes out somewhat softer.
 */
export function master(mix: Track): Float32Array {
  fade(mix)
  // The limiter takes away some loudness, which the second turn gives back.
  for (let turn = 0; turn < 2; turn++) {
    const gain = 10 ** ((TARGET_LUFS - loudnessOf(mix)) / 20)
    if (!Number.isFinite(gain)) break
    scale(mix, gain)
    limit(mix)
  }
  const out = new Float32Array(mix.left.length * 2)
  for (let i = 0; i < mix.left.length; i++) {
    out[2 * i] = mix.left[i] as number
    out[2 * i + 1] = mix.right[i] as number
  }
  return out
}

function fade({ left, right }: Track): void {
  const frames = left.length
  const fadeIn = FADE_IN_SECONDS * SAMPLE_RATE
  const fadeOut = FADE_OUT_SECONDS * SAMPLE_RATE
  const gainAt = (i: number): number => {
    const share = Math.min(1, i / fadeIn, (frames - 1 - i) / fadeOut)
    return Math.sin((Math.PI * share) / 2) ** 2
  }
  for (const channel of [left, right]) {
    for (let i = 0; i < fadeIn && i < frames; i++) channel[i] = (channel[i] as number) * gainAt(i)
    for (let i = Math.max(fadeIn, frames - fadeOut); i < frames; i++) channel[i] = (channel[i] as number) * gainAt(i)
  }
}

function scale({ left, right }: Track, gain: number): void {
  for (const channel of [left, right])
    for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * gain
}

/** Turns both channels down around peaks, in time before they come, so that none is cut. In place. */
function limit({ left, right }: Track): void {
  const peaks = truePeaks(left, BLOCK, CEILING / 2)
  for (const [block, peak] of truePeaks(right, BLOCK, CEILING / 2).entries()) {
    peaks[block] = Math.max(peaks[block] as number, peak)
  }
  const gains = new Float32Array(peaks.length + 1).fill(1)
  for (const [block, peak] of peaks.entries()) {
    const need = peak > CEILING ? CEILING / peak : 1
    // The gain is a line between nodes, so both ends of a block must be low enough for it.
    gains[block] = Math.min(gains[block] as number, need)
    gains[block + 1] = need
  }
  for (let n = gains.length - 2; n >= 0; n--) gains[n] = Math.min(gains[n] as number, (gains[n + 1] as number) / ATTACK)
  for (let n = 1; n < gains.length; n++) gains[n] = Math.min(gains[n] as number, (gains[n - 1] as number) * RELEASE)
  for (const channel of [left, right]) {
    for (let i = 0; i < channel.length; i++) {
      const block = Math.floor(i / BLOCK)
      const from = gains[block] as number
      channel[i] = (channel[i] as number) * (from + ((gains[block + 1] as number) - from) * ((i % BLOCK) / BLOCK))
    }
  }
}
