import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestServer } from './server.ts'

/** Asks again and again until the answer is neither undefined nor false; fails after a minute. */
export async function eventually<T>(ask: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>
    assert.ok(Date.now() < deadline, `still waiting for ${ask.toString()}`)
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
