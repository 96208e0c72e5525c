import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

const DEADLINE_MS = 30_000

/** Asks until the answer is there (not undefined, not false); fails with `what` after half a minute. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
): Promise<Exclude<Awaited<T>, undefined | false>> {
  const deadline = Date.now() + DEADLINE_MS
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer as Exclude<Awaited<T>, undefined | false>
    assert.ok(Date.now() < deadline, `still not true: ${what}`)
    await pause(10)
  }
}
