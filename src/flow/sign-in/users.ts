import { keepUserKey } from '../../db/api-keys.ts'
import type { Reader, Tx } from '../../db/database.ts'
import { findUser, findUserByName, insertUser, listUsers } from '../../db/users.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { User } from '../../domain/user.ts'
import { newId } from '../../lib/ids.ts'
import type { Json } from '../../lib/json.ts'
import { accountById } from '../admin/accounts.ts'
import { record } from '../admin/act.ts'
import type { Act } from '../admin/act.ts'

export type NewUser = Pick<User, 'name' | 'email' | 'role' | 'accountId'>

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

async function assertNameFree(db: Reader, name: string): Promise<void> {
  const taken = await findUserByName(db, name)
  if (taken === undefined) return
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
