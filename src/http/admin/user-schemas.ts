import { z } from 'zod'
import { ROLES } from '../../domain/user.ts'
import { userName } from '../console/schemas.ts'
import { at, limit } from './schemas.ts'

const role = z.enum(ROLES)
const email = z.email().max(254).nullable()

export const usersQuery = z.object({ limit, after: z.string().optional() })

export const newUser = z.strictObject({
  name: userName,
  email: email.default(null),
  role: role.default('user'),
  account_id: z.string().optional().meta({ description: 'Left out: the account of whoever asks, or `default`.' }),
})

export const userChange = z
  .strictObject({ name: userName, email, role, account_id: z.string(), disabled: z.boolean() })
  .partial()

export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role,
  account_id: z.string(),
  disabled: z.boolean(),
  has_password: z.boolean(),
  passkeys: z.int(),
  created_at: at,
  last_signed_in_at: at.nullable(),
})

export const invitedUser = user.extend({
  link: z.string().meta({ description: 'Signs in once; shown this once.' }),
  link_expires_at: at,
})
