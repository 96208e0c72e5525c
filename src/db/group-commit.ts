import type { Tx } from './database.ts'

export type Work = (tx: Tx) => Promise<unknown>

/** In the transaction of another work, or outside of any, it would be kept whatever becomes of its own. */
export const STATEMENT_TOO_LATE = 'a statement came after its work had ended'

/** What became of one work, with the words that it notified. */
export type Outcome = { ok: true; value: unknown; words: ReadonlySet<string> } | { ok: false; reason: unknown }

interface Waiting {
  work: Work
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

interface Parts {
  /** Most works that share one commit: bounds how long the first of them waits for the last. */
  groupMax: number
  /** Runs the works one after the other and commits them together; an outcome for each. Where it throws, all have failed. */
  commit: (works: readonly Work[]) => Promise<readonly Outcome[]>
  /** Hears the words of each work that is kept, before whoever asked for the work does. */
  tell: (words: ReadonlySet<string>) => void
}

/** Writers that wait at the same time share one commit, and each hears of success only after that. */
export class GroupCommit {
  readonly #parts: Parts
  #waiting: Waiting[] = []
  #flushing: Promise<void> | undefined
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the database is closed'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#flushing ??= this.#flush()
    })
  }

  /** Takes no more work; resolves when what waits is done. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#flushing
  }

  async #flush(): Promise<void> {
    const { groupMax, commit, tell } = this.#parts
    while (this.#waiting.length > 0) {
      // Let every request of this turn of the event loop join the group first.
      await new Promise(setImmediate)
      const group = this.#waiting.splice(0, groupMax)
      let outcomes: readonly Outcome[]
      try {
        outcomes = await commit(group.map(({ work }) => work))
      } catch (reason) {
        outcomes = group.map(() => ({ ok: false, reason }))
      }
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index]
        if (outcome?.ok === true) tell(outcome.words)
        if (outcome?.ok === true) resolve(outcome.value)
        else reject(outcome?.reason)
      }
    }
    this.#flushing = undefined
  }
}
