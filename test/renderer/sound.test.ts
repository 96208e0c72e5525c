import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import test from 'node:test'
import { readPrompt } from '../../src/renderer/prompt/read-prompt.ts'
import type { Place, Room, SceneBrief, Weather } from '../../src/renderer/prompt/scene-brief.ts'
import { seededRandom } from '../../src/renderer/random.ts'
import { thunder, wind } from '../../src/renderer/sound/air.ts'
import { birds, crickets } from '../../src/renderer/sound/creatures.ts'
import { motor } from '../../src/renderer/sound/engines.ts'
import { bandpass, filter } from '../../src/renderer/sound/filter.ts'
import { loudnessOf } from '../../src/renderer/sound/loudness.ts'
import { makeSound, soundOf } from '../../src/renderer/sound/make-sound.ts'
import type { Voice } from '../../src/renderer/sound/part.ts'
import { steps } from '../../src/renderer/sound/steps.ts'
import { newTrack, type Track } from '../../src/renderer/sound/track.ts'
import { truePeaks } from '../../src/renderer/sound/true-peak.ts'
import { rain, surf } from '../../src/renderer/sound/water.ts'
import { tool } from '../harness/tools.ts'
import { clip } from './probe.ts'

const RATE = 48_000
const CALM = readPrompt('a dog running in the meadow', 7)

function apart(sound: Float32Array): Track {
  const track = newTrack(sound.length / 2)
  for (let i = 0; i < track.left.length; i++) {
    track.left[i] = sound[2 * i] ?? 0
    track.right[i] = sound[2 * i + 1] ?? 0
  }
  return track
}

/** What ffmpeg's meter says of interleaved stereo: integrated loudness in LUFS, true peak in dBTP. */
function meter(sound: Float32Array): { loudness: number; peak: number } {
  const asked =
    '-nostdin -hide_banner -f f32le -ar 48000 -ac 2 -i pipe:0 -af ebur128=peak=true:framelog=verbose -f null -'
  const program = `exec "${tool('ffmpeg')}" ${asked} 2>&1`
  const said = execFileSync('sh', ['-c', program], { input: new Uint8Array(sound.buffer), encoding: 'utf8' })
  const number = (pattern: RegExp): number => Number(pattern.exec(said)?.[1])
  return { loudness: number(/Integrated loudness:\s+I:\s+(-[\d.]+) LUFS/), peak: number(/Peak:\s+(-?[\d.]+) dBFS/) }
}

function heard(voice: Voice, seconds = 8, seed = 3): Track {
  const track = newTrack(seconds * RATE)
  voice(track, seededRandom(seed, 'under test'))
  return track
}

