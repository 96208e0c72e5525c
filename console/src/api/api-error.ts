/** A call that was refused or did not arrive. `message` is the server's own, in the language of the page; empty where nothing answered. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** HTTP status; 0 where nothing answered. */
  readonly status: number
  readonly type: string
  /** The field at fault. */
  readonly param: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly rechargeUrl: string | undefined
  /** What the operator finds in the log. */
  readonly requestId: string | undefined

  constructor(status: number, problem: Problem = {}, headers: Headers = new Headers()) {
    super(problem.message ?? '')
    this.status = status
    this.type = problem.type ?? ''
    this.param = problem.param
    this.rechargeUrl = problem.recharge_url
    this.requestId = headers.get('x-request-id') ?? undefined
    const retryAfter = Number(headers.get('retry-after') ?? Number.NaN)
    this.retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : undefined
  }
}

/** `error` of an answer; the sign-in library's own refusals are flat. */
export interface Problem {
  message?: string
  type?: string
  param?: string
  recharge_url?: string
}

export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401

/** A refusal stays one when it is asked again; what did not arrive, or broke, may not. */
export const mayPass = (error: unknown) => error instanceof ApiError && (error.status === 0 || error.status >= 500)
