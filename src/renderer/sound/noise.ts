import { SAMPLE_RATE } from '../encode/encoder.ts'
import type { Random } from '../random.ts'

/** One channel of sound: adds itself onto `out`. */
export type Voice = (out: Float32Array, random: Random) => void

const TAU = Math.PI * 2

/** Surf: brown-ish noise that swells and draws back every `period` seconds. */
export function waves(period: number, phase: number): Voice {
  return (out, random) => {
    let brown = 0
    let low = 0
    let slow = 0
    for (let i = 0; i < out.length; i++) {
      const white = random() * 2 - 1
      brown = brown * 0.985 + white * 0.12
      const t = i / SAMPLE_RATE
      const swell = 0.16 + 0.8 * Math.pow(0.5 + 0.5 * Math.sin((TAU * t) / period + phase), 2.4)
      low += (0.03 + 0.28 * swell) * (brown * 0.6 + white * 0.25 - low)
      slow += 0.004 * (low - slow)
      out[i] = (out[i] ?? 0) + (low - slow) * swell * 0.75
    }
  }
}

/** Rain: hiss with single drops on top. */
export function rain(drops: number): Voice {
  return (out, random) => {
    let low = 0
    let slow = 0
    for (let i = 0; i < out.length; i++) {
      low += 0.55 * (random() * 2 - 1 - low)
      slow += 0.08 * (low - slow)
      out[i] = (out[i] ?? 0) + (low - slow) * 0.13
    }
    const count = Math.round((drops * out.length) / SAMPLE_RATE)
    for (let d = 0; d < count; d++) addDrop(out, random)
  }
}

function addDrop(out: Float32Array, random: Random): void {
  const start = Math.floor(random() * out.length)
  const frequency = 1400 + random() * 3600
  const loudness = 0.03 + 0.1 * random() * random()
  for (let i = 0; i < 1200 && start + i < out.length; i++) {
    const sample = loudness * Math.exp(-i / 150) * Math.sin((TAU * frequency * i) / SAMPLE_RATE)
    out[start + i] = (out[start + i] ?? 0) + sample
  }
}

/** Wind: a wandering resonance over soft noise. `level` about 0.2 (a breeze) to 1 (a storm). */
export function wind(level: number, phase: number): Voice {
  return (out, random) => {
    let y1 = 0
    let y2 = 0
    let cosine = 1
    for (let i = 0; i < out.length; i++) {
      const t = i / SAMPLE_RATE
      if (i % 64 === 0) {
        const centre = 320 + 180 * Math.sin(t * 0.9 + phase) + 90 * Math.sin(t * 2.3 + phase * 2)
        cosine = Math.cos((TAU * centre) / SAMPLE_RATE)
      }
      const y = (random() * 2 - 1) * 0.03 + 2 * 0.97 * cosine * y1 - 0.9409 * y2
      y2 = y1
      y1 = y
      out[i] = (out[i] ?? 0) + y * level * (0.32 + 0.22 * Math.sin(t * 0.7 + phase))
    }
  }
}

/** A low, even rumble with a faint hum: a city, an engine far off. */
export function rumble(level: number): Voice {
  return (out, random) => {
    let low = 0
    let lower = 0
    for (let i = 0; i < out.length; i++) {
      low += 0.02 * (random() * 2 - 1 - low)
      lower += 0.05 * (low - lower)
      out[i] = (out[i] ?? 0) + level * (lower * 2.2 + 0.01 * Math.sin((TAU * 100 * i) / SAMPLE_RATE))
    }
  }
}

/** Short falling chirps at random moments, `perSecond` on average. */
export function chirps(perSecond: number, frequency: number, level: number): Voice {
  return (out, random) => {
    const count = Math.round((perSecond * out.length) / SAMPLE_RATE)
    for (let n = 0; n < count; n++) {
      const start = Math.floor(random() * out.length)
      const pitch = frequency * (0.85 + 0.3 * random())
      const length = Math.floor(SAMPLE_RATE * (0.05 + 0.09 * random()))
      let angle = 0
      for (let i = 0; i < length && start + i < out.length; i++) {
        angle += (TAU * pitch * (1 - (0.25 * i) / length)) / SAMPLE_RATE
        const envelope = Math.sin((Math.PI * i) / length)
        out[start + i] = (out[start + i] ?? 0) + level * envelope * envelope * Math.sin(angle)
      }
    }
  }
}
