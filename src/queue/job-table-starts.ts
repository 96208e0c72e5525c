import type { Reader, Tx } from '../db/database.ts'
import { together } from '../lib/together.ts'
import { takeTurns } from './fair-turns.ts'
import type { DueJob, Waiting } from './fair-turns.ts'
import type { Phase, Room, StartMark } from './queue.ts'

/** What a quota of starts is counted over. */
const WINDOW_MS = 60_000

const WAITS = "phase = 'start' AND lease_owner IS NULL AND provider = ?"
const NEXT_START = `SELECT min(run_at) AS value FROM job WHERE ${WAITS}`
const FOLLOWED = `
  SELECT account_id, count(*) AS count FROM job INDEXED BY job_followed
  WHERE phase = 'follow' AND provider = ? GROUP BY account_id`
const STARTING = `
  SELECT account_id, count(*) AS count FROM job INDEXED BY job_starting
  WHERE phase = 'start' AND lease_owner IS NOT NULL AND provider = ? GROUP BY account_id`
const TAKEN = `
  SELECT (SELECT count(*) FROM job INDEXED BY job_starting
      WHERE phase = 'start' AND lease_owner IS NOT NULL AND provider = ?) AS starting,
    (SELECT count(*) FROM job INDEXED BY job_followed WHERE phase = 'follow' AND provider = ?) AS followed`
const TAKEN_BY = `
  SELECT (SELECT count(*) FROM job INDEXED BY job_starting
      WHERE phase = 'start' AND lease_owner IS NOT NULL AND provider = ? AND lease_owner = ?) AS starting,
    (SELECT count(*) FROM job INDEXED BY job_followed
      WHERE phase = 'follow' AND provider = ? AND lease_owner = ?) AS followed`
// From one account to the next through the index: the cost is that of the accounts, not of the jobs.
const WAITING = `
  WITH RECURSIVE line(account_id) AS (
    SELECT min(account_id) FROM job INDEXED BY job_waiting WHERE ${WAITS}
    UNION ALL
    SELECT (SELECT min(account_id) FROM job INDEXED BY job_waiting WHERE ${WAITS} AND account_id > line.account_id)
    FROM line WHERE line.account_id IS NOT NULL)
  SELECT line.account_id,
    (SELECT min(run_at) FROM job INDEXED BY job_waiting WHERE ${WAITS} AND account_id = line.account_id) AS run_at,
    (SELECT turn FROM account_turn WHERE provider = ? AND account_id = line.account_id) AS turn
  FROM line WHERE line.account_id IS NOT NULL`
const DUE_OF = `
  SELECT task_id, run_at FROM job INDEXED BY job_waiting WHERE ${WAITS} AND account_id = ? AND run_at <= ?
  ORDER BY run_at, task_id LIMIT ?`
const LAST_TURN = 'SELECT max(turn) AS value FROM account_turn WHERE provider = ?'
const TAKE_TURN = `
  INSERT INTO account_turn (provider, account_id, turn) VALUES (?, ?, ?)
  ON CONFLICT (provider, account_id) DO UPDATE SET turn = excluded.turn`
const MARKS = 'SELECT count(*) AS value FROM start_mark WHERE provider = ? AND at > ?'
const MARK_AT = 'SELECT at AS value FROM start_mark WHERE provider = ? AND at > ? ORDER BY at LIMIT 1 OFFSET ?'
const MARK = 'INSERT INTO start_mark (provider, at) VALUES (?, ?)'
const FORGET = 'DELETE FROM start_mark WHERE provider = ? AND at <= ?'
const COUNT_AT = 'SELECT count(*) AS value FROM (SELECT 1 FROM job WHERE phase = ? AND provider = ? LIMIT ?) AS found'

interface Value {
  value: number | null
}
interface OfAccount {
  account_id: string
  count: number
}
interface WaitingRow {
  account_id: string
  run_at: number
  turn: number | null
}

const valueOf = async (db: Reader, sql: string, params: readonly (string | number)[]) =>
  (await db.get<Value>(sql, params))?.value ?? undefined

/** Where starts are looked for. */
interface At {
  provider: string
  room: Room
  now: number
}

/** How many may be started now, and how much of the quota is used: by calls that were made, and by those about to be. */
async function freePlaces(db: Reader, { provider, room, now }: At): Promise<{ free: number; used: number }> {
  const { heldBy } = room
  const places = heldBy === undefined ? [provider, provider] : [provider, heldBy, provider, heldBy]
  const [taken, used] = await together([
    db.get<{ starting: number; followed: number }>(heldBy === undefined ? TAKEN : TAKEN_BY, places),
    room.startsPerMinute === undefined ? 0 : startsUsed(db, { provider, now }),
  ])
  const { starting = 0, followed = 0 } = taken ?? {}
  const free = Math.min(room.capacity - followed, room.startsMax ?? Infinity) - starting
  return { free, used: room.startsPerMinute === undefined ? 0 : used + starting }
}

/** See Queue.startsUsed. */
export async function startsUsed(db: Reader, { provider, now }: Omit<At, 'room'>): Promise<number> {
  return (await valueOf(db, MARKS, [provider, now - WINDOW_MS])) ?? 0
}

