import type { Breaker } from '../domain/breaker.ts'
import type { Reader, Tx } from './database.ts'

/** The word of a provider that stands otherwise than before. */
export const HEALTH_CHANGED = 'health'

/** How a provider stands, as a node has told it. */
interface ToldHealth {
  provider: string
  breaker: Breaker
  /** Until when it said, or is thought, to take nothing (ms); 0: it takes work. */
  busyUntil: number
  turn: number
}

/** What a node tells of a provider; undefined: nothing new. */
export interface HealthNews {
  provider: string
  breaker: Breaker | undefined
  busyUntil: number | undefined
}

interface HealthRow {
  provider: string
  breaker: string
  busy_until: number
  turn: number
}

/** Tells other nodes how these providers stand; who tells last is believed. `standard`: where nothing was ever told. */
export async function tellHealth(tx: Tx, news: readonly HealthNews[], standard: Breaker): Promise<void> {
  const last = await tx.get<{ turn: number | null }>('SELECT max(turn) AS turn FROM route_health', [])
  const turn = (last?.turn ?? 0) + 1
  for (const { provider, breaker, busyUntil } of news) {
    await tx.run(
      'INSERT INTO route_health (provider, breaker, busy_until, turn) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING',
      [provider, JSON.stringify(standard), turn],
    )
    if (breaker !== undefined) {
      const sql = 'UPDATE route_health SET breaker = ?, turn = ? WHERE provider = ?'
      await tx.run(sql, [JSON.stringify(breaker), turn, provider])
    }
    if (busyUntil !== undefined) {
      await tx.run('UPDATE route_health SET busy_until = ?, turn = ? WHERE provider = ?', [busyUntil, turn, provider])
    }
  }
  tx.notify(HEALTH_CHANGED)
}

/** What was told after a turn. */
export async function listToldHealth(db: Reader, after: number): Promise<ToldHealth[]> {
  const rows = await db.all<HealthRow>('SELECT * FROM route_health WHERE turn > ?', [after])
  return rows.map(({ provider, breaker, busy_until: busyUntil, turn }) => ({
    provider,
    breaker: JSON.parse(breaker) as Breaker,
    busyUntil,
    turn,
  }))
}

/** Starts under way at a provider, on all nodes. */
export async function countStarting(db: Reader, provider: string): Promise<number> {
  const sql = `SELECT count(*) AS count FROM task INDEXED BY task_unfinished
    WHERE state = 'starting' AND ended_at IS NULL AND provider = ?`
  return (await db.get<{ count: number }>(sql, [provider]))?.count ?? 0
}
