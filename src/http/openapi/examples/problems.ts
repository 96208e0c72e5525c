import type { ErrorCode, ErrorDetails } from '../../../domain/errors.ts'
import { errorText } from '../../messages/catalogue.ts'
import type { Surface } from '../../surface.ts'
import type { OpenApiLanguage } from '../describe.ts'
import { ACCOUNT_ID, BATCH_ID, FAST, KEY_ID, QUALITY, TASK_ID, USER_ID } from './story.ts'

const EVERY_MINUTE = { seconds: 12, limit: 60 }

/** What goes with a code where the server refuses with it; one that is not here goes alone. */
const DETAILS: Partial<Record<ErrorCode, ErrorDetails>> = {
  field_required: { param: 'prompt' },
  number_quoted: { param: 'duration', values: { example: '8' } },
  unknown_model: { param: 'model', values: { given: 'veo-9', allowed: [FAST, QUALITY] } },
  invalid_task_id: { param: 'task_id' },
  field_range: { param: 'limit', values: { min: 1, max: 100 } },
  upload_no_file: { param: 'file' },
  redeem_code_unknown: { param: 'code' },
  task_unfinished: { param: 'task_id' },
  balance_too_low: { values: { needed_usd: 3.2, available_usd: 1.5, missing_usd: 1.7 } },
  scope_forbidden: { values: { scope: 'generate' } },
  account_not_found: { values: { id: ACCOUNT_ID } },
  api_key_not_found: { values: { id: KEY_ID } },
  redeem_batch_not_found: { values: { id: BATCH_ID } },
  user_not_found: { values: { id: USER_ID } },
  model_not_found: { param: 'model', values: { given: 'veo-9' } },
  not_found: { values: { method: 'GET', path: '/files/none.mp4' } },
  idempotency_key_reused: { param: 'Idempotency-Key' },
  redeem_code_used: { param: 'code' },
  account_name_taken: { param: 'name', values: { name: 'studio' } },
  user_name_taken: { param: 'name', values: { name: 'editor' } },
  reference_used: { param: 'reference' },
  price_book_changed: { param: 'if_version', values: { version: 2 } },
  task_not_unresolved: { param: 'task_id', values: { state: 'completed' } },
  webhook_missing: { param: 'task_id' },
  replay_has_pictures: { param: 'task_id' },
  replay_without_prompt: { param: 'task_id' },
  last_admin: { param: 'user_id' },
  account_erased: { values: { id: ACCOUNT_ID } },
  body_too_large: { values: { max_mb: 60 } },
  upload_too_large: { param: 'file', values: { max_mb: 20 } },
  submits_limited: { retryAfterSeconds: 12, values: EVERY_MINUTE },
  polls_limited: { retryAfterSeconds: 12, values: { seconds: 12, limit: 600 } },
  recharges_limited: { retryAfterSeconds: 12, values: EVERY_MINUTE },
  listeners_limited: { retryAfterSeconds: 5, values: { seconds: 5, max: 100 } },
  storage_unavailable: { retryAfterSeconds: 5 },
  shutting_down: { retryAfterSeconds: 5 },
  database_unavailable: { retryAfterSeconds: 2 },
}

/** Where a surface has other fields. */
const DETAILS_ON: Readonly<Record<Surface['name'], Partial<Record<ErrorCode, ErrorDetails>>>> = {
  family: {},
  google: {
    field_required: { param: 'instances' },
    field_range: { param: 'pageSize' },
    not_found: { values: { method: 'GET', path: '/v1beta/files/none' } },
  },
  openai: {
    task_unfinished: { param: 'video_id' },
    not_found: { values: { method: 'GET', path: `/v1/videos/${TASK_ID}/content` } },
  },
}

/** The body of a refusal as `answerProblem` makes it, in the language that its surface speaks unless it is asked for another. */
export function refusalBody(code: ErrorCode, surface: Surface, language: OpenApiLanguage): object {
  const { param, values, retryAfterSeconds } = DETAILS_ON[surface.name][code] ?? DETAILS[code] ?? {}
  const spoken = surface.language ?? language
  const message = errorText(code, spoken, { ...(param !== undefined && { param }), ...(values && { values }) })
  const fault = { code, status: surface.statusOf(code), message, ...(param !== undefined && { param }) }
  return surface.envelope({ ...fault, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) })
}