/** When the next start at a provider is possible (ms); undefined where there is no work, or no place before something ends. */
export async function nextStart(db: Reader, at: At): Promise<number | undefined> {
  const { provider, room, now } = at
  const due = await valueOf(db, NEXT_START, [provider])
  if (due === undefined) return undefined
  const { free, used } = await freePlaces(db, at)
  if (free <= 0) return undefined
  if (room.startsPerMinute === undefined || used < room.startsPerMinute) return due
  const oldest = await valueOf(db, MARK_AT, [provider, now - WINDOW_MS, used - room.startsPerMinute])
  // Without such a mark it is the starts under way that use the quota up: their end is a turn of its own.
  return oldest === undefined ? undefined : Math.max(due, oldest + WINDOW_MS)
}

/** The jobs to start now, in the order of the accounts' turns, which are written down. At most `most`. */
export async function chooseStarts(tx: Tx, at: At & { most: number }): Promise<string[]> {
  const { provider, room, now, most } = at
  const due = await valueOf(tx, NEXT_START, [provider])
  if (due === undefined || due > now) return []
  const { free, used } = await freePlaces(tx, at)
  const places = Math.min(free, most, (room.startsPerMinute ?? Infinity) - used)
  if (places <= 0) return []
  const [taken, last = 0] = await together([
    takeNext(tx, { provider, now, most: places }),
    valueOf(tx, LAST_TURN, [provider]),
  ])
  // Of several turns of one account only the last is remembered.
  const turns = new Map(taken.map(({ accountId }, index) => [accountId, last + index + 1]))
  await together([...turns].map(([accountId, turn]) => tx.run(TAKE_TURN, [provider, accountId, turn])))
  return taken.map(({ taskId }) => taskId)
}

async function takeNext(db: Reader, { provider, now, most }: Omit<At, 'room'> & { most: number }) {
  const accounts = (await waitingAccounts(db, provider)).filter(({ runAt }) => runAt <= now)
  return takeTurns(accounts, most, async (accountId) => {
    const rows = await db.all<{ task_id: string; run_at: number }>(DUE_OF, [provider, accountId, now, most])
    return rows.map((row): DueJob => ({ taskId: row.task_id, runAt: row.run_at }))
  })
}

/** See Queue.nextInLine. Nobody's turn is used up by it. */
export async function nextInLine(db: Reader, at: Omit<At, 'room'> & { most: number }): Promise<string[]> {
  return (await takeNext(db, at)).map(({ taskId }) => taskId)
}

async function waitingAccounts(db: Reader, provider: string): Promise<(Waiting & { runAt: number })[]> {
  const [rows, ...places] = await together([
    db.all<WaitingRow>(WAITING, [provider, provider, provider, provider]),
    db.all<OfAccount>(FOLLOWED, [provider]),
    db.all<OfAccount>(STARTING, [provider]),
  ])
  const held = new Map<string, number>()
  for (const row of places.flat()) held.set(row.account_id, (held.get(row.account_id) ?? 0) + row.count)
  return rows.map((row) => ({
    accountId: row.account_id,
    runAt: row.run_at,
    held: held.get(row.account_id) ?? 0,
    turn: row.turn ?? 0,
  }))
}

/** The calls a task takes, cut to the quota: otherwise it could never be started. */
const callsOf = ({ starts, startsPerMinute = Infinity }: StartMark) => Math.min(starts, startsPerMinute)

/** By how many starts the quota would be overdrawn; 0 or less where they may be made. */
async function overdrawn(db: Reader, mark: StartMark): Promise<number> {
  return (await startsUsed(db, mark)) + callsOf(mark) - (mark.startsPerMinute ?? Infinity)
}

/** See Queue.isQuotaSpent. */
export async function isQuotaSpent(db: Reader, mark: StartMark): Promise<boolean> {
  return mark.startsPerMinute !== undefined && (await overdrawn(db, mark)) > 0
}

/** See Queue.markStart. The count and the marks are one transaction, so that no two workers take the same place. */
export async function markStart(tx: Tx, mark: StartMark): Promise<number | undefined> {
  const { provider, now, startsPerMinute } = mark
  if (startsPerMinute === undefined) return undefined
  const since = now - WINDOW_MS
  const over = await overdrawn(tx, mark)
  if (over > 0) return ((await valueOf(tx, MARK_AT, [provider, since, over - 1])) ?? now) + WINDOW_MS
  const marks = Array.from({ length: callsOf(mark) }, () => tx.run(MARK, [provider, now]))
  await together([tx.run(FORGET, [provider, since]), ...marks])
  return undefined
}

/** See Queue.isQuotaUsed. Looks at no more jobs than the quota has starts. */
export async function isQuotaUsed(db: Reader, mark: StartMark): Promise<boolean> {
  const { provider, startsPerMinute } = mark
  if (startsPerMinute === undefined) return false
  const [ahead, over] = await together([
    countAt(db, { provider, phase: 'start', max: startsPerMinute }),
    overdrawn(db, mark),
  ])
  return ahead + over > 0
}

/** See Queue.countAt. */
export async function countAt(db: Reader, at: { provider: string; phase: Phase; max: number }): Promise<number> {
  return (await valueOf(db, COUNT_AT, [at.phase, at.provider, at.max])) ?? 0
}
