import { between, pick, type Random } from '../random.ts'
import type { Voice } from './part.ts'
import { addBed, moments, ping, wander } from './source.ts'
import { addAt, secondsOf, type Track } from './track.ts'

interface Syllable {
  /** Seconds after the one before began. */
  after: number
  from: number
  to: number
  seconds: number
}

/** One bird's song: made once, then sung again with small changes, as birds do. */
function song(random: Random): Syllable[] {
  const pitch = between(random, 2300, 4800)
  const kind = pick(random, ['trill', 'whistle', 'warble'])
  if (kind === 'trill') {
    const step = between(random, 0.06, 0.1)
    const fall = between(random, 0.75, 0.9)
    return Array.from({ length: Math.round(between(random, 5, 10)) }, () => ({
      after: step,
      from: pitch * 1.1,
      to: pitch * fall,
      seconds: step * 1.2,
    }))
  }
  if (kind === 'whistle') {
    return Array.from({ length: Math.round(between(random, 2, 4)) }, (_, n) => {
      const level = pitch * 0.8 * ([1, 0.84, 1.12, 0.9][n % 4] ?? 1)
      return { after: between(random, 0.18, 0.3), from: level, to: level * between(random, 0.95, 1.1), seconds: 0.32 }
    })
  }
  return Array.from({ length: Math.round(between(random, 4, 8)) }, () => {
    const from = pitch * between(random, 0.75, 1.25)
    return {
      after: between(random, 0.07, 0.16),
      from,
      to: pitch * between(random, 0.75, 1.25),
      seconds: between(random, 0.08, 0.18),
    }
  })
}

/** Birds in the trees around: `count` of them, each with its song, its place and its distance. */
export function birds(count: number): Voice {
  return (out, random) => {
    for (let n = 0; n < count; n++) {
      const own = song(random)
      const pan = between(random, -0.9, 0.9)
      const gain = between(random, 0.15, 1)
      const every = between(random, 2.1, 4.2)
      for (const start of moments(random, {
        every,
        jitter: 0.5,
        first: between(random, 0.3, every),
        end: secondsOf(out),
      })) {
        const mood = between(random, 0.97, 1.03)
        let at = start
        for (const { after, from, to, seconds } of own) {
          const tone = { from: from * mood, to: to * mood, attack: 0.012, seconds: seconds * 1.4, overtones: [0.08] }
          addAt(out, ping(tone), { at, pan, gain: gain * between(random, 0.7, 1) })
          at += after
        }
      }
    }
  }
}

/** Crickets at night: chirps of three or four pulses between 4 and 5 kHz, each insect at a pace and place of its own. */
export const crickets: Voice = (out, random) => {
  const insects = 6
  for (let n = 0; n < insects; n++) {
    const hertz = between(random, 4050, 4950)
    const pulses = Math.round(between(random, 3, 4.4))
    const gap = between(random, 0.026, 0.034)
    const pan = -0.85 + (1.7 * n) / (insects - 1)
    const gain = between(random, 0.12, 1) ** 1.5
    const pulse = ping({ from: hertz, to: hertz * 0.985, attack: 0.006, seconds: 0.026 })
    const every = between(random, 0.36, 0.62)
    for (const at of moments(random, { every, jitter: 0.1, first: random() * every, end: secondsOf(out) })) {
      for (let k = 0; k < pulses; k++) addAt(out, pulse, { at: at + k * gap, pan, gain: gain * (0.7 + 0.1 * k) })
    }
  }
  const far = wander(random, 0.5, 0.006, 0.012)
  addBed(out, random, { low: 3900, high: 5200, gain: far })
}

/** Gulls over the shore: falling, rough cries in twos and threes. */
export const gulls: Voice = (out, random) => {
  for (const start of moments(random, {
    every: 4.2,
    jitter: 0.7,
    first: between(random, 0.6, 2.4),
    end: secondsOf(out),
  })) {
    const pan = between(random, -0.9, 0.9)
    const pitch = between(random, 1050, 1450)
    const gain = between(random, 0.35, 1)
    let at = start
    for (let n = Math.round(between(random, 2, 4)); n > 0; n--) {
      cry(out, { pitch: pitch * between(random, 0.96, 1.04), at, pan, gain })
      at += between(random, 0.34, 0.5)
    }
  }
}

function cry(out: Track, { pitch, at, pan, gain }: { pitch: number; at: number; pan: number; gain: number }): void {
  const overtones = [0.7, 0.5, 0.22, 0.1]
  addAt(out, ping({ from: pitch * 0.8, to: pitch * 1.25, attack: 0.05, seconds: 0.16, overtones }), {
    at,
    pan,
    gain: gain * 0.7,
  })
  const fall = ping({ from: pitch * 1.25, to: pitch * 0.72, attack: 0.06, seconds: 0.5, overtones })
  addAt(out, fall, { at: at + 0.09, pan, gain })
}

/** An owl far off in the wood. */
export const owl: Voice = (out, random) => {
  const pan = between(random, -0.7, 0.7)
  const pitch = between(random, 340, 400)
  for (const start of moments(random, {
    every: 6.5,
    jitter: 0.4,
    first: between(random, 0.8, 2),
    end: secondsOf(out),
  })) {
    for (const [after, seconds] of [
      [0, 0.5],
      [0.75, 0.25],
      [1, 0.9],
    ] as const) {
      const hoo = ping({
        from: pitch * 1.03,
        to: pitch * 0.93,
        attack: 0.07,
        seconds: seconds * 1.5,
        overtones: [0.12, 0.05],
      })
      addAt(out, hoo, { at: start + after, pan, gain: 1 })
    }
  }
}
