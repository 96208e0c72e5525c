import { SAMPLE_RATE } from '../encode/encoder.ts'
import { between, type Random } from '../random.ts'
import { bandpass, filter, highpass, lowpass, sweep } from './filter.ts'
import type { Voice } from './part.ts'
import { burst, moments, oscillate, ping, wander, waveTable, whiteNoise } from './source.ts'
import { addAt, addMoving, addTrack, type Curve, newTrack, secondsOf, shape } from './track.ts'

const RICH = waveTable(Array.from({ length: 24 }, (_, n) => (n + 1) ** -1.1))

/** A motor that burns `hertz` times a second, and how rough it runs (0 electric, 1 a tractor). */
export interface Motor {
  hertz: number
  rough: number
  /** How much of the tyres on the road is heard. */
  tyres: number
}

/** A vehicle with a motor that holds its speed: firing strokes, never two alike, and tyres. */
export function motor({ hertz, rough, tyres }: Motor, pan: Curve): Voice {
  return (out, random) => {
    const samples = out.left.length
    const load = wander(random, 0.6, 0.94, 1.08)
    const jitter = wander(random, hertz * 0.8, 1 - 0.05 * rough, 1 + 0.05 * rough)
    const pitch: Curve = (s) => hertz * load(s) * jitter(s)
    const body = oscillate(RICH, samples, pitch)
    // Half the pitch: cylinders differ, so that the sound repeats only with the whole engine.
    const half = oscillate(RICH, samples, (s) => pitch(s) / 2, 0.3)
    const strokes = wander(random, hertz * 1.3, 1 - 0.7 * rough, 1)
    for (let i = 0; i < samples; i++) body[i] = (body[i] as number) + (0.25 + 0.5 * rough) * (half[i] as number)
    filter(shape(body, strokes), lowpass(420 + 5 * hertz), highpass(30))
    const road = filter(whiteNoise(samples, random), bandpass(650, 0.5))
    const gust = wander(random, 0.8, 0.8, 1.1)
    shape(road, (s) => 1.3 * tyres * gust(s))
    for (let i = 0; i < samples; i++) body[i] = 0.4 * (body[i] as number) + (road[i] as number)
    addMoving(out, body, pan)
  }
}

/** A bicycle: tyres on the ground and the clicks of its freewheel. */
export function bicycle(pan: Curve): Voice {
  return (out, random) => {
    const road = filter(whiteNoise(out.left.length, random), bandpass(900, 0.5))
    addMoving(out, shape(road, wander(random, 2, 0.12, 0.22)), pan)
    const click = burst(random, { low: 2600, high: 6000, attack: 0.001, seconds: 0.018 })
    const coasting = wander(random, 0.7, -0.4, 1)
    for (const at of moments(random, { every: 0.058, jitter: 0.06, first: 0, end: secondsOf(out) })) {
      if (coasting(at) > 0) addAt(out, click, { at, pan: pan(at), gain: 0.22 })
    }
  }
}

/** A steam train: four chuffs to a turn of its wheels, and the joints of the rails below it. */
export function steamTrain(pan: Curve): Voice {
  return (out, random) => {
    const end = secondsOf(out)
    const whole = newTrack(out.left.length)
    const chuffs = 3.6
    for (let n = 0, at = 0.05; at < end; n++, at += between(random, 0.98, 1.02) / chuffs) {
      const chuff = burst(random, { low: 130, high: 2600, attack: 0.03, seconds: 0.24 })
      addAt(whole, chuff, { at, pan: pan(at), gain: n % 4 === 0 ? 1 : between(random, 0.6, 0.8) })
    }
    const joint = burst(random, { low: 180, high: 1500, attack: 0.001, seconds: 0.09 })
    for (const start of moments(random, { every: 1.15, jitter: 0.02, first: random(), end })) {
      for (const after of [0, 0.13, 0.52, 0.65]) addAt(whole, joint, { at: start + after, pan: pan(start), gain: 0.5 })
    }
    addTrack(out, whole, 1)
    const rumble = filter(whiteNoise(out.left.length, random), lowpass(150), highpass(30))
    addMoving(out, shape(rumble, wander(random, 2, 0.7, 1)), pan)
    if (end > 3)
      whistle(random, (tone, at) => addAt(out, tone, { at, pan: pan(at), gain: 0.13 }), end * between(random, 0.3, 0.6))
  }
}

function whistle(random: Random, add: (tone: Float32Array, at: number) => void, at: number): void {
  const samples = Math.round(1.1 * SAMPLE_RATE)
  const base = between(random, 560, 620)
  for (const ratio of [1, 1.19, 1.5]) {
    const tone = oscillate(
      waveTable([1, 0.3, 0.12]),
      samples,
      (s) => base * ratio * (0.97 + 0.03 * Math.min(1, s / 0.2)),
    )
    add(
      shape(tone, (s) => Math.min(1, s / 0.08, Math.max(0, 1.1 - s) / 0.35)),
      at,
    )
  }
}

