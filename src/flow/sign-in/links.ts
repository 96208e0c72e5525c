import { listAccounts } from '../../db/accounts.ts'
import type { Database, Reader, Tx } from '../../db/database.ts'
import { deleteLink, findLink, replaceLink } from '../../db/sign-in-links.ts'
import type { SignInLink } from '../../db/sign-in-links.ts'
import { countAdmins, savePasswordHash } from '../../db/users.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { actorOf } from '../../domain/user.ts'
import type { User } from '../../domain/user.ts'
import { newSecret, sha256Hex } from '../../lib/ids.ts'
import { addAccount } from '../admin/accounts.ts'
import { record } from '../admin/act.ts'
import type { Act } from '../admin/act.ts'
import { FIRST_ACCOUNT } from '../admin/keys.ts'
import { openSession } from './sessions.ts'
import type { Beginning, Opened } from './sessions.ts'
import { addUser, userById } from './users.ts'

/** 40 base32 characters: 200 bits. */
const TOKEN_CHARACTERS = 40
const LINK_MS = 30 * 60_000

/** Of a link that signs in once; the token is returned this once and stored as a hash. */
export interface MadeLink {
  token: string
  expiresAt: number
}

/** The address that a browser opens; `localhost` for this machine, since browsers take passkeys for names alone. */
export const linkUrl = (origin: string, { token }: MadeLink): string =>
  `${origin.replace('//127.0.0.1:', '//localhost:')}/sign-in?token=${token}`

async function addLink(tx: Tx, userId: string | null, at: number): Promise<MadeLink> {
  const token = newSecret(TOKEN_CHARACTERS)
  const expiresAt = at + LINK_MS
  await replaceLink(tx, { userId, expiresAt }, sha256Hex(token))
  return { token, expiresAt }
}

/** A link that signs this user in once, within half an hour. One made before is good no more. Throws user_not_found. */
export async function addUserLink(tx: Tx, act: Act, userId: string): Promise<MadeLink> {
  await userById(tx, userId)
  const link = await addLink(tx, userId, act.at)
  await record(tx, act, { action: 'user.link', target: userId, after: { expires_at: link.expiresAt } })
  return link
}

/** Whether nobody can administer. Users who registered by themselves don't count: they must not shut the operator out. */
export const isFirstStart = async (db: Reader): Promise<boolean> => (await countAdmins(db)) === 0

/** The link that makes the first administrator, where there is none yet; undefined where there is one. */
export function makeFirstLink(db: Database, act: Act): Promise<MadeLink | undefined> {
  return db.write(async (tx) => ((await isFirstStart(tx)) ? addLink(tx, null, act.at) : undefined))
}

const linkOf = async (db: Reader, token: string, now: number): Promise<SignInLink> => {
  const link = await findLink(db, sha256Hex(token), now)
  if (link === undefined) throw new ReelgateError('link_invalid', { param: 'token' })
  return link
}

/** What a link is for, without using it: the user it signs in, or undefined for the first one. Throws link_invalid. */
export async function lookAtLink(db: Reader, token: string, now: number): Promise<User | undefined> {
  const { userId } = await linkOf(db, token, now)
  return userId === null ? undefined : userById(db, userId)
}

/** Signs in the user that the link was made for, and uses it up. Throws link_invalid. */
export function openLink(db: Database, token: string, beginning: Beginning): Promise<Opened> {
  return db.write(async (tx) => {
    const { userId } = await linkOf(tx, token, beginning.at)
    const user = userId === null ? undefined : await userById(tx, userId)
    if (user === undefined || user.disabledAt !== null) throw new ReelgateError('link_invalid', { param: 'token' })
    await deleteLink(tx, sha256Hex(token))
    return openSession(tx, user, beginning)
  })
}

async function firstAccountId(tx: Tx, act: Act): Promise<string> {
  const accounts = (await listAccounts(tx)).filter(({ erasedAt }) => erasedAt === null)
  const first = accounts.find(({ name }) => name === FIRST_ACCOUNT) ?? accounts[0]
  return first?.id ?? (await addAccount(tx, act, { name: FIRST_ACCOUNT, unlimited: true, balance: 0 })).id
}

/**
 * Makes the first administrator, on the first account, and signs it in. Throws link_invalid, also where another
 * was faster.
 */
export function openFirstLink(
  db: Database,
  { token, name, passwordHash }: { token: string; name: string; passwordHash: string | null },
  beginning: Beginning,
): Promise<Opened> {
  return db.write(async (tx) => {
    const { userId } = await linkOf(tx, token, beginning.at)
    if (userId !== null || !(await isFirstStart(tx))) throw new ReelgateError('link_invalid', { param: 'token' })
    const act = { actor: 'first sign-in link', at: beginning.at }
    const accountId = await firstAccountId(tx, act)
    const user = await addUser(tx, act, { name, email: null, role: 'admin', accountId })
    if (passwordHash !== null) await savePasswordHash(tx, user.id, passwordHash)
    await deleteLink(tx, sha256Hex(token))
    return openSession(tx, user, beginning)
  })
}

/** A user signs up by itself, where the server lets it: with an account of its own, which has no money. */
export function register(
  db: Database,
  { name, passwordHash }: { name: string; passwordHash: string },
  beginning: Beginning,
): Promise<Opened> {
  return db.write(async (tx) => {
    const act = { actor: actorOf({ id: 'registration', name }), at: beginning.at }
    const account = await addAccount(tx, act, { name, unlimited: false, balance: 0 })
    const user = await addUser(tx, act, { name, email: null, role: 'user', accountId: account.id })
    await savePasswordHash(tx, user.id, passwordHash)
    return openSession(tx, user, beginning)
  })
}
