import type { ClipSpec } from '../clip-spec.ts'
import { SAMPLE_RATE } from '../encode/encoder.ts'
import { findAll } from '../prompt/lexicon.ts'
import { readPrompt } from '../prompt/read-prompt.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { PLACES } from '../prompt/scene-words.ts'
import { seededRandom } from '../random.ts'
import { actionParts } from './action-sound.ts'
import { wind } from './air.ts'
import { ambienceOf, spaceOf } from './ambience.ts'
import { loudnessOf } from './loudness.ts'
import { master } from './master.ts'
import { music } from './music.ts'
import { addReverb } from './reverb.ts'
import { addTrack, type Curve, newTrack } from './track.ts'

/** The sound of a clip: interleaved stereo at 48 kHz, exactly as long as the clip, from the prompt and the seed. */
export function makeSound(spec: ClipSpec): Float32Array {
  const brief = readPrompt(spec.prompt, spec.seed, spec.negativePrompt)
  // A given picture shows its own place; where the prompt names none, guessing one would be wrong.
  const pictured = (spec.firstFrame ?? spec.lastFrame) !== undefined
  return soundOf(brief, { ...spec, somewhere: pictured && findAll(spec.prompt, PLACES).length === 0 })
}

/** The sound of a scene. `somewhere`: its place is not known and is not to be heard. */
export function soundOf(
  brief: SceneBrief,
  { seed, seconds, somewhere }: { seed: number; seconds: number; somewhere: boolean },
): Float32Array {
  const samples = seconds * SAMPLE_RATE
  const mix = newTrack(samples)
  const echoes = newTrack(samples)
  const around = somewhere ? [{ name: 'air', voice: wind(0.15), level: -30, echo: 0 }] : ambienceOf(brief)
  const score = { name: 'music', voice: music(brief.mood, darkness(brief)), level: musicLevel(brief), echo: 0.5 }
  for (const { name, voice, level, echo } of [...around, ...actionParts(brief, pathOf(brief, seconds)), score]) {
    const part = newTrack(samples)
    voice(part, seededRandom(seed, `sound ${name}`))
    const gain = 10 ** ((level - loudnessOf(part)) / 20)
    // A part may have nothing to say in so short a clip.
    if (!Number.isFinite(gain)) continue
    addTrack(mix, part, gain)
    if (echo > 0) addTrack(echoes, part, gain * echo)
  }
  addReverb(mix, echoes, spaceOf(brief))
  return master(mix)
}

function darkness({ dayTime }: SceneBrief): number {
  return dayTime === 'night' ? 1 : dayTime === 'day' ? 0 : 0.5
}

/** Music is in front where the place itself is silent or made up. */
function musicLevel({ place, mood }: SceneBrief): number {
  if (place === 'abstract' || place === 'space' || place === 'moon') return -21
  return mood === 'calm' ? -30 : -26
}

/** Where the first subject is, -1 to 1: what moves gains slowly on the picture, from left to right. */
function pathOf({ subject, action, place, room }: SceneBrief, seconds: number): Curve {
  if (!subject || subject.carriage === 'still' || action === 'sit' || action === 'dance') return () => 0
  const [from, to] = place === 'room' && room !== 'stage' ? [-0.65, 0.65] : [-0.35, 0.35]
  return (at) => from + ((to - from) * Math.min(at, seconds)) / seconds
}
