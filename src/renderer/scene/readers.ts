import type { SceneBrief } from '../prompt/scene-brief.ts'
import { isPerson } from './subjects/person-look.ts'

const READABLE = /^(?:open-book|closed-book|books|notebook|newspaper|rolled-up-newspaper)$/
const AT_REST = /^(?:sit|stand|look)$/

/** Puts a book into the hands of who reads it: lying on the floor it would be larger than life to be seen at all. */
export function withReaders(brief: SceneBrief): SceneBrief {
  const { subjects } = brief
  const book = subjects.findIndex(({ icon, relation }) => READABLE.test(icon) && (relation?.how ?? 'held') === 'held')
  const reader = subjects.findIndex(({ icon, action }) => isPerson(icon) && AT_REST.test(action))
  if (book < 0 || reader < 0 || subjects.some(({ relation }) => relation?.to === book && relation.how !== 'beside'))
    return brief
  const kept = subjects.flatMap((one, i) => {
    if (i === book) return []
    const { relation, ...rest } = one
    const host = relation?.to === book ? reader : (relation?.to ?? 0)
    const to = relation && i !== host && { relation: { ...relation, to: host > book ? host - 1 : host } }
    return [{ ...rest, ...to, ...(i === reader && { reads: true as const }) }]
  })
  const [subject] = kept
  return { ...brief, subjects: kept, ...(subject && { subject }) }
}
