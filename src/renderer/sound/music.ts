import { SAMPLE_RATE } from '../encode/encoder.ts'
import type { Mood } from '../prompt/scene-brief.ts'
import { between, pick, type Random } from '../random.ts'
import { filter, lowpass } from './filter.ts'
import type { Voice } from './part.ts'
import { oscillate, ping, waveTable } from './source.ts'
import { addAt, secondsOf, shape, type Track } from './track.ts'

/** What a mood sounds like. Chords are steps of the scale, counted from its root. */
interface Style {
  /** Semitones above the root. */
  scale: readonly number[]
  chords: readonly (readonly number[])[]
  beatsPerMinute: number
  /** Share of the chord's harmonics: low is round, high is bright. */
  bright: number
  /** Notes plucked to a beat; 0: chords alone. */
  plucks: number
  /** Semitones that the root may lie from A (110 Hz), chosen by the seed. */
  roots: readonly [number, ...number[]]
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11]
const MINOR = [0, 2, 3, 5, 7, 8, 10]
const LYDIAN = [0, 2, 4, 6, 7, 9, 11]
const PHRYGIAN = [0, 1, 3, 5, 7, 8, 10]

const STYLES: Record<Mood, Style> = {
  calm: {
    scale: MAJOR,
    chords: [
      [0, 2, 4, 8],
      [3, 5, 7, 9],
      [5, 7, 9, 11],
      [4, 7, 8, 11],
    ],
    beatsPerMinute: 66,
    bright: 0.5,
    plucks: 0.5,
    roots: [-2, 0, 3, 5],
  },
  joyful: {
    scale: MAJOR,
    chords: [
      [0, 2, 4, 7],
      [4, 6, 8, 11],
      [5, 7, 9, 12],
      [3, 5, 7, 10],
    ],
    beatsPerMinute: 112,
    bright: 0.8,
    plucks: 2,
    roots: [1, 3, 5],
  },
  sad: {
    scale: MINOR,
    chords: [
      [0, 2, 4, 9],
      [5, 7, 9, 11],
      [3, 5, 7, 9],
      [4, 6, 8, 11],
    ],
    beatsPerMinute: 58,
    bright: 0.35,
    plucks: 0.5,
    roots: [-4, -2, 0],
  },
  tense: {
    scale: PHRYGIAN,
    chords: [
      [0, 4, 7],
      [1, 4, 7],
      [0, 4, 8],
      [1, 5, 8],
    ],
    beatsPerMinute: 74,
    bright: 0.3,
    plucks: 0,
    roots: [-7, -5, -4],
  },
  epic: {
    scale: MINOR,
    chords: [
      [0, 4, 7, 9],
      [5, 7, 9, 12],
      [2, 4, 6, 9],
      [6, 8, 10, 13],
    ],
    beatsPerMinute: 84,
    bright: 1,
    plucks: 1,
    roots: [-7, -5, -2],
  },
  dreamy: {
    scale: LYDIAN,
    chords: [
      [0, 4, 6, 8],
      [1, 5, 7, 10],
      [4, 6, 8, 11],
      [2, 4, 8, 13],
    ],
    beatsPerMinute: 60,
    bright: 0.6,
    plucks: 1,
    roots: [0, 2, 5],
  },
}

/**
 * A short piece of music: slow chords, over them single plucked notes, by the mood; night and dusk (`dark` 0 to 1)
 * make it rounder. Root, order of the chords, tempo and notes come from the random numbers.
 */
export function music(mood: Mood, dark: number): Voice {
  return (out, random) => {
    const style = STYLES[mood]
    const root = 110 * 2 ** (pick(random, style.roots) / 12)
    const beat = (60 / style.beatsPerMinute) * between(random, 0.94, 1.06)
    const bar = beat * 4 > 4.2 ? beat * 2 : beat * 4
    const first = Math.floor(random() * style.chords.length)
    const bright = style.bright * (1 - 0.5 * dark)
    const pitch = (step: number): number => root * 2 ** (semitones(style.scale, step) / 12)
    const table = padTable(bright)
    for (let n = 0; n * bar < secondsOf(out); n++) {
      const chord = style.chords[(first + n) % style.chords.length] ?? []
      addChord(out, random, { table, hertz: chord.map(pitch), at: n * bar, seconds: bar })
      if (style.plucks > 0)
        addPlucks(out, random, { chord, pitch, at: n * bar, seconds: bar, gap: beat / style.plucks, bright })
    }
  }
}

function semitones(scale: readonly number[], step: number): number {
  return 12 * Math.floor(step / scale.length) + (scale[step % scale.length] ?? 0)
}

function padTable(bright: number): Float32Array {
  return waveTable(Array.from({ length: 14 }, (_, n) => Math.exp(-n / (0.8 + 2.6 * bright)) / Math.sqrt(n + 1)))
}

/** A chord that swells over the end of the one before; each note twice, a little apart in pitch and side. */
function addChord(
  out: Track,
  random: Random,
  { table, hertz, at, seconds }: { table: Float32Array; hertz: readonly number[]; at: number; seconds: number },
): void {
  const overlap = Math.min(1.4, seconds * 0.5)
  const whole = seconds + overlap
  const samples = Math.round(whole * SAMPLE_RATE)
  for (const [n, pitch] of hertz.entries()) {
    for (const side of [-1, 1]) {
      const detune = 1 + side * between(random, 0.0012, 0.003)
      const tone = oscillate(table, samples, () => pitch * detune, random())
      shape(tone, (s) => Math.sin((Math.PI / 2) * Math.max(0, Math.min(1, s / overlap, (whole - s) / overlap))) ** 2)
      addAt(out, tone, { at, pan: side * (0.3 + 0.12 * n), gain: 0.12 })
    }
  }
}

function addPlucks(
  out: Track,
  random: Random,
  bar: {
    chord: readonly number[]
    pitch: (step: number) => number
    at: number
    seconds: number
    gap: number
    bright: number
  },
): void {
  for (let after = 0; after < bar.seconds - 0.01; after += bar.gap) {
    if (random() < 0.25) continue
    const step = (bar.chord[Math.floor(random() * bar.chord.length)] ?? 0) + 7
    const hertz = bar.pitch(step)
    const note = ping({
      from: hertz,
      to: hertz,
      attack: 0.006,
      seconds: 1.1,
      overtones: [0.3 * bar.bright, 0.12 * bar.bright, 0.06],
    })
    addAt(out, filter(note, lowpass(3800)), {
      at: bar.at + after,
      pan: between(random, -0.5, 0.5),
      gain: between(random, 0.08, 0.16),
    })
  }
}
