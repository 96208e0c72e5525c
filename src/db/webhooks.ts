import type { Destination, WebhookState, WebhookTry } from '../domain/webhook.ts'
import type { Reader, Tx } from './database.ts'

/** The word of a webhook that may be due now. */
export const WEBHOOK_DUE = 'webhook'
/** Tries that are kept of one webhook; with more, the oldest go. */
const TRIES_KEPT = 50

interface WebhookRow {
  task_id: string
  account_id: string
  origin: string
  state: WebhookState
  tries: string
  tries_since_asked: number
  next_at: number | null
  is_leased: number
  give_up_at: number
  changed_at: number
}

/** What is to be told about one task, and what came of it. */
export interface Webhook extends Destination {
  taskId: string
  state: WebhookState
  /** Oldest first. */
  tries: WebhookTry[]
  /** Since it was asked for, or asked for again. */
  triesSinceAsked: number
  /** When the next try is due (ms); null: none is, or one is under way. */
  nextAt: number | null
  giveUpAt: number
  changedAt: number
}

const toWebhook = (row: WebhookRow): Webhook => ({
  taskId: row.task_id,
  accountId: row.account_id,
  origin: row.origin,
  state: row.state,
  tries: JSON.parse(row.tries) as WebhookTry[],
  triesSinceAsked: row.tries_since_asked,
  nextAt: row.is_leased === 1 ? null : row.next_at,
  giveUpAt: row.give_up_at,
  changedAt: row.changed_at,
})

/** Asks for a webhook to be delivered from now on, also where it was delivered or given up. None for an account that was erased. */
export async function askForWebhook(
  tx: Tx,
  { accountId, origin }: Destination,
  { taskId, now, giveUpAt }: { taskId: string; now: number; giveUpAt: number },
): Promise<void> {
  await tx.run(
    `INSERT INTO webhook (task_id, account_id, origin, state, next_at, give_up_at, changed_at)
     SELECT ?, id, ?, 'waiting', ?, ?, ? FROM account WHERE id = ? AND erased_at IS NULL
     ON CONFLICT (task_id) DO UPDATE SET state = 'waiting', tries_since_asked = 0, is_leased = 0,
       next_at = excluded.next_at, give_up_at = excluded.give_up_at, changed_at = excluded.changed_at`,
    [taskId, origin, now, giveUpAt, now, accountId],
  )
  tx.notify(WEBHOOK_DUE)
}

export async function findWebhook(db: Reader, taskId: string): Promise<Webhook | undefined> {
  const row = await db.get<WebhookRow>('SELECT * FROM webhook WHERE task_id = ?', [taskId])
  return row && toWebhook(row)
}

/** When the next webhook is due (ms), whosever it is; undefined where none waits. */
export async function nextWebhookAt(db: Reader): Promise<number | undefined> {
  const sql = 'SELECT min(next_at) AS at FROM webhook WHERE next_at IS NOT NULL'
  return (await db.get<{ at: number | null }>(sql, []))?.at ?? undefined
}

/** The destination after this one, in the order of the index, for which anything waits. */
export async function nextDestination(db: Reader, after: Destination): Promise<Destination | undefined> {
  const row = await db.get<{ account_id: string; origin: string }>(
    `SELECT account_id, origin FROM webhook INDEXED BY webhook_by_destination
     WHERE next_at IS NOT NULL AND (account_id, origin) > (?, ?) ORDER BY account_id, origin LIMIT 1`,
    [after.accountId, after.origin],
  )
  return row && { accountId: row.account_id, origin: row.origin }
}

/** Ids of tasks whose webhooks are due at a destination, the longest due first. */
export async function listDueWebhooks(
  db: Reader,
  { accountId, origin }: Destination,
  now: number,
  limit: number,
): Promise<string[]> {
  const rows = await db.all<{ task_id: string }>(
    `SELECT task_id FROM webhook INDEXED BY webhook_by_destination
     WHERE account_id = ? AND origin = ? AND next_at <= ? ORDER BY next_at LIMIT ?`,
    [accountId, origin, now, limit],
  )
  return rows.map((row) => row.task_id)
}

