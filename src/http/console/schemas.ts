import { z } from 'zod'
import {
  ONE_LINE,
  PASSWORD_CHARACTERS_MAX,
  PASSWORD_CHARACTERS_MIN,
  USER_NAME_CHARACTERS_MAX,
} from '../../domain/user.ts'
import type { Expectation } from '../messages/template.ts'

export const userName = z.string().trim().min(1).max(USER_NAME_CHARACTERS_MAX).regex(ONE_LINE)

/** By characters, as a person counts them. */
const newPassword = z.string().refine(
  (given) => {
    const { length } = Array.from(given)
    return length >= PASSWORD_CHARACTERS_MIN && length <= PASSWORD_CHARACTERS_MAX
  },
  {
    message: 'password_length' satisfies Expectation,
    params: { min: PASSWORD_CHARACTERS_MIN, max: PASSWORD_CHARACTERS_MAX },
  },
)
/** One that is only compared; anything is wrong but the right one. */
const anyPassword = z.string().max(1000)

const token = z.string().min(1).max(200)

export const firstStart = z.strictObject({ token, name: userName, password: newPassword.optional() })
export const signInLink = z.strictObject({ token })
export const linkQuery = z.object({ token })
export const passwordSignIn = z.strictObject({ name: z.string().max(1000), password: anyPassword })
export const registration = z.strictObject({ name: userName, password: newPassword })
export const passwordChange = z.strictObject({ current: anyPassword.optional(), password: newPassword })

/** What a browser's WebAuthn answers; its depths are judged by the library. */
const credential = z.looseObject({ id: z.string().min(1).max(2000) })
const challengeId = z.string().max(100)
export const newPasskey = z.strictObject({
  challenge_id: challengeId,
  response: credential,
  name: z.string().trim().max(100).optional(),
})
export const passkeySignIn = z.strictObject({ challenge_id: challengeId, response: credential })
