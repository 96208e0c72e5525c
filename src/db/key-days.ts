import type { MicroUsd } from '../domain/money.ts'
import type { Reader, Tx } from './database.ts'

const DAY_MS = 86_400_000

/** The day of a moment: whole days since 1970, UTC. */
const dayOf = (at: number) => Math.floor(at / DAY_MS)

/** What the tasks that a key submitted on the day of `at` (ms, UTC) hold or have cost. */
export async function keySpentOnDay(db: Reader, keyId: string, at: number): Promise<MicroUsd> {
  const sql = 'SELECT amount FROM key_day WHERE key_id = ? AND day = ?'
  return (await db.get<{ amount: number }>(sql, [keyId, dayOf(at)]))?.amount ?? 0
}

/** Only the ledger calls this, beside the entry that explains it. */
export async function addKeyDay(tx: Tx, keyId: string, at: number, amount: MicroUsd): Promise<void> {
  await tx.run(
    `INSERT INTO key_day (key_id, day, amount) VALUES (?, ?, ?)
     ON CONFLICT (key_id, day) DO UPDATE SET amount = key_day.amount + excluded.amount`,
    [keyId, dayOf(at), amount],
  )
}

export interface KeyDaySums {
  key_id: string
  day: number
  amount: MicroUsd
  entries_amount: MicroUsd
}

/** Days whose stored sum is not what the entries of that day's tasks say. */
export function keyDaysAstray(db: Reader): Promise<KeyDaySums[]> {
  return db.all<KeyDaySums>(
    `WITH derived AS (
       SELECT e.key_id, t.created_at / ${DAY_MS} AS day,
         sum(CASE e.kind WHEN 'hold' THEN e.amount WHEN 'release' THEN -e.amount ELSE 0 END) AS amount
       FROM ledger_entry e NOT INDEXED CROSS JOIN task t WHERE t.id = e.task_id GROUP BY 1, 2),
     each AS (
       SELECT key_id, day, amount, 0 AS entries_amount FROM key_day
       UNION ALL SELECT key_id, day, 0, amount FROM derived)
     SELECT key_id, day, sum(amount) AS amount, sum(entries_amount) AS entries_amount FROM each
     GROUP BY key_id, day HAVING sum(amount) <> sum(entries_amount) ORDER BY key_id, day`,
    [],
  )
}
