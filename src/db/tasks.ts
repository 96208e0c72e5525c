import type { TaskFailure } from '../domain/errors.ts'
import { canMove, ForbiddenMove } from '../domain/task.ts'
import type { Task, TaskState } from '../domain/task.ts'
import type { TaskTrace } from '../domain/trace.ts'
import type { StoredRequest } from '../domain/video-request.ts'
import type { Json } from '../lib/json.ts'
import type { Reader, SqlValue, Tx } from './database.ts'

interface TaskRow {
  id: string
  account_id: string
  key_id: string
  state: TaskState
  request: string
  provider: string
  progress: number
  price: number
  price_version: number | null
  cost: number
  estimated_seconds: number
  token: string | null
  failure: string | null
  start_attempts: number
  cancel_requested_at: number | null
  noise_since: number | null
  webhook: string | null
  language: string | null
  trace: string | null
  created_at: number
  started_at: number | null
  ended_at: number | null
  deleted_at: number | null
  content_removed_at: number | null
}

const toTask = (row: TaskRow): Task => ({
  id: row.id,
  accountId: row.account_id,
  keyId: row.key_id,
  state: row.state,
  request: JSON.parse(row.request) as StoredRequest,
  provider: row.provider,
  progress: row.progress,
  price: row.price,
  priceVersion: row.price_version,
  cost: row.cost,
  estimatedSeconds: row.estimated_seconds,
  token: row.token === null ? null : (JSON.parse(row.token) as Json),
  failure: row.failure === null ? null : (JSON.parse(row.failure) as TaskFailure),
  startAttempts: row.start_attempts,
  cancelRequestedAt: row.cancel_requested_at,
  noiseSince: row.noise_since,
  webhook: row.webhook,
  language: row.language,
  trace: row.trace === null ? null : (JSON.parse(row.trace) as TaskTrace),
  createdAt: row.created_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  deletedAt: row.deleted_at,
  contentRemovedAt: row.content_removed_at,
})

