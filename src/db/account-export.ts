import type { Json } from '../lib/json.ts'
import type { Reader, SqlValue } from './database.ts'

type Row = Record<string, SqlValue> & { id: string | number }

const PAGE = 200
/** A key's hash opens nothing, but belongs to nobody; a provider's handle is the operator's; a secret signs as long as it is one. */
const KEPT_BACK: ReadonlySet<string> = new Set(['hash', 'token', 'secret', 'password_hash'])
const JSON_COLUMNS: ReadonlySet<string> = new Set([
  'request',
  'failure',
  'scopes',
  'models',
  'ip_ranges',
  'before',
  'after',
  'tries',
  'trace',
])

/** Each in pages by id: ?1 is the account, ?2 the last id of the page before, ?3 the page's size. */
const PARTS = {
  account: { from: '', sql: 'SELECT * FROM account WHERE id = ? AND id > ? ORDER BY id LIMIT ?' },
  key: { from: '', sql: 'SELECT * FROM api_key WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  user: { from: '', sql: 'SELECT * FROM console_user WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  task: { from: '', sql: 'SELECT * FROM task WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  ledger_entry: { from: 0, sql: 'SELECT * FROM ledger_entry WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  result: {
    from: '',
    sql: `SELECT a.* FROM task t JOIN artifact a ON a.task_id = t.id
          WHERE t.account_id = ? AND a.id > ? ORDER BY a.id LIMIT ?`,
  },
  upload: { from: '', sql: 'SELECT * FROM upload WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  webhook: {
    from: '',
    sql: 'SELECT task_id AS id, * FROM webhook WHERE account_id = ? AND task_id > ? ORDER BY task_id LIMIT ?',
  },
  webhook_secret: { from: '', sql: 'SELECT * FROM webhook_secret WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  redeem_code: { from: '', sql: 'SELECT * FROM redeem_code WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?' },
  audit_entry: { from: 0, sql: 'SELECT * FROM audit_entry WHERE target = ? AND id > ? ORDER BY id LIMIT ?' },
} as const

/** Everything that is kept of an account, row by row; amounts are millionths of a USD, times are Unix milliseconds. */
export async function* rowsOfAccount(db: Reader, accountId: string): AsyncGenerator<{ [name: string]: Json }> {
  for (const [type, { from, sql }] of Object.entries(PARTS)) {
    let last: string | number = from
    for (;;) {
      const rows: Row[] = await db.all<Row>(sql, [accountId, last, PAGE])
      for (const row of rows) yield { type, ...shown(row) }
      if (rows.length < PAGE) break
      last = rows.at(-1)?.id ?? last
    }
  }
}

function shown(row: Row): { [name: string]: Json } {
  const kept = Object.entries(row).filter(([name]) => !KEPT_BACK.has(name))
  const isJson = (name: string, value: SqlValue) => JSON_COLUMNS.has(name) && typeof value === 'string'
  return Object.fromEntries(
    kept.map(([name, value]) => [name, isJson(name, value) ? (JSON.parse(String(value)) as Json) : value]),
  )
}