/** Jets and rockets: a roar with a body (Hz), and the whine of a turbine (Hz, 0 = none). */
export function roar(body: number, whine: number, pan: Curve): Voice {
  return (out, random) => {
    const samples = out.left.length
    const noise = whiteNoise(samples, random)
    const rough = wander(random, 24, 0.55, 1)
    const centre = wander(random, 0.7, body * 0.85, body * 1.2)
    const low = filter(whiteNoise(samples, random), lowpass(110), highpass(25))
    shape(sweep(noise, centre, 0.5), rough)
    for (let i = 0; i < samples; i++) noise[i] = 0.7 * (noise[i] as number) + 1.6 * (low[i] as number)
    if (whine > 0) {
      const tone = oscillate(waveTable([1, 0, 0.3]), samples, wander(random, 0.5, whine * 0.98, whine * 1.02))
      for (let i = 0; i < samples; i++) noise[i] = (noise[i] as number) + 0.02 * (tone[i] as number)
    }
    addMoving(out, noise, pan)
  }
}

/** Rotor blades: `perSecond` chops over a turbine. */
export function rotor(perSecond: number, pan: Curve): Voice {
  return (out, random) => {
    const end = secondsOf(out)
    const chop = burst(random, { low: 45, high: 900, attack: 0.012, seconds: 0.09 })
    for (let at = 0; at < end; at += between(random, 0.985, 1.015) / perSecond) {
      addAt(out, chop, { at, pan: pan(at), gain: between(random, 0.85, 1) })
    }
    const turbine = filter(whiteNoise(out.left.length, random), bandpass(1800, 1.2))
    addMoving(out, shape(turbine, wander(random, 1, 0.1, 0.16)), pan)
  }
}

/** A humming insect or a small electric motor: a tone that never holds still. */
export function buzz(hertz: number, pan: Curve): Voice {
  return (out, random) => {
    const drift = wander(random, 3, 0.93, 1.08)
    const flutter = wander(random, 40, 0.97, 1.03)
    const tone = oscillate(RICH, out.left.length, (s) => hertz * drift(s) * flutter(s))
    const near = wander(random, 1.1, 0.35, 1)
    addMoving(out, shape(filter(tone, bandpass(hertz * 3, 0.4)), near), pan)
  }
}

/** What no one has heard: a tone that wavers as flying saucers do in films. */
export function saucer(pan: Curve): Voice {
  return (out, random) => {
    const base = between(random, 330, 480)
    const glide = wander(random, 0.6, 0.85, 1.2)
    const tone = oscillate(
      waveTable([1, 0.25, 0.1]),
      out.left.length,
      (s) => base * glide(s) * (1 + 0.05 * Math.sin(39 * s)),
    )
    addMoving(out, shape(tone, wander(random, 1.4, 0.4, 1)), pan)
  }
}

/** A hull in water: the bow wave, the wood or steel that works, a slow diesel where there is one (Hz, 0 = sails). */
export function hull(diesel: number, pan: Curve): Voice {
  return (out, random) => {
    const end = secondsOf(out)
    const swell = wander(random, 0.7, 0.25, 1)
    const wash = filter(whiteNoise(out.left.length, random), bandpass(900, 0.45))
    addMoving(
      out,
      shape(wash, (s) => 0.5 * swell(s)),
      pan,
    )
    if (diesel > 0) return motor({ hertz: diesel, rough: 0.7, tyres: 0 }, pan)(out, random)
    for (const at of moments(random, { every: 2.3, jitter: 0.8, first: 0.5, end })) {
      const from = between(random, 240, 420)
      const creak = ping({
        from,
        to: from * between(random, 0.85, 1.2),
        attack: 0.12,
        seconds: 0.4,
        overtones: [0.5, 0.3, 0.2],
      })
      addAt(out, creak, { at, pan: pan(at), gain: 0.035 })
    }
  }
}

/** Fireworks: far thumps, each followed by its crackle. */
export const fireworks: Voice = (out, random) => {
  const crackle = Array.from({ length: 8 }, () =>
    burst(random, { low: 1800, high: 8000, attack: 0.001, seconds: 0.02 }),
  )
  for (const at of moments(random, { every: 1.05, jitter: 0.9, first: 0.5, end: secondsOf(out) })) {
    const pan = between(random, -0.7, 0.7)
    const gain = between(random, 0.4, 1)
    addAt(out, burst(random, { low: 35, high: 260, attack: 0.006, seconds: 1.1 }), { at, pan, gain: 2.6 * gain })
    addAt(out, burst(random, { low: 300, high: 2400, attack: 0.002, seconds: 0.16 }), { at, pan, gain: 0.7 * gain })
    for (let n = 0; n < 45; n++) {
      const spark = crackle[n % crackle.length]
      const after = 0.25 + 1.1 * random() ** 1.5
      if (spark)
        addAt(out, spark, { at: at + after, pan: pan + between(random, -0.3, 0.3), gain: 0.16 * gain * random() })
    }
  }
}