const INSERT = `
  INSERT INTO task (id, account_id, key_id, state, request, provider, price, price_version, estimated_seconds, webhook, language, trace, created_at)
  VALUES (?, ?, ?, 'submitted', ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/** What is known of a task when it is accepted; it begins as `submitted`. */
export type NewTask = Pick<
  Task,
  | 'id'
  | 'accountId'
  | 'keyId'
  | 'request'
  | 'provider'
  | 'price'
  | 'priceVersion'
  | 'estimatedSeconds'
  | 'webhook'
  | 'language'
  | 'trace'
  | 'createdAt'
>

export async function insertTask(tx: Tx, task: NewTask): Promise<void> {
  await tx.run(INSERT, [
    task.id,
    task.accountId,
    task.keyId,
    JSON.stringify(task.request),
    task.provider,
    task.price,
    task.priceVersion,
    task.estimatedSeconds,
    task.webhook,
    task.language,
    task.trace === null ? null : JSON.stringify(task.trace),
    task.createdAt,
  ])
}

export async function findTask(db: Reader, id: string): Promise<Task | undefined> {
  const row = await db.get<TaskRow>('SELECT * FROM task WHERE id = ?', [id])
  return row && toTask(row)
}

export interface TaskQuery {
  accountId: string
  states: readonly TaskState[]
  limit: number
  /** Id of the last task of the page before. */
  after: string | undefined
  /** Newest first unless told otherwise. */
  order?: 'asc' | 'desc'
  /** Leaves out those whose videos their owner has deleted. */
  undeleted?: boolean
  model?: string
  keyId?: string
  /** Created at or after `from` and before `to` (ms). */
  from?: number
  to?: number
}

/** A page of an account's tasks. */
export async function listTasks(db: Reader, query: TaskQuery): Promise<Task[]> {
  const { order = 'desc', undeleted = false } = query
  const marks = query.states.map(() => '?').join(',')
  const filters = [query.model, query.keyId, query.from, query.to].filter((value) => value !== undefined)
  const [beyond, start] = order === 'desc' ? ['<', 'task_~'] : ['>', 'task_']
  const rows = await db.all<TaskRow>(
    `SELECT * FROM task WHERE account_id = ? AND id ${beyond} ? AND state IN (${marks})
     ${undeleted ? 'AND deleted_at IS NULL' : ''} ${query.model === undefined ? '' : 'AND model = ?'}
     ${query.keyId === undefined ? '' : 'AND key_id = ?'}
     ${query.from === undefined ? '' : 'AND created_at >= ?'} ${query.to === undefined ? '' : 'AND created_at < ?'}
     ORDER BY id ${order} LIMIT ?`,
    [query.accountId, query.after ?? start, ...query.states, ...filters, query.limit],
  )
  return rows.map(toTask)
}

/** A page of all accounts' tasks, newest first. */
export async function listAnyTasks(
  db: Reader,
  query: { accountId: string | undefined; state: TaskState | undefined; after: string | undefined; limit: number },
): Promise<Task[]> {
  const { accountId = null, state = null, after = 'task_~', limit } = query
  const rows = await db.all<TaskRow>(
    `SELECT * FROM task WHERE id < ? AND (CAST(? AS TEXT) IS NULL OR account_id = ?) AND (CAST(? AS TEXT) IS NULL OR state = ?)
     ORDER BY id DESC LIMIT ?`,
    [after, accountId, accountId, state, state, limit],
  )
  return rows.map(toTask)
}

type Changes = Partial<
  Pick<
    Task,
    | 'provider'
    | 'estimatedSeconds'
    | 'progress'
    | 'cost'
    | 'token'
    | 'failure'
    | 'startAttempts'
    | 'cancelRequestedAt'
    | 'noiseSince'
    | 'startedAt'
    | 'endedAt'
    | 'deletedAt'
  >
>

const COLUMNS: Readonly<Record<keyof Changes, string>> = {
  provider: 'provider = ?',
  estimatedSeconds: 'estimated_seconds = ?',
  progress: 'progress = max(progress, ?)',
  cost: 'cost = ?',
  token: 'token = ?',
  failure: 'failure = ?',
  startAttempts: 'start_attempts = ?',
  cancelRequestedAt: 'cancel_requested_at = ?',
  noiseSince: 'noise_since = ?',
  startedAt: 'started_at = ?',
  endedAt: 'ended_at = ?',
  deletedAt: 'deleted_at = ?',
}

/** Read back with JSON.parse, so that a token that is a bare string must be written as JSON too. */
const JSON_COLUMNS: ReadonlySet<keyof Changes> = new Set(['token', 'failure'])

const toSql = (name: keyof Changes, value: Json | TaskFailure | undefined): SqlValue =>
  value !== null && JSON_COLUMNS.has(name) ? JSON.stringify(value) : (value as SqlValue)

function fieldsOf(changes: Changes): { sets: string[]; values: SqlValue[] } {
  const names = Object.keys(changes) as (keyof Changes)[]
  return { sets: names.map((name) => COLUMNS[name]), values: names.map((name) => toSql(name, changes[name])) }
}

/** Writes some fields of a task and leaves its state alone. Progress can only go up. Its id is the word of the change. */
export async function changeTask(tx: Tx, id: string, changes: Changes): Promise<void> {
  const { sets, values } = fieldsOf(changes)
  tx.notify(id)
  await tx.run(`UPDATE task SET ${sets.join(', ')} WHERE id = ?`, [...values, id])
}

type Standing = Pick<Task, 'id' | 'state'>

/** Moves a task to another state, if the table of moves knows the way; otherwise ForbiddenMove. */
export async function moveTask(tx: Tx, { id, state }: Standing, to: TaskState, changes: Changes): Promise<void> {
  if (!canMove(state, to)) throw new ForbiddenMove(id, state, to)
  const { sets, values } = fieldsOf(changes)
  tx.notify(id)
  const sql = `UPDATE task SET ${['state = ?', ...sets].join(', ')} WHERE id = ? AND state = ?`
  if ((await tx.run(sql, [to, ...values, id, state])) !== 1) throw new Error(`task ${id} is no longer ${state}`)
}

/** How many tasks that have not ended are in each state, and when the oldest of them was accepted (ms). */
export async function countUnfinished(db: Reader): Promise<{ state: TaskState; count: number; oldestAt: number }[]> {
  const rows = await db.all<{ state: TaskState; count: number; oldest_at: number }>(
    `SELECT state, count(*) AS count, min(created_at) AS oldest_at FROM task INDEXED BY task_unfinished
     WHERE ended_at IS NULL GROUP BY state`,
    [],
  )
  return rows.map(({ state, count, oldest_at: oldestAt }) => ({ state, count, oldestAt }))
}

/** Tasks accepted at or before `before` (ms) that have not been started, oldest first. */
export async function listWaitingSince(db: Reader, before: number, limit: number): Promise<string[]> {
  const rows = await db.all<{ id: string }>(
    `SELECT t.id FROM job j JOIN task t ON t.id = j.task_id
     WHERE j.phase = 'start' AND t.created_at <= ? ORDER BY t.id LIMIT ?`,
    [before, limit],
  )
  return rows.map((row) => row.id)
}

/** Names of the folders below `inputs/` that tasks which have not ended still need. */
export async function inputFoldersInUse(db: Reader): Promise<Set<string>> {
  const rows = await db.all<{ request: string }>(
    `SELECT t.request FROM job j JOIN task t ON t.id = j.task_id WHERE t.request LIKE '%"firstFrame":%'`,
    [],
  )
  const files = rows.map(({ request }) => (JSON.parse(request) as StoredRequest).firstFrame?.file)
  return new Set(files.flatMap((file) => file?.split('/')[1] ?? []))
}

/** Tokens of a provider's tasks that have not ended. */
export async function tokensInUse(db: Reader, provider: string): Promise<Json[]> {
  const rows = await db.all<{ token: string }>(
    'SELECT t.token FROM job j JOIN task t ON t.id = j.task_id WHERE t.provider = ? AND t.token IS NOT NULL',
    [provider],
  )
  return rows.map((row) => JSON.parse(row.token) as Json)
}

/** A place in the line of those who wait at a provider, in the order of the index. */
export interface LinePlace {
  accountId: string
  runAt: number
  taskId: string
}

/** Providers, configured or not, at which tasks wait to be started and no worker has them in hand. */
export async function providersWaitedFor(db: Reader): Promise<string[]> {
  const names: string[] = []
  for (;;) {
    const row = await db.get<{ name: string | null }>(
      `SELECT min(provider) AS name FROM job INDEXED BY job_waiting
       WHERE phase = 'start' AND lease_owner IS NULL AND provider > ?`,
      [names.at(-1) ?? ''],
    )
    if (typeof row?.name !== 'string') return names
    names.push(row.name)
  }
}

/** Tasks that wait at a provider in no worker's hands, behind a place in its line; each with its own place. */
export async function listWaitingAt(
  db: Reader,
  provider: string,
  { after, limit }: { after: LinePlace; limit: number },
): Promise<{ task: Task; place: LinePlace }[]> {
  const rows = await db.all<TaskRow & { run_at: number }>(
    `SELECT t.*, j.run_at FROM job j INDEXED BY job_waiting JOIN task t ON t.id = j.task_id
     WHERE j.phase = 'start' AND j.lease_owner IS NULL AND j.provider = ?
       AND (j.account_id, j.run_at, j.task_id) > (?, ?, ?)
     ORDER BY j.account_id, j.run_at, j.task_id LIMIT ?`,
    [provider, after.accountId, after.runAt, after.taskId, limit],
  )
  return rows.map((row) => ({
    task: toTask(row),
    place: { accountId: row.account_id, runAt: row.run_at, taskId: row.id },
  }))
}

/** Whether the task waits at the provider in no worker's hands. */
export async function isWaitingAt(db: Reader, taskId: string, provider: string): Promise<boolean> {
  const sql = "SELECT 1 FROM job WHERE task_id = ? AND provider = ? AND phase = 'start' AND lease_owner IS NULL"
  return (await db.get(sql, [taskId, provider])) !== undefined
}
