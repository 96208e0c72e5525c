import { ERROR_CODES } from '../../../domain/errors.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import { bearerKey } from '../../surface.ts'
import type { Fault, Surface } from '../../surface.ts'

/** google.rpc.Code names by HTTP status, as https://cloud.google.com/apis/design/errors pairs them. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  409: 'ALREADY_EXISTS',
  416: 'OUT_OF_RANGE',
  429: 'RESOURCE_EXHAUSTED',
  431: 'INVALID_ARGUMENT',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

/** Statuses that Google's APIs don't use, and what they answer in their place. */
const STATUSES: Readonly<Record<number, number>> = { 402: 400, 405: 404, 410: 404, 413: 400, 502: 503 }

function statusOf(code: ErrorCode): number {
  // Another account's operation, and one that never was, are simply not there.
  if (code === 'invalid_task_id') return 404
  const { status } = ERROR_CODES[code]
  return STATUSES[status] ?? status
}

/**
 * Too little money is FAILED_PRECONDITION: a client must not try again before somebody has topped up, and only this
 * word says so (RESOURCE_EXHAUSTED is tried again by Google's clients).
 */
const statusWord = ({ code, status }: Fault) =>
  code === 'balance_too_low' ? 'FAILED_PRECONDITION' : (STATUS_WORDS[status] ?? 'UNKNOWN')

function detailsOf({ code, message, param, retryAfterSeconds }: Fault): object[] {
  const type = (name: string) => ({ '@type': `type.googleapis.com/google.rpc.${name}` })
  return [
    { ...type('ErrorInfo'), reason: code.toUpperCase(), domain: 'reelgate' },
    ...(param === undefined
      ? []
      : [{ ...type('BadRequest'), fieldViolations: [{ field: param, description: message }] }]),
    ...(retryAfterSeconds === undefined ? [] : [{ ...type('RetryInfo'), retryDelay: `${retryAfterSeconds}s` }]),
  ]
}

/** The Gemini API and Vertex AI. Their keys come by header, by query, or as a bearer token. */
export const googleSurface: Surface = {
  name: 'google',
  language: 'en',
  // Methods with a verb of their own, uploads, and the list of files.
  notOffered: /:\w+$|^\/upload\/|\/files$/,
  keyOf: (request) => request.header('x-goog-api-key') ?? request.query('key') ?? bearerKey(request),
  statusOf,
  envelope: (fault) => ({
    error: {
      code: fault.status,
      message: fault.message,
      status: statusWord(fault),
      details: detailsOf(fault),
    },
  }),
}
