import { SAMPLE_RATE } from '../encode/encoder.ts'
import { between, type Random } from '../random.ts'
import { bandpass, filter, lowpass, sweep } from './filter.ts'
import type { Voice } from './part.ts'
import { addBed, burst, moments, oscillate, ping, scatter, wander, waveTable } from './source.ts'
import { addAt, addMoving, type Curve, secondsOf, shape, type Track } from './track.ts'

/** A glottis: every harmonic, each weaker than the one before. */
const VOICE = waveTable(Array.from({ length: 28 }, (_, n) => (n + 1) ** -1.3))

/** Talk without words: `count` voices of which no one is understood. */
export function murmur(count: number): Voice {
  return (out, random) => {
    const [low, high] = [new Float32Array(out.left.length), new Float32Array(out.left.length)]
    for (let n = 0; n < count; n++) {
      const talker = talk(out.left.length, random)
      const side = (n + 0.5) / count
      for (let i = 0; i < talker.length; i++) {
        low[i] = (low[i] as number) + (1 - side) * (talker[i] as number)
        high[i] = (high[i] as number) + side * (talker[i] as number)
      }
    }
    addMoving(out, filter(low, lowpass(2600)), () => -0.75)
    addMoving(out, filter(high, lowpass(2600)), () => 0.75)
    const swell = wander(random, 1.2, 0.6, 1)
    addBed(out, random, { low: 180, high: 900, gain: (s) => 0.05 * swell(s) })
  }
}

/** One talker: syllables four or five a second, phrases with pauses, vowels that change with them. */
function talk(samples: number, random: Random): Float32Array {
  const pitch = between(random, 95, 220)
  const melody = wander(random, 2.2, 0.85, 1.2)
  const source = oscillate(VOICE, samples, (s) => pitch * melody(s), random())
  const syllables = wander(random, between(random, 7, 10), -0.5, 1)
  const phrase = wander(random, 0.55, -0.6, 1.4)
  const loud: Curve = (s) => Math.max(0, syllables(s)) * Math.min(1, Math.max(0, phrase(s + 2)))
  const vowel = wander(random, 5, 320, 780)
  return filter(sweep(shape(source, loud), vowel, 2.2), bandpass(between(random, 700, 1300), 0.6))
}

/** A hall that claps: `hands` people, none in time with another; swells and thins out. */
export function applause(hands: number): Voice {
  return (out, random) => {
    const claps = Array.from({ length: 26 }, () => {
      const low = between(random, 600, 1500)
      return burst(random, {
        low,
        high: low * between(random, 2, 3.6),
        attack: 0.001,
        seconds: between(random, 0.02, 0.05),
      })
    })
    scatter(out, random, claps, { perSecond: hands * 3.6 })
    const swell = wander(random, 0.5, 0.6, 1)
    shape(out.left, swell)
    shape(out.right, swell)
  }
}

/** Cups, spoons and plates: now and then a small bright knock, sometimes two. */
export const cups: Voice = (out, random) => {
  for (const start of moments(random, { every: 1.15, jitter: 1, first: 0.3, end: secondsOf(out) })) {
    const pan = between(random, -0.8, 0.8)
    const pitch = between(random, 1900, 4300)
    const gain = between(random, 0.1, 0.7)
    for (let n = random() < 0.4 ? 2 : 1, at = start; n > 0; n--, at += between(random, 0.07, 0.16)) {
      knock(out, { at, pan, gain, pitch: pitch * between(random, 0.97, 1.03) })
    }
  }
}

/** Struck china: partials that are no harmonics. */
function knock(out: Track, { at, pan, gain, pitch }: { at: number; pan: number; gain: number; pitch: number }): void {
  for (const [ratio, share] of [
    [1, 1],
    [1.68, 0.6],
    [2.43, 0.35],
  ] as const) {
    const partial = ping({ from: pitch * ratio, to: pitch * ratio, attack: 0.001, seconds: 0.16 / ratio })
    addAt(out, partial, { at, pan, gain: gain * share })
  }
}

