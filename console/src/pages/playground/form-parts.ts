import type { Draft, FieldName } from './draft.ts'

/** What each part of the form is given. */
export interface PartProps {
  draft: Draft
  change: (changes: Partial<Draft>) => void
  /** What the server has against a field, by its name. */
  errors: Readonly<Partial<Record<FieldName, string>>>
}
