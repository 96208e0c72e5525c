import { between, type Random } from '../random.ts'
import { filter, highpass, lowpass, sweep } from './filter.ts'
import type { Voice } from './part.ts'
import { addBed, burst, moments, oscillate, wander, waveTable, whiteNoise } from './source.ts'
import { addAt, addTrack, type Curve, secondsOf, shape, type Track } from './track.ts'

/**
 * Wind: noise through resonances that wander, in gusts. `force` 0 (a breath of air) to 1 (a storm): more gusts, higher
 * and with a whistle.
 */
export function wind(force: number): Voice {
  return (out, random) => {
    // A gust reaches both sides, one a little later.
    const gust = wander(random, 0.35 + 0.5 * force, 0.22 - 0.08 * force, 1)
    const sides = [0, between(random, 0.15, 0.4)].map((delay) => {
      const flutter = wander(random, 5 + 6 * force, 0.8, 1.15)
      const gain: Curve = (s) => gust(s + 1 - delay) ** 1.4 * flutter(s)
      const rise = wander(random, 0.8, 0.8, 1.25)
      const pitch: Curve = (s) => (190 + 330 * force) * rise(s) * (0.65 + 0.7 * gust(s + 1 - delay))
      const body = sweep(whiteNoise(out.left.length, random), pitch, 1.1)
      const whistle = sweep(whiteNoise(out.left.length, random), (s) => 2.6 * pitch(s), 7)
      for (let i = 0; i < body.length; i++) {
        body[i] = (body[i] as number) + (0.04 + 0.2 * force) * (whistle[i] as number)
      }
      return shape(body, gain)
    })
    const [left, right] = sides
    if (left && right) addTrack(out, { left, right }, 1)
    addBed(out, random, { low: 30, high: 160, gain: (s) => 0.5 * force * gust(s + 1) })
    addBed(out, random, { low: 1200, high: 7000, gain: (s) => 0.035 * (0.3 + force) * gust(s + 1) ** 2 })
  }
}

/** Leaves in a light wind: a rustle that comes and goes in many small movements. */
export const leaves: Voice = (out, random) => {
  const gust = wander(random, 0.5, 0.15, 1)
  const sides = [0, 1].map((): Curve => {
    const flutter = wander(random, 17, 0.2, 1)
    return (s) => gust(s) * flutter(s) ** 2
  })
  const [gain, right] = sides
  if (gain && right) addBed(out, random, { low: 2200, high: 9500, gain, right })
  addBed(out, random, { low: 300, high: 1500, gain: (s) => 0.22 * gust(s) })
}

/** Sand in the wind: a dry, thin hiss. */
export const blowingSand: Voice = (out, random) => {
  const gust = wander(random, 0.7, 0.1, 1)
  addBed(out, random, { low: 4200, high: 12_000, gain: (s) => gust(s) ** 2 })
}

/** Thunder: a tearing start, then the long roll of the same bolt from farther and farther. */
export const thunder: Voice = (out, random) => {
  const seconds = secondsOf(out)
  const times = moments(random, { every: 7.5, jitter: 0.5, first: Math.min(1.6, seconds * 0.3), end: seconds })
  for (const at of times) {
    const pan = between(random, -0.6, 0.6)
    const crack = burst(random, { low: 120, high: 3200, attack: 0.012, seconds: 0.5 })
    addAt(out, crack, { at, pan, gain: 0.5 })
    const roll = wander(random, 5, 0.1, 1)
    const rumble = filter(
      whiteNoise(Math.round((5 * out.left.length) / seconds), random),
      lowpass(110),
      lowpass(160),
      highpass(24),
    )
    shape(rumble, (s) => 9 * roll(s) * Math.min(1, s / 0.1) * Math.exp(-s / 1.7) * Math.min(1, (5 - s) * 2))
    addAt(out, rumble, { at: at + 0.06, pan: pan * 0.4, gain: 1 })
    const tail = burst(random, { low: 90, high: 500, attack: 0.3, seconds: 3.5 })
    addAt(out, tail, { at: at + 0.3, pan: -pan, gain: 0.6 })
  }
}

/** A room with nobody in it: dull air. `hum` adds what a machine at the mains gives, as a share. */
export function roomTone(hum: number): Voice {
  return (out, random) => {
    addBed(out, random, { low: 40, high: 320, gain: () => 0.5 })
    addBed(out, random, { low: 300, high: 2400, gain: () => 0.035 })
    const table = waveTable([0.5, 1, 0.12, 0.45, 0.05, 0.2])
    const slow = wander(random, 0.4, 0.85, 1)
    const tone = shape(
      oscillate(table, out.left.length, () => 50),
      (s) => 0.06 * hum * slow(s),
    )
    addTrack(out, { left: tone, right: tone }, 1)
  }
}

/** Nothing carries sound in space; what is heard is a ship's hull: low beating tones under a dark, slow breath. */
export const spaceHum: Voice = (out, random) => {
  const root = between(random, 41, 55)
  const table = waveTable([1, 0.35, 0.22, 0.1, 0.06])
  for (const [n, ratio] of [1, 1.5, 2, 3].entries()) {
    const swell = wander(random, 0.25, 0.35, 1)
    const [left, right] = [-1, 1].map((side) => {
      const hertz = root * ratio + side * between(random, 0.1, 0.35)
      return shape(
        oscillate(table, out.left.length, () => hertz, random()),
        (s) => (0.5 * swell(s)) / (n + 1),
      )
    })
    if (left && right) addTrack(out, { left, right }, 1)
  }
  addBreath(out, random)
}

function addBreath(out: Track, random: Random): void {
  const pitch = wander(random, 0.3, 160, 620)
  const [left, right] = [0, 1].map(() => sweep(whiteNoise(out.left.length, random), pitch, 3))
  if (left && right) addTrack(out, { left, right }, 0.5)
}
