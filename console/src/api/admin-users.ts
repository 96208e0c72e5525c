import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { InvitedUser, NewUser, User, UserChange } from './wire.ts'

const BASE = '/admin/v1/users'
const pathOf = (id: string) => `${BASE}/${encodeURIComponent(id)}`

export const USERS = ['admin', 'users']

/** Oldest first. */
export const listUsers = (after?: User) =>
  call<ListPart<User>>('GET', withQuery(BASE, { after: after?.id, limit: 100 }))

/** The answer is the only one that ever holds the link. */
export const createUser = (body: NewUser) => callData<InvitedUser>('POST', BASE, { body })

export const changeUser = (id: string, body: UserChange) => callData<User>('PATCH', pathOf(id), { body })

/** Another link that signs the user in once. */
export const makeUserLink = (id: string) => callData<InvitedUser>('POST', `${pathOf(id)}/link`, { body: {} })
