import { findAccountByName } from '../../db/accounts.ts'
import type { Database, Reader, Tx } from '../../db/database.ts'
import { findUserByName, findUserOfIdentity, insertIdentity } from '../../db/users.ts'
import { isMeant } from '../../domain/claim-rule.ts'
import type { ClaimRule } from '../../domain/claim-rule.ts'
import { ReelgateError } from '../../domain/errors.ts'
import type { Claims } from '../../domain/sign-in.ts'
import { USER_NAME_CHARACTERS_MAX } from '../../domain/user.ts'
import type { Role, User } from '../../domain/user.ts'
import { sha256Hex } from '../../lib/ids.ts'
import type { Act } from '../admin/act.ts'
import { openSession } from './sessions.ts'
import type { Beginning, Opened } from './sessions.ts'
import { addUser, alterUser } from './users.ts'

/** Who of an issuer's users may sign in, and as what. */
export interface OidcRules {
  allowed: readonly ClaimRule[]
  /** Empty: the role is given by administrators, not by claims. */
  admins: readonly ClaimRule[]
  /** Name of the account, or `claim:NAME`: the claim that holds it. */
  account: string
}

const refused = (operatorText: string) => new ReelgateError('sign_in_refused', { operatorText })

const CLAIM = 'claim:'

async function accountIdOf(db: Reader, { all }: Claims, { account }: OidcRules): Promise<string> {
  const name = account.startsWith(CLAIM) ? all[account.slice(CLAIM.length)] : account
  const found = typeof name === 'string' ? await findAccountByName(db, name) : undefined
  if (found === undefined || found.erasedAt !== null) throw refused(`there is no account "${String(name)}"`)
  return found.id
}

/** What the person is called, as far as the issuer says; with some letters more where somebody is called that already. */
async function freeName(db: Reader, { issuer, subject, all }: Claims): Promise<string> {
  const given = [all['preferred_username'], all['email'], all['name'], subject]
  const usable = given.map((text) => (typeof text === 'string' ? text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim() : ''))
  const name = (usable.find((text) => text !== '') ?? 'user').slice(0, USER_NAME_CHARACTERS_MAX - 9)
  if ((await findUserByName(db, name)) === undefined) return name
  return `${name}-${sha256Hex(`${issuer} ${subject}`).slice(0, 8)}`
}

/** Brings a user in line with what its issuer says of it now. Nobody is left without an administrator by that. */
async function follow(tx: Tx, act: Act, user: User, wanted: Partial<Pick<User, 'role' | 'accountId'>>): Promise<User> {
  const isSame = (wanted.role ?? user.role) === user.role && (wanted.accountId ?? user.accountId) === user.accountId
  if (isSame) return user
  try {
    return await alterUser(tx, act, user.id, wanted)
  } catch (error) {
    if (error instanceof ReelgateError && error.code === 'last_admin') return user
    throw error
  }
}

/**
 * Signs in whoever these claims are of. A person is known by issuer and subject alone, never by name or mail address,
 * which can change hands. Throws sign_in_refused for one who is not allowed, was disabled, or has no account to act for.
 */
export function signInByClaims(db: Database, claims: Claims, rules: OidcRules, beginning: Beginning): Promise<Opened> {
  return db.write(async (tx) => {
    const { issuer, subject, all } = claims
    if (!isMeant(all, rules.allowed)) throw refused('no rule of REELGATE_OIDC_ALLOWED means this user')
    const act = { actor: `OpenID Connect (${issuer})`, at: beginning.at }
    const role: Role = isMeant(all, rules.admins) ? 'admin' : 'user'
    const known = await findUserOfIdentity(tx, issuer, subject)
    if (known !== undefined) {
      if (known.disabledAt !== null) throw refused(`${known.name} is disabled`)
      const accountId = rules.account.startsWith(CLAIM) ? await accountIdOf(tx, claims, rules) : known.accountId
      const wanted = { accountId, ...(rules.admins.length > 0 && { role }) }
      return openSession(tx, await follow(tx, act, known, wanted), beginning)
    }
    const accountId = await accountIdOf(tx, claims, rules)
    const email = all['email_verified'] === true && typeof all['email'] === 'string' ? all['email'] : null
    const user = await addUser(tx, act, { name: await freeName(tx, claims), email, role, accountId })
    await insertIdentity(tx, issuer, subject, user.id)
    return openSession(tx, user, beginning)
  })
}
