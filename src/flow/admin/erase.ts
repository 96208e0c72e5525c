import { listKeysOf } from '../../db/api-keys.ts'
import { markErased } from '../../db/accounts.ts'
import type { Tx } from '../../db/database.ts'
import { deleteIdempotencyOf } from '../../db/idempotency.ts'
import { deleteSessionsOf } from '../../db/sessions.ts'
import { eraseUploads } from '../../db/uploads.ts'
import { listUsersOf, removeCredentials, updateUser } from '../../db/users.ts'
import { deleteWebhookSecrets } from '../../db/webhook-secrets.ts'
import { isKeyGood } from '../../domain/account.ts'
import type { User } from '../../domain/user.ts'
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

/** A user of an erased account: nobody signs in as it again. Its name stays, since the audit log has it. */
async function eraseUser(tx: Tx, user: User, at: number): Promise<void> {
  await updateUser(tx, { ...user, email: null, role: 'user', disabledAt: user.disabledAt ?? at })
  await removeCredentials(tx, user.id)
  await deleteSessionsOf(tx, user.id)
}

/**
 * Removes everything of an account but its name and its money: prompts, pictures, videos, uploads, webhook addresses; its
 * keys are refused from now on, and its users signed out for good. May be done again. Throws account_not_found.
 */
export async function eraseAccount(sweeping: Sweeping, act: Act, accountId: string): Promise<Erased> {
  const erased = await sweeping.db.write(async (tx) => {
    const { openTasks, erasedAt } = await accountById(tx, accountId)
    await markErased(tx, accountId, erasedAt ?? act.at)
    const good = (await listKeysOf(tx, accountId)).filter((key) => isKeyGood(key, act.at))
    for (const { id } of good) await endKey(tx, act, id, act.at)
    const users = await listUsersOf(tx, accountId)
    for (const user of users) await eraseUser(tx, user, act.at)
    await eraseUploads(tx, accountId, act.at)
    await deleteIdempotencyOf(tx, accountId)
    await deleteWebhookSecrets(tx, accountId)
    const after = { keys_revoked: good.length, tasks_unfinished: openTasks, users: users.length }
    await record(tx, act, { action: 'account.erase', target: accountId, after })
    return { keysRevoked: good.length, tasksUnfinished: openTasks }
  })
  while (!(await removeContent(sweeping))) continue
  await removeExpiredFiles(sweeping)
  return { ...erased, isLogEmpty: await sweeping.db.emptyLog() }
}
