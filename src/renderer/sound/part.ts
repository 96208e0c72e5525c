import type { Random } from '../random.ts'
import type { Track } from './track.ts'

/** Adds a sound onto an empty track of the clip's length. Its own loudness does not matter: the mix sets it. */
export type Voice = (out: Track, random: Random) => void

/** One sound of a mix. */
export interface Part {
  /** Of its random numbers: another part more or less changes nothing of this one. */
  name: string
  voice: Voice
  /** Loudness in the mix, in LUFS. */
  level: number
  /** How much of it the space gives back, 0 to 1. */
  echo: number
}
