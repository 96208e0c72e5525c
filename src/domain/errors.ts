/**
 * The closed list of everything that can be refused or can fail. A code decides the HTTP status and the type of the
 * answer here, and the caller's sentence in `http/messages/*`. Nothing else in the program turns a fault into words.
 */
export const ERROR_CODES = {
  // 400: what the caller sent
  request_malformed: { status: 400, type: 'invalid_request_error' },
  invalid_json: { status: 400, type: 'invalid_request_error' },
  body_not_object: { status: 400, type: 'invalid_request_error' },
  field_required: { status: 400, type: 'invalid_request_error' },
  field_type: { status: 400, type: 'invalid_request_error' },
  number_quoted: { status: 400, type: 'invalid_request_error' },
  boolean_quoted: { status: 400, type: 'invalid_request_error' },
  field_choice: { status: 400, type: 'invalid_request_error' },
  field_unknown: { status: 400, type: 'invalid_request_error' },
  field_format: { status: 400, type: 'invalid_request_error' },
  field_range: { status: 400, type: 'invalid_request_error' },
  text_empty: { status: 400, type: 'invalid_request_error' },
  text_too_long: { status: 400, type: 'invalid_request_error' },
  url_invalid: { status: 400, type: 'invalid_request_error' },
  alias_conflict: { status: 400, type: 'invalid_request_error' },
  too_many_images: { status: 400, type: 'invalid_request_error' },
  last_frame_alone: { status: 400, type: 'invalid_request_error' },
  enhance_prompt_off: { status: 400, type: 'invalid_request_error' },
  unknown_model: { status: 400, type: 'invalid_request_error' },
  unsupported_by_model: { status: 400, type: 'invalid_request_error' },
  prompt_denied: { status: 400, type: 'invalid_request_error' },
  people_refused: { status: 400, type: 'invalid_request_error' },
  people_in_picture: { status: 400, type: 'invalid_request_error' },
  invalid_task_id: { status: 400, type: 'invalid_request_error' },
  idempotency_key_invalid: { status: 400, type: 'invalid_request_error' },
  image_url_invalid: { status: 400, type: 'invalid_request_error' },
  image_address_refused: { status: 400, type: 'invalid_request_error' },
  image_unreachable: { status: 400, type: 'invalid_request_error' },
  image_http_status: { status: 400, type: 'invalid_request_error' },
  image_redirects: { status: 400, type: 'invalid_request_error' },
  image_timeout: { status: 400, type: 'invalid_request_error' },
  image_too_large: { status: 400, type: 'invalid_request_error' },
  image_too_many_pixels: { status: 400, type: 'invalid_request_error' },
  image_not_an_image: { status: 400, type: 'invalid_request_error' },
  image_corrupt: { status: 400, type: 'invalid_request_error' },
  image_upload_gone: { status: 400, type: 'invalid_request_error' },
  cloud_storage_refused: { status: 400, type: 'invalid_request_error' },
  file_id_refused: { status: 400, type: 'invalid_request_error' },
  task_unfinished: { status: 400, type: 'invalid_request_error' },
  faults_off: { status: 400, type: 'invalid_request_error' },
  fault_unknown: { status: 400, type: 'invalid_request_error' },
  upload_not_multipart: { status: 400, type: 'invalid_request_error' },
  upload_no_file: { status: 400, type: 'invalid_request_error' },
  upload_wrong_type: { status: 400, type: 'invalid_request_error' },
  redeem_code_unknown: { status: 400, type: 'invalid_request_error' },
  notice_untrusted: { status: 400, type: 'invalid_request_error' },
  redeem_code_ended: { status: 400, type: 'invalid_request_error' },
  passkeys_unavailable: { status: 400, type: 'invalid_request_error' },
  // who the caller is and what it may do
  key_missing: { status: 401, type: 'authentication_error' },
  key_invalid: { status: 401, type: 'authentication_error' },
  admin_key_invalid: { status: 401, type: 'authentication_error' },
  session_missing: { status: 401, type: 'authentication_error' },
  sign_in_refused: { status: 401, type: 'authentication_error' },
  passkey_refused: { status: 401, type: 'authentication_error' },
  balance_too_low: { status: 402, type: 'payment_required' },
  key_spend_limited: { status: 403, type: 'permission_error' },
  key_day_limited: { status: 403, type: 'permission_error' },
  forbidden: { status: 403, type: 'permission_error' },
  model_forbidden: { status: 403, type: 'permission_error' },
  scope_forbidden: { status: 403, type: 'permission_error' },
  address_forbidden: { status: 403, type: 'permission_error' },
  role_forbidden: { status: 403, type: 'permission_error' },
  registration_off: { status: 403, type: 'permission_error' },
  console_header_missing: { status: 403, type: 'permission_error' },
  // the admin API
  account_not_found: { status: 404, type: 'invalid_request_error' },
  api_key_not_found: { status: 404, type: 'invalid_request_error' },
  admin_key_not_found: { status: 404, type: 'invalid_request_error' },
  user_not_found: { status: 404, type: 'invalid_request_error' },
  user_name_taken: { status: 409, type: 'invalid_request_error' },
  last_admin: { status: 409, type: 'invalid_request_error' },
  account_name_taken: { status: 409, type: 'invalid_request_error' },
  reference_used: { status: 409, type: 'idempotency_error' },
  price_book_changed: { status: 409, type: 'invalid_request_error' },
  task_not_unresolved: { status: 409, type: 'invalid_request_error' },
  webhook_missing: { status: 409, type: 'invalid_request_error' },
  replay_has_pictures: { status: 409, type: 'invalid_request_error' },
  replay_without_prompt: { status: 409, type: 'invalid_request_error' },
  account_erased: { status: 409, type: 'invalid_request_error' },
  redeem_batch_not_found: { status: 404, type: 'invalid_request_error' },
  // addresses and methods
  not_found: { status: 404, type: 'invalid_request_error' },
  model_not_found: { status: 404, type: 'invalid_request_error' },
  recharge_off: { status: 404, type: 'invalid_request_error' },
  not_offered: { status: 404, type: 'invalid_request_error' },
  method_not_allowed: { status: 405, type: 'invalid_request_error' },
  request_timeout: { status: 408, type: 'invalid_request_error' },
  redeem_code_used: { status: 409, type: 'invalid_request_error' },
  idempotency_key_reused: { status: 409, type: 'idempotency_error' },
  link_invalid: { status: 410, type: 'invalid_request_error' },
  file_expired: { status: 410, type: 'invalid_request_error' },
  body_too_large: { status: 413, type: 'invalid_request_error' },
  upload_too_large: { status: 413, type: 'invalid_request_error' },
  range_not_satisfiable: { status: 416, type: 'invalid_request_error' },
  headers_too_large: { status: 431, type: 'invalid_request_error' },
  // limits
  submits_limited: { status: 429, type: 'rate_limit_error' },
  polls_limited: { status: 429, type: 'rate_limit_error' },
  recharges_limited: { status: 429, type: 'rate_limit_error' },
  lookups_limited: { status: 429, type: 'rate_limit_error' },
  sign_in_limited: { status: 429, type: 'rate_limit_error' },
  tasks_limited: { status: 429, type: 'rate_limit_error' },
  queue_full: { status: 429, type: 'rate_limit_error' },
  listeners_limited: { status: 429, type: 'rate_limit_error' },
  // us and those behind us
  server_error: { status: 500, type: 'server_error' },
  upstream_unavailable: { status: 502, type: 'bad_gateway' },
  storage_unavailable: { status: 503, type: 'server_error' },
  shutting_down: { status: 503, type: 'server_error' },
  database_unavailable: { status: 503, type: 'server_error' },
} as const satisfies Record<string, { status: number; type: string }>

