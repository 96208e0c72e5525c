import { between } from '../random.ts'
import type { Voice } from './part.ts'
import { addBed, burst, moments, ping, scatter, wander } from './source.ts'
import { addAt, type Curve, secondsOf } from './track.ts'

/** When each wave breaks, and how high it is. */
interface Wave {
  at: number
  height: number
}

/** Surf: each wave swells low, breaks over the whole band and washes out in a hiss; `every` seconds apart. */
export function surf(every: number, height = 1): Voice {
  return (out, random) => {
    const end = secondsOf(out) + every
    const times = moments(random, { every, jitter: 0.45, first: between(random, 0.9, 2.4) - every, end: end + every })
    const first = [{ at: between(random, -3, -1), height: 0.8 }]
    const waves = [...first, ...times.map((at) => ({ at, height: height * between(random, 0.6, 1) }))]
    // A wave runs along the beach: one side hears it later.
    const delay = between(random, -0.5, 0.5)
    const sides = [waves, waves.map((wave) => ({ ...wave, at: wave.at + delay }))] as const
    const band = (low: number, high: number, level: number, sound: (since: number) => number): void => {
      const flutter = wander(random, 9, 0.75, 1.1)
      const [gain, right] = sides.map(
        (side): Curve =>
          (s) =>
            level * flutter(s) * (0.05 + sum(side, s, sound)),
      )
      if (gain && right) addBed(out, random, { low, high, gain, right })
    }
    band(40, 220, 5, (since) => bell(since + 0.5, 2.2, 2.6))
    band(180, 1400, 1.5, (since) => bell(since, 0.7, 1.8))
    band(900, 5200, 0.85, (since) => bell(since - 0.15, 0.35, 1.5))
    band(2600, 11_000, 0.5, (since) => bell(since - 0.8, 0.9, 2.6))
  }
}

function sum(waves: readonly Wave[], seconds: number, sound: (since: number) => number): number {
  let total = 0
  for (const { at, height } of waves) total += height * sound(seconds - at)
  return total
}

/** Rises in about `rise` seconds before 0 and falls slowly after. */
function bell(since: number, rise: number, fall: number): number {
  return since < 0 ? Math.exp(-((since / rise) ** 2)) : Math.exp(-((since / fall) ** 1.5))
}

/** Small water against a bank: soft slaps, now and then a drop. */
export const lapping: Voice = (out, random) => {
  const seconds = secondsOf(out)
  const soft = wander(random, 0.6, 0.04, 0.1)
  addBed(out, random, { low: 250, high: 1800, gain: soft })
  for (const at of moments(random, { every: 0.62, jitter: 1.1, first: 0, end: seconds })) {
    const low = between(random, 220, 420)
    const slap = burst(random, {
      low,
      high: low * between(random, 2.2, 4),
      attack: 0.09,
      seconds: between(random, 0.3, 0.6),
    })
    addAt(out, slap, { at, pan: between(random, -0.8, 0.8), gain: between(random, 0.3, 1) })
  }
  drops(out, random, 1.6, 0.22)
}

/** Round drops: a tone that rises as the bubble below it closes. */
function drops(out: Parameters<Voice>[0], random: Parameters<Voice>[1], perSecond: number, gain: number): void {
  const count = Math.round(perSecond * secondsOf(out))
  for (let n = 0; n < count; n++) {
    const from = between(random, 500, 1300)
    const drop = ping({
      from,
      to: from * between(random, 1.3, 1.9),
      attack: 0.004,
      seconds: between(random, 0.05, 0.14),
    })
    const at = random() * secondsOf(out)
    addAt(out, drop, { at, pan: between(random, -0.8, 0.8), gain: gain * between(random, 0.2, 1) })
  }
}

/** Rain: the sum of all far drops is a hiss, near ones are heard one by one. `strength` 1 is a steady rain, 2 a downpour. */
export function rain(strength: number): Voice {
  return (out, random) => {
    const breath = wander(random, 0.5, 0.8, 1.1)
    addBed(out, random, { low: 1500, high: 12_000, gain: (s) => 0.16 * breath(s) })
    addBed(out, random, { low: 250, high: 1600, gain: (s) => 0.1 * strength * breath(s) })
    // Many takes and short ones: a few would be heard as notes.
    const grains = Array.from({ length: 70 }, (_, n) => {
      const low = between(random, 700, 4800)
      if (n % 5 > 0)
        return burst(random, { low, high: low * 2.5, attack: 0.001, seconds: between(random, 0.012, 0.04) })
      const drop = ping({
        from: low,
        to: low * between(random, 1.1, 1.5),
        attack: 0.001,
        seconds: between(random, 0.012, 0.03),
      })
      return drop.map((sample) => 0.3 * sample)
    })
    scatter(out, random, grains, { perSecond: 90 * strength })
  }
}

/** Below the surface: pressure, slow and dull, and bubbles that rise in chains. */
export const deepWater: Voice = (out, random) => {
  const press = wander(random, 0.35, 0.5, 1)
  addBed(out, random, { low: 30, high: 190, gain: press })
  const drift = wander(random, 0.5, 0.05, 0.17)
  addBed(out, random, { low: 180, high: 620, gain: drift })
  for (const start of moments(random, { every: 1.7, jitter: 0.9, first: 0.4, end: secondsOf(out) })) {
    const pan = between(random, -0.8, 0.8)
    const count = Math.round(between(random, 3, 11))
    const size = between(random, 240, 700)
    let at = start
    for (let n = 0; n < count; n++) {
      const from = size * between(random, 0.8, 1.3)
      const bubble = ping({
        from,
        to: from * between(random, 1.4, 2.3),
        attack: 0.008,
        seconds: between(random, 0.06, 0.16),
      })
      addAt(out, bubble, { at, pan, gain: between(random, 0.03, 0.16) })
      at += between(random, 0.03, 0.16)
    }
  }
}
