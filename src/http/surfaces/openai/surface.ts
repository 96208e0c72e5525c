import { ERROR_CODES } from '../../../domain/errors.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import { bearerKey } from '../../surface.ts'
import type { Surface } from '../../surface.ts'

/** OpenAI's own words where it has one for the case; any other fault keeps our code. */
const CODES: Partial<Record<ErrorCode, string>> = {
  key_missing: 'invalid_api_key',
  key_invalid: 'invalid_api_key',
  balance_too_low: 'insufficient_quota',
  submits_limited: 'rate_limit_exceeded',
  polls_limited: 'rate_limit_exceeded',
  lookups_limited: 'rate_limit_exceeded',
  unknown_model: 'model_not_found',
  invalid_task_id: 'video_not_found',
}

const TYPES: Partial<Record<ErrorCode, string>> = {
  key_missing: 'invalid_request_error',
  key_invalid: 'invalid_request_error',
  balance_too_low: 'insufficient_quota',
}

/** OpenAI's Videos API: https://developers.openai.com/api/reference/resources/videos */
export const openaiSurface: Surface = {
  name: 'openai',
  language: 'en',
  notOffered: /^\/v1\/videos\/(edits|extensions|characters(\/.*)?|[^/]+\/remix)$/,
  keyOf: bearerKey,
  statusOf: (code) => (code === 'invalid_task_id' ? 404 : ERROR_CODES[code].status),
  envelope: ({ code, message, param }) => ({
    error: { message, type: TYPES[code] ?? ERROR_CODES[code].type, param: param ?? null, code: CODES[code] ?? code },
  }),
}
