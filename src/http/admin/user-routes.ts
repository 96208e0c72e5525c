import type { Route } from '../route.ts'
import { one, page } from './schemas.ts'
import * as schemas from './user-schemas.ts'
import * as users from './users.ts'

const base = '/admin/v1/users'
const user = { admin: true, tag: 'admin', answers: { 200: one(schemas.user) }, errors: ['user_not_found'] } as const
const invited = { ...user, answers: { 200: one(schemas.invitedUser) } } as const

/** Who signs in to the console. */
export const USER_ROUTES: readonly Route[] = [
  {
    ...user,
    method: 'GET',
    path: base,
    handler: users.list,
    summary: 'Users of the console, oldest first',
    query: schemas.usersQuery,
    answers: { 200: page(schemas.user) },
    errors: [],
  },
  {
    ...invited,
    method: 'POST',
    path: base,
    handler: users.create,
    summary: 'Create a user, with a link that signs it in once',
    body: schemas.newUser,
    errors: ['user_name_taken', 'account_not_found'],
  },
  {
    ...user,
    method: 'PATCH',
    path: `${base}/{user_id}`,
    handler: users.change,
    summary: 'Change what is named of a user; one that is disabled is signed out at once',
    body: schemas.userChange,
    errors: ['user_not_found', 'user_name_taken', 'last_admin'],
  },
  {
    ...invited,
    method: 'POST',
    path: `${base}/{user_id}/link`,
    handler: users.invite,
    summary: 'Make another link that signs the user in once',
  },
]
