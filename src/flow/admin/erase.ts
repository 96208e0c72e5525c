import { listKeysOf } from '../../db/api-keys.ts'
import { markErased } from '../../db/accounts.ts'
import { deleteIdempotencyOf } from '../../db/idempotency.ts'
import { eraseUploads } from '../../db/uploads.ts'
import { deleteWebhookSecrets } from '../../db/webhook-secrets.ts'
import { isKeyGood } from '../../domain/account.ts'
import { removeContent, removeExpiredFiles } from '../sweep.ts'
import type { Sweeping } from '../sweep.ts'
import { accountById } from './accounts.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'
import { endKey } from './keys.ts'

/** What an erasure did; tasks that have not ended are erased by the server's sweep as they end. */
export interface Erased {
  keysRevoked: number
  tasksUnfinished: number
  /** False: others had the database's log in use, and what was erased leaves it bit by bit. */
  isLogEmpty: boolean
}

/**
 * Removes everything of an account but its name and its money: prompts, pictures, videos, uploads, webhook addresses; its
 * keys are refused from now on. May be done again. Throws account_not_found.
 */
export async function eraseAccount(sweeping: Sweeping, act: Act, accountId: string): Promise<Erased> {
  const erased = await sweeping.db.write(async (tx) => {
    const { openTasks, erasedAt } = await accountById(tx, accountId)
    await markErased(tx, accountId, erasedAt ?? act.at)
    const good = (await listKeysOf(tx, accountId)).filter((key) => isKeyGood(key, act.at))
    for (const { id } of good) await endKey(tx, act, id, act.at)
    await eraseUploads(tx, accountId, act.at)
    await deleteIdempotencyOf(tx, accountId)
    await deleteWebhookSecrets(tx, accountId)
    const after = { keys_revoked: good.length, tasks_unfinished: openTasks }
    await record(tx, act, { action: 'account.erase', target: accountId, after })
    return { keysRevoked: good.length, tasksUnfinished: openTasks }
  })
  while (!(await removeContent(sweeping))) continue
  await removeExpiredFiles(sweeping)
  return { ...erased, isLogEmpty: await sweeping.db.emptyLog() }
}
