import { SAMPLE_RATE } from '../encode/encoder.ts'
import { between, type Random } from '../random.ts'
import { filter, highpass, lowpass } from './filter.ts'
import { addAt, addTrack, type Curve, shape, type Track } from './track.ts'

const TAU = 2 * Math.PI
/** Samples between two readings of a pitch. */
const STRIDE = 64
/** Samples of a wave table, without the first one again at its end. */
const PERIOD = 2048

export function whiteNoise(samples: number, random: Random): Float32Array {
  const out = new Float32Array(samples)
  for (let i = 0; i < samples; i++) out[i] = random() * 2 - 1
  return out
}

/** A curve through random values, `perSecond` of them, without corners and without a period. */
export function wander(random: Random, perSecond: number, low: number, high: number): Curve {
  const points: number[] = []
  return (seconds) => {
    const at = Math.max(0, seconds * perSecond)
    const index = Math.floor(at)
    while (points.length < index + 2) points.push(between(random, low, high))
    const [from = 0, to = 0] = [points[index], points[index + 1]]
    const part = at - index
    return from + (to - from) * part * part * (3 - 2 * part)
  }
}

/** Moments about `every` seconds apart, each moved by up to `jitter` of that, from `first` to `end` seconds. */
export function moments(random: Random, { every, jitter, first, end }: Rhythm): number[] {
  const out: number[] = []
  for (let n = 0; first + n * every < end; n++) out.push(first + (n + jitter * (random() - 0.5)) * every)
  return out.filter((at) => at >= 0 && at < end)
}

interface Rhythm {
  every: number
  jitter: number
  first: number
  end: number
}

/** What the two sides of a bed have in common: enough to stand in front of the listener, too little to be mono. */
const COMMON = 0.4

/** Noise of a band all around, as loud as the curve says. Each side has its own curve if two are given. */
export function addBed(
  onto: Track,
  random: Random,
  band: { low: number; high: number; gain: Curve; right?: Curve },
): void {
  const samples = onto.left.length
  const band2 = (noise: Float32Array): Float32Array => filter(noise, highpass(band.low), lowpass(band.high))
  const left = band2(whiteNoise(samples, random))
  const right = band2(whiteNoise(samples, random))
  const own = Math.sqrt(1 - COMMON * COMMON)
  for (let i = 0; i < samples; i++) right[i] = COMMON * (left[i] as number) + own * (right[i] as number)
  shape(left, band.gain)
  shape(right, band.right ?? band.gain)
  addTrack(onto, { left, right }, 1)
}

/** A short noise of a band that rises in `attack` seconds and dies away, to 1/1000 after `seconds`. */
export function burst(
  random: Random,
  tone: { low: number; high: number; attack: number; seconds: number },
): Float32Array {
  const samples = Math.round((tone.attack + tone.seconds) * SAMPLE_RATE)
  const noise = filter(whiteNoise(samples, random), highpass(tone.low), lowpass(tone.high))
  return envelope(noise, tone.attack, tone.seconds)
}

/** A tone that glides, with overtones by their share, rising and dying like a burst. */
export function ping(tone: {
  from: number
  to: number
  attack: number
  seconds: number
  overtones?: readonly number[]
}): Float32Array {
  const samples = Math.round((tone.attack + tone.seconds) * SAMPLE_RATE)
  const out = new Float32Array(samples)
  const overtones = tone.overtones ?? []
  let angle = 0
  for (let i = 0; i < samples; i++) {
    angle += (TAU * (tone.from + ((tone.to - tone.from) * i) / samples)) / SAMPLE_RATE
    let sum = Math.sin(angle)
    for (let n = 0; n < overtones.length; n++) sum += (overtones[n] as number) * Math.sin(angle * (n + 2))
    out[i] = sum
  }
  return envelope(out, tone.attack, tone.seconds)
}

function envelope(signal: Float32Array, attack: number, seconds: number): Float32Array {
  const rise = Math.max(1, attack * SAMPLE_RATE)
  const decay = 6.9 / (seconds * SAMPLE_RATE)
  // The last few samples go to nothing, so that a cut tail cannot click.
  const end = Math.min(96, signal.length / 4)
  for (let i = 0; i < signal.length; i++) {
    const up = i < rise ? Math.sin((Math.PI * i) / rise / 2) ** 2 : Math.exp((rise - i) * decay)
    signal[i] = (signal[i] as number) * up * Math.min(1, (signal.length - i) / end)
  }
  return signal
}

/** Drops, grains, crackle: `perSecond` short sounds out of a few prepared ones, each at a place and loudness of its own. */
export function scatter(
  onto: Track,
  random: Random,
  grains: readonly Float32Array[],
  cloud: { perSecond: number; pan?: Curve },
): void {
  const seconds = onto.left.length / SAMPLE_RATE
  const count = Math.round(cloud.perSecond * seconds)
  for (let n = 0; n < count; n++) {
    const grain = grains[Math.floor(random() * grains.length)]
    const at = random() * seconds
    const pan = cloud.pan ? cloud.pan(at) + between(random, -0.2, 0.2) : between(random, -0.9, 0.9)
    if (grain) addAt(onto, grain, { at, pan, gain: 0.1 + 0.9 * random() ** 3 })
  }
}

/** One period of a wave with the given shares of its harmonics, for `oscillate`. */
export function waveTable(shares: readonly number[]): Float32Array {
  const table = new Float32Array(PERIOD + 1)
  for (let i = 0; i < table.length; i++) {
    let sum = 0
    for (const [n, share] of shares.entries()) sum += share * Math.sin((TAU * (n + 1) * i) / PERIOD)
    table[i] = sum
  }
  return table
}

/** Plays a wave table at a pitch that may move (Hz). */
export function oscillate(table: Float32Array, samples: number, hertz: Curve, phase = 0): Float32Array {
  const out = new Float32Array(samples)
  let at = phase % 1
  for (let first = 0; first < samples; first += STRIDE) {
    const step = hertz(first / SAMPLE_RATE) / SAMPLE_RATE
    const end = Math.min(first + STRIDE, samples)
    for (let i = first; i < end; i++) {
      at += step
      if (at >= 1) at -= Math.floor(at)
      const place = at * PERIOD
      const index = place | 0
      const from = table[index] as number
      out[i] = from + ((table[index + 1] as number) - from) * (place - index)
    }
  }
  return out
}