/** Takes a webhook that is due into one's hands until `until` (ms); undefined where it is due no more. */
export async function leaseWebhook(
  tx: Tx,
  taskId: string,
  { now, until }: { now: number; until: number },
): Promise<Webhook | undefined> {
  const sql = 'UPDATE webhook SET is_leased = 1, next_at = ? WHERE task_id = ? AND next_at <= ?'
  return (await tx.run(sql, [until, taskId, now])) === 1 ? findWebhook(tx, taskId) : undefined
}

/** A webhook in one's hands, and what becomes of it. */
export interface WebhookOutcome {
  taskId: string
  /** As it was leased: only whoever still has it in hand may say what comes next. */
  leasedUntil: number
  state: WebhookState
  nextAt: number | null
  now: number
}

/**
 * Gives a leased webhook back, with the try that was made, if one was. Where it was asked for anew meanwhile, only the try
 * is written down.
 */
export async function finishWebhook(tx: Tx, outcome: WebhookOutcome, made?: WebhookTry): Promise<void> {
  const { taskId, leasedUntil, state, nextAt, now } = outcome
  const known = await findWebhook(tx, taskId)
  if (known === undefined) return
  if (made !== undefined) {
    const tries = [...known.tries, made].slice(-TRIES_KEPT)
    await tx.run('UPDATE webhook SET tries = ?, changed_at = ? WHERE task_id = ?', [JSON.stringify(tries), now, taskId])
  }
  await tx.run(
    `UPDATE webhook SET state = ?, next_at = ?, is_leased = 0, tries_since_asked = tries_since_asked + ?, changed_at = ?
     WHERE task_id = ? AND is_leased = 1 AND next_at = ?`,
    [state, nextAt, made === undefined ? 0 : 1, now, taskId, leasedUntil],
  )
}

/** Puts off all that is due at a destination; what would go on for too long then has failed. */
export async function postponeWebhooks(
  tx: Tx,
  { accountId, origin }: Destination,
  { now, until }: { now: number; until: number },
): Promise<void> {
  const due = 'account_id = ? AND origin = ? AND next_at <= ?'
  await tx.run(
    `UPDATE webhook INDEXED BY webhook_by_destination SET state = 'failed', next_at = NULL, is_leased = 0, changed_at = ?
     WHERE ${due} AND give_up_at <= ?`,
    [now, accountId, origin, now, until],
  )
  await tx.run(`UPDATE webhook INDEXED BY webhook_by_destination SET next_at = ?, is_leased = 0 WHERE ${due}`, [
    until,
    accountId,
    origin,
    now,
  ])
}

/** Makes what a process had in hand that lives no more due at once. */
export async function releaseWebhooks(tx: Tx, now: number): Promise<void> {
  await tx.run('UPDATE webhook SET is_leased = 0, next_at = ? WHERE is_leased = 1', [now])
}

/** A page of those that failed, the newest task first; `after` is the last task of the page before. */
export async function listFailedWebhooks(
  db: Reader,
  { accountId, after = 'task_~', limit }: { accountId: string | undefined; after: string | undefined; limit: number },
): Promise<Webhook[]> {
  const rows = await db.all<WebhookRow>(
    `SELECT * FROM webhook WHERE state = 'failed' AND task_id < ? AND (CAST(? AS TEXT) IS NULL OR account_id = ?)
     ORDER BY task_id DESC LIMIT ?`,
    [after, accountId ?? null, accountId ?? null, limit],
  )
  return rows.map(toWebhook)
}

/** Removes what was told about a task, and what is still to be told. */
export async function deleteWebhook(tx: Tx, taskId: string): Promise<void> {
  await tx.run('DELETE FROM webhook WHERE task_id = ?', [taskId])
}

/** Removes those that nothing more comes of and that have not changed since `before` (ms). Returns how many. */
export function deleteWebhooksBefore(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(
    `DELETE FROM webhook WHERE task_id IN
       (SELECT task_id FROM webhook WHERE next_at IS NULL AND changed_at <= ? ORDER BY changed_at LIMIT ?)`,
    [before, limit],
  )
}
