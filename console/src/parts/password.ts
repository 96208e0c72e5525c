import { PASSWORD_CHARACTERS_MIN } from '../../../src/domain/user.ts'

export { PASSWORD_CHARACTERS_MIN }

/** By characters as a person counts them, as the server does. */
export const isLongEnough = (password: string) => Array.from(password).length >= PASSWORD_CHARACTERS_MIN
