import type { HonoRequest } from 'hono'
import type { ErrorCode } from '../domain/errors.ts'
import type { Language } from './messages/catalogue.ts'

/** A refusal in words, before a surface has given it its form. */
export interface Fault {
  code: ErrorCode
  /** As `Surface.statusOf` says. */
  status: number
  message: string
  /** The field at fault, as the caller wrote it. */
  param?: string
  retryAfterSeconds?: number
  /** Where the caller can top up, where money is what is missing. */
  rechargeUrl?: string
}

/** What differs from one protocol to the next before a route is even reached: the key, the language, and how it refuses. */
export interface Surface {
  name: 'family' | 'google' | 'openai'
  /** The language where the caller asks for none; undefined: the server's. */
  language?: Language
  /** Calls that the protocol knows and this server does not take, by their path. */
  notOffered?: RegExp
  /** The caller's key, wherever this protocol carries it. */
  keyOf(request: HonoRequest): string | undefined
  statusOf(code: ErrorCode): number
  /** The body of a refusal. */
  envelope(fault: Fault): object
}

/** The key from `Authorization: Bearer <key>`; the word Bearer may be missing, since a real client leaves it out. */
export function bearerKey(request: HonoRequest): string | undefined {
  const header = request.header('authorization')
  return header === undefined || /^bearer$/i.test(header.trim()) ? undefined : header.replace(/^bearer\s+/i, '').trim()
}
