import type { Reader, Tx } from './database.ts'

/** What an account's webhooks are signed with. */
export interface WebhookSecret {
  id: string
  accountId: string
  /** `whsec_` and base64, as Standard Webhooks has it. */
  secret: string
  createdAt: number
  /** From when on nothing is signed with it any more (ms); null: it is the one in force. */
  endsAt: number | null
}

interface Row {
  id: string
  account_id: string
  secret: string
  created_at: number
  ends_at: number | null
}

/** Nothing for an account that was erased. */
export async function insertWebhookSecret(tx: Tx, one: Omit<WebhookSecret, 'endsAt'>): Promise<void> {
  await tx.run(
    `INSERT INTO webhook_secret (id, account_id, secret, created_at)
     SELECT ?, id, ?, ? FROM account WHERE id = ? AND erased_at IS NULL`,
    [one.id, one.secret, one.createdAt, one.accountId],
  )
}

/** Those that sign at this moment (ms), the newest first. */
export async function listWebhookSecrets(db: Reader, accountId: string, now: number): Promise<WebhookSecret[]> {
  const rows = await db.all<Row>(
    'SELECT * FROM webhook_secret WHERE account_id = ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY id DESC',
    [accountId, now],
  )
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    secret: row.secret,
    createdAt: row.created_at,
    endsAt: row.ends_at,
  }))
}

/** Ends a secret at `at` (ms), unless it ends sooner already. */
export async function endWebhookSecret(tx: Tx, id: string, at: number): Promise<void> {
  const sql = 'UPDATE webhook_secret SET ends_at = ? WHERE id = ? AND (ends_at IS NULL OR ends_at > ?)'
  await tx.run(sql, [at, id, at])
}

/** Removes every secret of an account. */
export async function deleteWebhookSecrets(tx: Tx, accountId: string): Promise<void> {
  await tx.run('DELETE FROM webhook_secret WHERE account_id = ?', [accountId])
}

/** Removes those that have signed nothing since `before` (ms). */
export async function deleteWebhookSecretsBefore(tx: Tx, before: number): Promise<void> {
  await tx.run('DELETE FROM webhook_secret WHERE ends_at <= ?', [before])
}
