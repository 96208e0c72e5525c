import type { Tx } from '../db/database.ts'
import { CHECK_GRANT_MS } from './queue.ts'
import type { CheckAsk, CheckGrant } from './queue.ts'

/** A grant may be used some time after it was given: what counts are all that can be used in the same minute. */
const WINDOW_MS = 60_000 + CHECK_GRANT_MS
/** The quota is given out in portions of this length. */
const PORTION_MS = 1_000

const USED = 'SELECT sum(calls) AS value FROM check_grant WHERE provider = ? AND at > ?'
const OLDEST = 'SELECT min(at) AS value FROM check_grant WHERE provider = ? AND at > ?'
const GRANT = 'INSERT INTO check_grant (provider, at, calls) VALUES (?, ?, ?)'
const FORGET = 'DELETE FROM check_grant WHERE provider = ? AND at <= ?'

/** See Queue.takeChecks. The sums and the new row are one transaction, so that no two workers use the same calls. */
export async function takeChecks(tx: Tx, ask: CheckAsk): Promise<CheckGrant> {
  const { provider, now, checksPerMinute } = ask
  // A check that takes more calls than the quota counts as the whole of it: otherwise it could never be made.
  const least = Math.min(ask.least, checksPerMinute)
  const valueOf = async (sql: string, since: number) =>
    (await tx.get<{ value: number | null }>(sql, [provider, since]))?.value ?? 0
  const portion = Math.max(least, Math.ceil((checksPerMinute * PORTION_MS) / 60_000))
  let calls = ask.most
  for (const { quota, overMs } of [
    { quota: checksPerMinute, overMs: WINDOW_MS },
    { quota: portion, overMs: PORTION_MS },
  ]) {
    const free = quota - (await valueOf(USED, now - overMs))
    if (free < least) return { calls: 0, askAt: (await valueOf(OLDEST, now - overMs)) + overMs }
    calls = Math.min(calls, free)
  }
  await tx.run(FORGET, [provider, now - WINDOW_MS])
  await tx.run(GRANT, [provider, now, calls])
  return { calls, askAt: now }
}