/** A clock on the wall. */
export const clock: Voice = (out, random) => {
  const tick = burst(random, { low: 1700, high: 4200, attack: 0.001, seconds: 0.03 })
  const tock = burst(random, { low: 1200, high: 3000, attack: 0.001, seconds: 0.035 })
  const pan = between(random, -0.6, 0.6)
  const first = random() * 0.5
  for (let n = 0, at = first; at < secondsOf(out); n++, at += 0.5) {
    addAt(out, n % 2 === 0 ? tick : tock, { at, pan, gain: between(random, 0.9, 1) })
  }
}

/** Fingers on keys: runs of soft clicks with pauses. */
export const typing: Voice = (out, random) => {
  const keys = Array.from({ length: 9 }, () => {
    const low = between(random, 900, 1900)
    return burst(random, { low, high: low * 2.4, attack: 0.001, seconds: between(random, 0.015, 0.03) })
  })
  const busy = wander(random, 0.6, -0.6, 1)
  const pan = between(random, -0.5, 0.5)
  for (const at of moments(random, { every: 0.15, jitter: 0.8, first: 0, end: secondsOf(out) })) {
    const key = keys[Math.floor(random() * keys.length)]
    if (key && busy(at) > 0) addAt(out, key, { at, pan, gain: between(random, 0.3, 1) })
  }
}

/** A street: the wash of all wheels, motors below it, single cars that come by, a horn far away. */
export function traffic(carsPerMinute: number): Voice {
  return (out, random) => {
    const seconds = secondsOf(out)
    const swell = wander(random, 0.4, 0.5, 1)
    addBed(out, random, { low: 35, high: 170, gain: (s) => 0.8 * swell(s) })
    addBed(out, random, { low: 200, high: 1300, gain: (s) => 0.16 * swell(s + 9) })
    const every = 60 / carsPerMinute
    for (const at of moments(random, { every, jitter: 0.8, first: between(random, 0, every), end: seconds })) {
      passBy(out, random, at)
    }
    if (random() < 0.6) horn(out, random, between(random, 0.2, 0.8) * seconds)
  }
}

function passBy(out: Track, random: Random, at: number): void {
  const way = random() < 0.5 ? -1 : 1
  const speed = between(random, 0.7, 1.3)
  const near: Curve = (s) => 1 / (1 + ((s - at) * speed * 1.9) ** 2)
  const side: Curve = (s) => way * Math.tanh((s - at) * speed * 1.2)
  const tyres = new Float32Array(out.left.length)
  for (let i = 0; i < tyres.length; i++) tyres[i] = random() * 2 - 1
  // The pitch falls as it goes by.
  sweep(tyres, (s) => 700 - 130 * Math.tanh((s - at) * 2.5), 0.7)
  addMoving(
    out,
    shape(tyres, (s) => 0.3 * near(s) ** 1.3),
    side,
  )
  const motor = between(random, 55, 95)
  const hum = oscillate(VOICE, out.left.length, (s) => motor * (1 - 0.06 * Math.tanh((s - at) * 2.5)))
  addMoving(
    out,
    shape(filter(hum, lowpass(260)), (s) => 0.16 * near(s) ** 1.6),
    side,
  )
}

function horn(out: Track, random: Random, at: number): void {
  const pitch = between(random, 330, 420)
  const pan = between(random, -0.8, 0.8)
  for (const ratio of [1, 1.26]) {
    const samples = Math.round(0.4 * SAMPLE_RATE)
    const tone = oscillate(VOICE, samples, () => pitch * ratio)
    shape(tone, (s) => 0.05 * Math.min(1, s / 0.03, (0.4 - s) / 0.06))
    addAt(out, filter(tone, lowpass(1400)), { at, pan, gain: 1 })
  }
}
