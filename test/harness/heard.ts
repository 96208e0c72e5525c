import type { Answer } from './api.ts'

/** What callers met, and what they found wrong. */
export interface Heard {
  /** Calls by what they were and their status. */
  answers: Map<string, number>
  /** Calls that met no answer. */
  broken: number
  wrong: string[]
}

export function count(heard: Heard, what: string, { status }: Answer): void {
  const name = `${what} ${status}`
  heard.answers.set(name, (heard.answers.get(name) ?? 0) + 1)
}