/** The power of a band over time, one value for each 50 ms. */
function levels({ left, right }: Track, hertz: number, q = 1): number[] {
  const mono = left.map((sample, i) => sample + (right[i] ?? 0))
  filter(mono, bandpass(hertz, q), bandpass(hertz, q))
  const step = RATE / 20
  return Array.from({ length: mono.length / step }, (_, n) => power(mono.subarray(n * step, (n + 1) * step)))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const power = (signal: Float32Array): number => signal.reduce((total, sample) => total + sample * sample, 0)

/** How alike a sequence is to itself that many places later, -1 to 1. */
function likeness(values: readonly number[], lag: number): number {
  const mean = sum(values) / values.length
  const centred = values.map((value) => value - mean)
  const later = centred.slice(lag)
  const sooner = centred.slice(0, -lag)
  const norm = Math.sqrt(sum(later.map((value) => value ** 2)) * sum(sooner.map((value) => value ** 2)))
  return sum(later.map((value, i) => value * (sooner[i] ?? 0))) / norm
}

const PLACES: Place[] = [
  ...(['beach', 'sea', 'lake', 'mountain', 'forest', 'desert', 'snow', 'city'] as const),
  ...(['meadow', 'underwater', 'space', 'sky', 'abstract', 'room'] as const),
]
const WEATHERS: Weather[] = ['clear', 'cloudy', 'rain', 'storm', 'snow', 'fog', 'haze', 'wind']
const ROOMS: Room[] = ['living', 'bedroom', 'kitchen', 'cafe', 'office', 'stage']

/** Every place once, with another weather, hour and mood each; every room. */
const SCENES: SceneBrief[] = [
  ...PLACES.map((place, n) => {
    const dayTime = (['day', 'sunset', 'dawn', 'night'] as const)[n % 4] ?? 'day'
    const mood = (['calm', 'joyful', 'sad', 'tense', 'epic', 'dreamy'] as const)[n % 6] ?? 'calm'
    return { ...CALM, place, dayTime, mood, weather: WEATHERS[n % 8] ?? ('clear' as const) }
  }),
  ...ROOMS.map((room) => ({ ...CALM, place: 'room' as const, room, weather: 'storm' as const })),
]

test('every scene sounds for as long as it is shown, at -18 LUFS, below -1 dBTP, from silence into silence', () => {
  for (const brief of SCENES) {
    const name = `${brief.place} ${brief.room ?? ''} ${brief.weather} ${brief.mood}`
    const sound = soundOf(brief, { seed: 5, seconds: 4, somewhere: false })
    assert.equal(sound.length, 2 * 4 * RATE)
    assert.ok(sound.every(Number.isFinite), name)
    const track = apart(sound)
    const loudness = loudnessOf(track)
    assert.ok(Math.abs(loudness + 18) < 0.5, `${name}: ${loudness} LUFS`)
    const peak = Math.max(...truePeaks(track.left, RATE / 1000, 0.3), ...truePeaks(track.right, RATE / 1000, 0.3))
    assert.ok(peak <= 10 ** (-1 / 20), `${name}: peak ${peak}`)
    assert.ok(Math.abs(sound[0] ?? 1) + Math.abs(sound.at(-1) ?? 1) < 1e-4, name)
    const [left, right] = [power(track.left), power(track.right)]
    const balance = 10 * Math.log10(left / right)
    assert.ok(Math.abs(balance) < 5, `${name}: ${balance} dB to one side`)
    const common = track.left.reduce((total, sample, i) => total + sample * (track.right[i] ?? 0), 0)
    const correlation = common / Math.sqrt(left * right)
    assert.ok(correlation > -0.2 && correlation < 0.95, `${name}: correlation ${correlation}`)
  }
})

test("our measures of loudness and peak agree with ffmpeg's", () => {
  for (const prompt of ['waves on the beach', 'a cat in the office', '雨の夜の街']) {
    const sound = makeSound(clip('/x.mp4', { prompt, seconds: 4 }))
    const track = apart(sound)
    const { loudness, peak } = meter(sound)
    assert.ok(Math.abs(loudness - loudnessOf(track)) <= 0.1, `${prompt}: ${loudness}`)
    const own = Math.max(...truePeaks(track.left, RATE / 1000, 0.2), ...truePeaks(track.right, RATE / 1000, 0.2))
    assert.ok(Math.abs(peak - 20 * Math.log10(own)) <= 0.3, `${prompt}: ${peak}`)
    assert.ok(peak <= -1)
  }
})

test('silence, and a sound too short to be measured, stay as they are', () => {
  assert.equal(loudnessOf(newTrack(RATE)), -Infinity)
  assert.equal(loudnessOf(newTrack(100)), -Infinity)
})

test('the same spec sounds the same, another seed differently', () => {
  const spec = clip('/x.mp4')
  assert.deepEqual(makeSound(spec), makeSound(spec))
  assert.notDeepEqual(makeSound(spec), makeSound({ ...spec, seed: 8 }))
})

test('crickets are between 4 and 5 kHz, birds above 1.5, thunder below 200 Hz', () => {
  const share = (voice: Voice, low: number, high: number): number => {
    const track = heard(voice)
    const bands = [60, 120, 240, 480, 960, 1920, 3000, 4500, 8000]
    const all = bands.map((hertz) => sum(levels(track, hertz, 2)))
    return sum(all.filter((_, n) => (bands[n] ?? 0) >= low && (bands[n] ?? 0) <= high)) / sum(all)
  }
  assert.ok(share(crickets, 3000, 4500) > 0.95)
  assert.ok(share(birds(3), 1500, 8000) > 0.95)
  assert.ok(share(thunder, 0, 200) > 0.6)
  // Rain and surf are noise of many octaves.
  assert.ok(share(rain(1), 3000, 8000) < 0.97 && share(rain(1), 900, 8000) > 0.7)
  assert.ok(share(surf(7), 400, 8000) > 0.05 && share(surf(7), 0, 500) > 0.2)
})

test('steps fall at the pace of the gait', () => {
  const falls = [
    [0, 1],
    [0.5, 1],
  ] as const
  for (const strides of [1, 1.5]) {
    const gait = { surface: 'sand' as const, strides, falls, weight: 1, hooves: false, pan: () => 0 }
    const beat = levels(heard(steps(gait)), 100)
    const alike = Array.from({ length: 20 }, (_, n) => likeness(beat, n + 4))
    const lag = alike.indexOf(Math.max(...alike)) + 4
    const steady = lag / 20 / (1 / (2 * strides))
    assert.ok(Math.abs(steady - Math.round(steady)) < 0.12, `${strides} strides: again after ${lag / 20} s`)
  }
})

test('waves and wind swell and never come round again', () => {
  for (const [name, voice] of Object.entries({ surf: surf(7), wind: wind(0.5), rain: rain(1) })) {
    const track = heard(voice, 16)
    const swell = levels(track, 500)
    if (name !== 'rain') assert.ok(Math.max(...swell) > 4 * Math.min(...swell), name)
    // A loop would be alike sample for sample, at whatever length.
    const line = Array.from(track.left.subarray(0, 2 * RATE))
    for (const seconds of [1, 2, 2.5, 4, 5, 8, 10]) {
      const later = Array.from(track.left.subarray(seconds * RATE, (seconds + 2) * RATE))
      const pair = [...line, ...later]
      assert.ok(Math.abs(likeness(pair, line.length)) < 0.2, `${name} repeats after ${seconds} s`)
    }
  }
})

test('what moves is heard moving: a car goes from the left to the right', () => {
  const track = heard(motor({ hertz: 70, rough: 0.3, tyres: 1 }, (seconds) => -0.8 + 0.2 * seconds))
  const balance = (from: number): number => {
    const part = (side: Float32Array): number => power(side.subarray(from * RATE, (from + 1) * RATE))
    return 10 * Math.log10(part(track.right) / part(track.left))
  }
  assert.ok(balance(0) < -8 && balance(7) > 6)
  assert.ok(Math.abs(balance(3.5)) < 4)
})

test('nothing clicks that is not a knock: the steepest step is no outlier', () => {
  const scene = (change: Partial<SceneBrief>): SceneBrief => ({ ...CALM, ...change })
  for (const place of ['beach', 'forest', 'desert', 'space', 'sky', 'underwater', 'mountain'] as const) {
    const { left } = apart(soundOf(scene({ place }), { seed: 9, seconds: 4, somewhere: false }))
    let steepest = 0
    let squares = 0
    for (let i = 1; i < left.length; i++) {
      const step = (left[i] ?? 0) - (left[i - 1] ?? 0)
      steepest = Math.max(steepest, Math.abs(step))
      squares += step * step
    }
    const usual = Math.sqrt(squares / left.length)
    assert.ok(steepest < 14 * usual, `${place}: ${steepest / usual}`)
  }
})

test('over a given picture a place is heard only where the prompt names it', () => {
  const given = { firstFrame: '/a.png', seconds: 4 }
  const high = (prompt: string): number => sum(levels(apart(makeSound(clip('/x.mp4', { ...given, prompt }))), 6000))
  assert.ok(high('waves on the beach') > 5 * high('slow zoom in'))
})
