import type { ClipSpec } from '../clip-spec.ts'
import { SAMPLE_RATE } from '../encode/encoder.ts'
import { readPrompt } from '../prompt/read-prompt.ts'
import type { Place, SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'
import { master } from './master.ts'
import { chirps, rain, rumble, type Voice, waves, wind } from './noise.ts'
import { pad } from './pad.ts'

/** The sound of a clip: interleaved stereo at 48 kHz, exactly as long as the clip, from the prompt and the seed. */
export function makeSound(spec: ClipSpec): Float32Array {
  const samples = spec.seconds * SAMPLE_RATE
  const brief = readPrompt(spec.prompt, spec.seed, spec.negativePrompt)
  const [left, right] = (['left', 'right'] as const).map((side) => {
    const out = new Float32Array(samples)
    voicesOf(brief, side, spec.seed).forEach((voice, i) => voice(out, seededRandom(spec.seed, `sound ${side} ${i}`)))
    return out
  })
  return master(left ?? new Float32Array(samples), right ?? new Float32Array(samples))
}

function voicesOf(brief: SceneBrief, side: 'left' | 'right', seed: number): Voice[] {
  const random = seededRandom(seed, 'sound')
  const phase = (side === 'left' ? 0 : 0.8) + between(random, 0, 6)
  const detune = side === 'left' ? 0.996 : 1.004
  const mood = brief.neon || brief.dayTime === 'night' ? 'dark' : brief.dayTime === 'day' ? 'bright' : 'warm'
  const weather: Record<SceneBrief['weather'], Voice[]> = {
    clear: [],
    cloudy: [],
    wind: [wind(0.6, phase)],
    haze: [],
    storm: [rain(90), wind(0.5, phase)],
    rain: [rain(60)],
    snow: [wind(0.5, phase)],
    fog: [wind(0.3, phase)],
  }
  return [...placeVoices(brief.place, phase), ...weather[brief.weather], pad(mood, detune, 0.045)]
}

function placeVoices(place: Place, phase: number): Voice[] {
  switch (place) {
    case 'beach':
    case 'sea':
      return [waves(5.5, phase), chirps(0.15, 1900, 0.02)]
    case 'lake':
      return [wind(0.15, phase), waves(3.4, phase), chirps(1.1, 3100, 0.02)]
    case 'underwater':
      return [rumble(0.5), chirps(1.2, 420, 0.015)]
    case 'forest':
    case 'meadow':
      return [wind(0.25, phase), chirps(1.6, 3300, 0.025)]
    case 'mountain':
    case 'desert':
    case 'snow':
    case 'sky':
      return [wind(0.7, phase)]
    case 'city':
      return [rumble(0.7), wind(0.1, phase)]
    case 'abstract':
    case 'space':
      return [rumble(0.3)]
    case 'room':
      return [rumble(0.08)]
  }
}
