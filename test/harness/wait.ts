import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestServer } from './server.ts'

const PATIENCE_MS = 60_000

/** Waits for what may never come; fails after a minute, and says for what it waited. */
export async function within<T>(what: string, coming: Promise<T>): Promise<T> {
  const patience = new AbortController()
  const { signal } = patience
  const given = pause(PATIENCE_MS, undefined, { signal }).then(() => assert.fail(`still waiting for ${what}`))
  try {
    return await Promise.race([coming, given])
  } finally {
    given.catch(() => {})
    patience.abort()
  }
}

/** Asks again and again until the answer is neither undefined nor false; fails after a minute, and says for what it waited. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  what = ask.toString(),
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await within(what, Promise.resolve(ask()))
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>
    assert.ok(Date.now() < deadline, `still waiting for ${what}`)
    await pause(5)
  }
}

/** A place to hold a call at: it reports that it was reached, and goes on when it is opened. */
export class Gate {
  readonly #reached = Promise.withResolvers<void>()
  readonly #opened = Promise.withResolvers<void>()
  readonly reached = this.#reached.promise

  pass(): Promise<void> {
    this.#reached.resolve()
    return this.#opened.promise
  }

  open(): void {
    this.#opened.resolve()
  }
}

/** Waits until nothing is done for the task and its next turn lies in the future: only then may a test move the clock. */
export async function atRest({ flow, nextCheckAt }: Pick<TestServer, 'flow' | 'nextCheckAt'>, taskId: string) {
  const { db, clock } = flow
  await eventually(async () => {
    const sql = 'SELECT run_at, lease_owner FROM job WHERE task_id = ?'
    const job = await db.read.get<{ run_at: number; lease_owner: string | null }>(sql, [taskId])
    assert.ok(job, `task ${taskId} has ended`)
    const turn = job.lease_owner === null ? job.run_at : nextCheckAt(taskId)
    return turn !== undefined && turn > clock.now()
  })
}
