import { createHmac, randomBytes } from 'node:crypto'
import { endWebhookSecret, insertWebhookSecret, listWebhookSecrets } from '../../db/webhook-secrets.ts'
import type { WebhookSecret } from '../../db/webhook-secrets.ts'
import type { Database, Tx } from '../../db/database.ts'
import { newId } from '../../lib/ids.ts'

/** Of the 24 to 64 bytes that Standard Webhooks allows, as many as SHA-256 has. */
const SECRET_BYTES = 32
const PREFIX = 'whsec_'
/** Secrets that sign at one time: each costs a signature in the header. */
const SECRETS_MAX = 5

async function addSecret(tx: Tx, accountId: string, now: number): Promise<void> {
  const secret = `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`
  await insertWebhookSecret(tx, { id: newId('secret', now), accountId, secret, createdAt: now })
}

/**
 * The secrets that an account's webhooks are signed with now, the one in force first. The first one is made
 * when it is first asked for; an account that was erased has none.
 */
export async function webhookSecrets(db: Database, accountId: string, now: number): Promise<WebhookSecret[]> {
  const known = await listWebhookSecrets(db.read, accountId, now)
  if (known.length > 0) return known
  return db.write(async (tx) => {
    // Somebody else may have made it since.
    if ((await listWebhookSecrets(tx, accountId, now)).length === 0) await addSecret(tx, accountId, now)
    return listWebhookSecrets(tx, accountId, now)
  })
}

/** Puts a new secret in force. Webhooks are signed with those before it too, for `overlapMs` at most. */
export async function rotateWebhookSecret(
  tx: Tx,
  accountId: string,
  { now, overlapMs }: { now: number; overlapMs: number },
): Promise<WebhookSecret[]> {
  const before = await listWebhookSecrets(tx, accountId, now)
  for (const [index, { id }] of before.entries()) {
    await endWebhookSecret(tx, id, index < SECRETS_MAX - 1 ? now + overlapMs : now)
  }
  await addSecret(tx, accountId, now)
  return listWebhookSecrets(tx, accountId, now)
}

/**
 * The headers of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md)
 * for a message: one signature for each secret, so that a receiver may have any of them. `at` is the moment of this try (ms).
 */
export function signatureHeaders(
  secrets: readonly WebhookSecret[],
  { id, body, at }: { id: string; body: string; at: number },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  const signatures = secrets.map(({ secret }) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
