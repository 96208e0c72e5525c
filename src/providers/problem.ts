import { z } from 'zod'
import type { TaskFailure } from '../domain/errors.ts'
import { ProviderFault } from '../domain/provider.ts'
import type { StartOutcome } from '../domain/provider.ts'
import type { Log } from '../lib/log.ts'
import { describeError } from '../lib/log.ts'
import { filterReasons } from './google/support-codes.ts'
import { NotSent } from './http/caller.ts'
import type { TextAnswer } from './http/caller.ts'
import { Patience } from './patience.ts'

/** What an answer that is no success says, in whichever of the known envelopes. */
export interface Problem {
  status: number
  /** Google's word for it (google.rpc.Code), such as RESOURCE_EXHAUSTED. */
  rpc?: string
  /** The provider's own sentence, cut to a length. For the operator alone. */
  text: string
  retryAfterMs?: number
}

const TEXT_CHARACTERS_MAX = 500
const error = z.object({
  message: z.string().nullish(),
  status: z.string().nullish(),
  details: z.array(z.object({ retryDelay: z.string().nullish() })).nullish(),
})
/** Google's envelope (also inside a list), OpenAI's and that of our own contract. */
const envelope = z.union([
  z.object({ error }),
  z
    .array(z.object({ error }))
    .min(1)
    .transform(([first]) => first),
])

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const secondsToMs = (text: string | null | undefined) => {
  const seconds = /^(\d+(?:\.\d+)?)s?$/.exec(text ?? '')?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}

const HTTP_DATE = /^[A-Z][a-z]{2,8}, .+ GMT$/

/**
 * `Retry-After` as seconds or as a date (RFC 9110, 10.2.3). A date is compared with the answer's own `Date`, where it has
 * one, so that two clocks that differ don't matter. A date that is past says nothing.
 */
function headerToMs(header: unknown, date: unknown): number | undefined {
  if (typeof header !== 'string') return undefined
  if (!HTTP_DATE.test(header)) return secondsToMs(header)
  const sentAt = typeof date === 'string' && HTTP_DATE.test(date) ? Date.parse(date) : Date.now()
  const ms = Date.parse(header) - sentAt
  return ms > 0 ? ms : undefined
}

/** Reads any answer that is no success; never throws. */
export function problemOf({ status, headers, text }: TextAnswer): Problem {
  const parsed = envelope.safeParse(jsonOf(text))
  const found = parsed.success ? parsed.data?.error : undefined
  const rpc = found?.status ?? undefined
  const delay = found?.details?.find((detail) => detail.retryDelay)?.retryDelay
  const retryAfterMs = headerToMs(headers['retry-after'], headers['date']) ?? secondsToMs(delay)
  const said = found?.message?.slice(0, TEXT_CHARACTERS_MAX)
  return {
    status,
    text: [`HTTP ${status}`, rpc, said].filter(Boolean).join(': '),
    ...(rpc !== undefined && { rpc }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  }
}

/** The caller's request is at fault, as far as the provider says. A safety filter has a code of its own. */
export function refusalOf(text: string): TaskFailure {
  const reason = filterReasons(text)
  if (reason === undefined) return { code: 'provider_refused', operatorText: text }
  return { code: 'content_filtered', operatorText: text, ...(reason.length > 0 && { values: { reason } }) }
}

const CALLERS_FAULT = new Set([400, 413, 415, 422])
/** Our key, our account there, or an address that moved: waiting for the operator, never for the caller. */
const OPERATORS_MATTER = new Set([301, 302, 303, 307, 308, 401, 402, 403])
/** Google's words that come with a 400 although another request would fare no better. */
const NOT_THE_REQUEST = new Set(['FAILED_PRECONDITION', 'UNIMPLEMENTED', 'NOT_FOUND'])

/** Whether an answer tells of the provider's own trouble: see ProviderFault. */
const isFault = ({ status, rpc }: Problem) =>
  status >= 500 || status === 408 || (OPERATORS_MATTER.has(status) && rpc !== 'RESOURCE_EXHAUSTED')

/** What a check throws that was answered with anything else than the state of its operation. */
export function noiseOf(answer: TextAnswer): Error {
  const problem = problemOf(answer)
  return isFault(problem) ? new ProviderFault(problem.text) : new Error(problem.text)
}

/** Turns what a start met into an outcome, one instance for each provider: waits grow while nothing gets better. */
export class StartJudge {
  readonly #provider: string
  readonly #log: Log
  readonly #patience = new Patience()

  constructor(provider: string, log: Log) {
    this.#provider = provider
    this.#log = log
  }

  accepted(): void {
    this.#patience.reset()
  }

  /** Certainly not accepted, or an error that says that nobody knows: 5xx may come after the work was taken. */
  judge(problem: Problem): Exclude<StartOutcome, { kind: 'started' }> {
    const { status, rpc, text } = problem
    if (status === 429 || rpc === 'RESOURCE_EXHAUSTED') return this.#busy(text, problem.retryAfterMs)
    if (OPERATORS_MATTER.has(status)) return this.operatorNeeded(text)
    if (CALLERS_FAULT.has(status) && !NOT_THE_REQUEST.has(rpc ?? '')) {
      return { kind: 'refused', failure: refusalOf(text) }
    }
    if (status >= 400 && status < 500 && status !== 408) {
      this.#log.error({ provider: this.#provider, detail: text }, 'the provider does not take our requests')
      return { kind: 'refused', failure: { code: 'provider_failed', operatorText: text } }
    }
    throw new ProviderFault(text)
  }

  /** What was thrown before or while sending: where nothing was sent it is as good as busy, else nobody knows. */
  caught(error: unknown): Exclude<StartOutcome, { kind: 'started' }> {
    if (!(error instanceof NotSent)) throw error
    return this.operatorNeeded(describeError(error))
  }

  /** The task waits; whoever runs the server has to do something about it. */
  operatorNeeded(text: string): StartOutcome & { kind: 'busy' } {
    this.#log.error({ provider: this.#provider, detail: text }, 'the provider can not be used')
    return { ...this.#busy(text), isFault: true }
  }

  #busy(operatorText: string, retryAfterMs?: number): StartOutcome & { kind: 'busy' } {
    return { kind: 'busy', operatorText, retryAfterMs: this.#patience.next(retryAfterMs) }
  }
}