export type ErrorCode = keyof typeof ERROR_CODES

/** Why a task ended without its video. Shown in `data.error`; the HTTP answer is still 200. `status` is its `code`. */
export const FAILURE_CODES = {
  content_filtered: { status: 400 },
  provider_refused: { status: 400 },
  provider_failed: { status: 502 },
  provider_unreachable: { status: 502 },
  outcome_unknown: { status: 502 },
  timed_out: { status: 504 },
  storage_failed: { status: 500 },
  renderer_failed: { status: 500 },
} as const satisfies Record<string, { status: number }>

export type FailureCode = keyof typeof FAILURE_CODES

/** Values for the places in a message. A value marked as a list of choices is joined as the language does. */
export type MessageValues = Readonly<Record<string, string | number | readonly (string | number)[]>>

export interface ErrorDetails {
  /** The field at fault, as the caller wrote it: `duration`, `image_urls[1]`. */
  param?: string
  values?: MessageValues
  /** For the log only; never sent to a caller. */
  operatorText?: string
  /** Whole seconds; becomes the Retry-After header. */
  retryAfterSeconds?: number
  cause?: unknown
}

/** The one error that is meant for a caller. Anything else that reaches the HTTP layer is a 500 and a log line. */
export class ReelgateError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.operatorText ?? `${code}${details.param === undefined ? '' : ` (${details.param})`}`, {
      cause: details.cause,
    })
    this.name = 'ReelgateError'
    this.code = code
    this.details = details
  }
}

/** Why a task failed, as it is stored: a closed code, values for its caller text, and a text for the operator alone. */
export interface TaskFailure {
  code: FailureCode
  values?: MessageValues
  operatorText?: string
}
