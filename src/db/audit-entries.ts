import type { Json } from '../lib/json.ts'
import type { Reader, Tx } from './database.ts'

/** One act of an administrator: who did what to which thing, and how it was before and after. */
export interface AuditEntry {
  at: number
  /** A name and an id, or `command line`. */
  actor: string
  /** Noun and verb: `account.top_up`. */
  action: string
  /** The id of what was acted on. */
  target: string
  before: Json
  after: Json
  note: string
}

interface Row {
  id: number
  at: number
  actor: string
  action: string
  target: string
  before: string | null
  after: string | null
  note: string
}

const toJson = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json))

export async function insertAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { at, actor, action, target, before, after, note } = entry
  const [was, is] = [before, after].map((value) => (value === null ? null : JSON.stringify(value)))
  await tx.run(
    'INSERT INTO audit_entry (at, actor, action, target, before, after, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [at, actor, action, target, was ?? null, is ?? null, note],
  )
}

/** A page, newest first; `before` is the id of the last entry of the page before. */
export async function listAudit(
  db: Reader,
  query: { target: string | undefined; before: number | undefined; limit: number },
): Promise<(AuditEntry & { id: number })[]> {
  const { target, before = Number.MAX_SAFE_INTEGER, limit } = query
  const rows =
    target === undefined
      ? await db.all<Row>('SELECT * FROM audit_entry WHERE id < ? ORDER BY id DESC LIMIT ?', [before, limit])
      : await db.all<Row>('SELECT * FROM audit_entry WHERE target = ? AND id < ? ORDER BY id DESC LIMIT ?', [
          target,
          before,
          limit,
        ])
  return rows.map((row) => ({ ...row, before: toJson(row.before), after: toJson(row.after) }))
}
