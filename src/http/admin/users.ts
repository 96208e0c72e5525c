import type { z } from 'zod'
import type { Reader } from '../../db/database.ts'
import { findMeansOfSignIn, pageOfUsers } from '../../db/users.ts'
import type { User } from '../../domain/user.ts'
import { accountByName } from '../../flow/admin/accounts.ts'
import { FIRST_ACCOUNT } from '../../flow/admin/keys.ts'
import { addUserLink, linkUrl } from '../../flow/sign-in/links.ts'
import type { MadeLink } from '../../flow/sign-in/links.ts'
import { addUser, changeUser, userById } from '../../flow/sign-in/users.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { readQuery } from '../read-query.ts'
import { actOf } from './authorise-admin.ts'
import { seconds } from './present.ts'
import * as schemas from './user-schemas.ts'

const idOf = (c: HttpContext) => c.req.param('user_id') ?? ''

async function show(db: Reader, user: User): Promise<z.infer<typeof schemas.user>> {
  const { hasPassword, passkeys } = await findMeansOfSignIn(db, user.id)
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    account_id: user.accountId,
    disabled: user.disabledAt !== null,
    has_password: hasPassword,
    passkeys,
    created_at: toUnixSeconds(user.createdAt),
    last_signed_in_at: seconds(user.lastSignedInAt),
  }
}

async function answerWithLink(c: HttpContext, services: HttpServices, user: User, link: MadeLink): Promise<Response> {
  const url = linkUrl(services.publicUrl(), link)
  const data = { ...(await show(services.flow.db.read, user)), link: url, link_expires_at: seconds(link.expiresAt) }
  return c.json({ code: 200, data })
}

export async function list(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, after = '' } = readQuery(c, schemas.usersQuery)
  const found = await pageOfUsers(flow.db.read, after, limit + 1)
  const data = await Promise.all(found.slice(0, limit).map((user) => show(flow.db.read, user)))
  return c.json({ code: 200, data, has_more: found.length > limit })
}

/** Makes a user, and the link that invites it. */
export async function create(c: HttpContext, services: HttpServices): Promise<Response> {
  const { name, email, role, account_id: wanted } = await readBody(c, services, schemas.newUser)
  const { db } = services.flow
  const own = c.get('signedIn')?.user.accountId
  const accountId = wanted ?? own ?? (await accountByName(db.read, FIRST_ACCOUNT)).id
  const act = actOf(c, services)
  const { user, link } = await db.write(async (tx) => {
    const added = await addUser(tx, act, { name, email, role, accountId })
    return { user: added, link: await addUserLink(tx, act, added.id) }
  })
  return answerWithLink(c, services, user, link)
}

export async function change(c: HttpContext, services: HttpServices): Promise<Response> {
  const { account_id: accountId, ...rest } = await readBody(c, services, schemas.userChange)
  const all = Object.entries({ ...rest, accountId }).filter(([, value]) => value !== undefined)
  const { db } = services.flow
  const user = await changeUser(db, actOf(c, services), idOf(c), Object.fromEntries(all))
  return c.json({ code: 200, data: await show(db.read, user) })
}

/** Another link for a user that is there: for whoever lost a password or a passkey. */
export async function invite(c: HttpContext, services: HttpServices): Promise<Response> {
  const { db } = services.flow
  const act = actOf(c, services)
  const { user, link } = await db.write(async (tx) => ({
    user: await userById(tx, idOf(c)),
    link: await addUserLink(tx, act, idOf(c)),
  }))
  return answerWithLink(c, services, user, link)
}
