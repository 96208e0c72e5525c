import { keepUserKey } from '../../db/api-keys.ts'
import type { Database, Reader, Tx } from '../../db/database.ts'
import { deleteSessionsOf } from '../../db/sessions.ts'
import { countAdmins, findUser, findUserByName, insertUser, listUsers, updateUser } from '../../db/users.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { User } from '../../domain/user.ts'
import { newId } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import { accountById } from '../admin/accounts.ts'
import { record } from '../admin/act.ts'
import type { Act } from '../admin/act.ts'

export type NewUser = Pick<User, 'name' | 'email' | 'role' | 'accountId'>

/** What an administrator decides of a user. */
export interface UserChanges extends Partial<NewUser> {
  disabled?: boolean
}

/** What the audit log keeps of a user. */
const shown = ({ name, email, role, accountId, disabledAt }: User): Json => ({
  name,
  email,
  role,
  account: accountId,
  disabled: disabledAt !== null,
})

/** The user with this id. Throws user_not_found. */
export async function userById(db: Reader, id: string): Promise<User> {
  const user = await findUser(db, id)
  if (user !== undefined) return user
  throw new ReelgateError('user_not_found', { values: { id }, operatorText: `there is no user "${id}"` })
}

/** The user with this name. Throws user_not_found, which tells an operator the names there are. */
export async function userByName(db: Reader, name: string): Promise<User> {
  const user = await findUserByName(db, name)
  if (user !== undefined) return user
  const known = (await listUsers(db)).map((one) => one.name).join(', ') || 'none'
  const operatorText = `there is no user named "${name}"; there are: ${known}`
  throw new ReelgateError('user_not_found', { values: { id: name }, operatorText })
}

async function assertNameFree(db: Reader, name: string, own?: string): Promise<void> {
  const taken = await findUserByName(db, name)
  if (taken === undefined || taken.id === own) return
  const operatorText = `there is a user named "${name}" already; choose another name`
  throw new ReelgateError('user_name_taken', { param: 'name', values: { name }, operatorText })
}

async function assertAccountUsable(db: Reader, id: string): Promise<void> {
  const { erasedAt } = await accountById(db, id)
  if (erasedAt !== null) throw new ReelgateError('account_erased', { values: { id } })
}

/** Inside a transaction of someone else's. Throws user_name_taken, account_not_found, account_erased. */
export async function addUser(tx: Tx, act: Act, wanted: NewUser): Promise<User> {
  await assertNameFree(tx, wanted.name)
  await assertAccountUsable(tx, wanted.accountId)
  const id = newId('user', act.at)
  const user = { ...wanted, id, createdAt: act.at, lastSignedInAt: null, disabledAt: null }
  await insertUser(tx, user)
  await keepUserKey(tx, user, { id: newId('key', act.at), at: act.at })
  await record(tx, act, { action: 'user.create', target: id, after: shown(user) })
  return user
}

/** As `changeUser`, inside a transaction of someone else's; nothing is written before it throws. */
export async function alterUser(tx: Tx, act: Act, id: string, changes: UserChanges): Promise<User> {
  const before = await userById(tx, id)
  const { disabled = before.disabledAt !== null, ...named } = changes
  const after = { ...before, ...named, disabledAt: disabled ? (before.disabledAt ?? act.at) : null }
  if (changes.name !== undefined) await assertNameFree(tx, changes.name, id)
  if (changes.accountId !== undefined) await assertAccountUsable(tx, changes.accountId)
  await updateUser(tx, after)
  if ((await countAdmins(tx)) === 0 && before.role === 'admin')
    throw new ReelgateError('last_admin', { param: 'user_id' })
  await keepUserKey(tx, after, { id: newId('key', act.at), at: act.at })
  if (disabled) await deleteSessionsOf(tx, id)
  await record(tx, act, { action: 'user.change', target: id, before: shown(before), after: shown(after) })
  return after
}

/**
 * Changes what is named and leaves the rest. A user that is disabled is signed out everywhere at once. Throws
 * user_not_found, user_name_taken, account_not_found, account_erased, and last_admin where nobody would be left to administer.
 */
export function changeUser(db: Database, act: Act, id: string, changes: UserChanges): Promise<User> {
  return db.write((tx) => alterUser(tx, act, id, changes))
}
