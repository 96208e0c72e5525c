import type { Subject } from './scene-brief.ts'
import { SUBJECTS } from './subject-words.ts'
import { kindOf } from './vocabulary.ts'

/** By the kind of thing, for icons that have no entry of their own. */
const USUAL: Readonly<Record<string, number>> = { food: 0.2, object: 0.5, nature: 0.6, person: 1.7, travel: 8 }

/** The length or height of a subject in metres, whichever is longer. */
export function metresOf({ icon, carriage }: Pick<Subject, 'icon' | 'carriage'>): number {
  return SUBJECTS[carriage][icon]?.[0] ?? USUAL[kindOf(icon) ?? ''] ?? 1
}
