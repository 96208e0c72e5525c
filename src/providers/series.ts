import { z } from 'zod'
import type { TaskFailure } from '../domain/errors.ts'
import type { CheckOutcome, ProviderJob, ProviderOutput, StartOutcome } from '../domain/provider.ts'
import { newSecret } from '../lib/ids.ts'
import type { Json } from '../lib/json.ts'
import { describeError } from '../lib/log.ts'

/** What became of asking for one video. A rejected promise says that nobody knows. */
export type BeginOutcome = { kind: 'accepted'; operation: string } | Exclude<StartOutcome, { kind: 'started' }>

export type LookOutcome =
  | { kind: 'running'; progress?: number }
  | { kind: 'done'; output: ProviderOutput; endedMsAgo?: number }
  | { kind: 'failed'; failure: TaskFailure; endedMsAgo?: number }

/** A protocol that makes one video at a time. `sample` counts from 0. */
export interface OneByOne {
  pollMs: number
  begin(job: ProviderJob, sample: number, signal: AbortSignal): Promise<BeginOutcome>
  look(operation: string, place: { job: ProviderJob; sample: number }, signal: AbortSignal): Promise<LookOutcome>
}

const begun = z.union([
  z.object({ operation: z.string() }),
  z.object({ failure: z.custom<TaskFailure>((value) => typeof value === 'object' && value !== null) }),
])
const seriesToken = z.object({
  job: z.custom<ProviderJob>((value) => typeof value === 'object' && value !== null),
  /** In the order of the samples: what the provider accepted, and what it never will. */
  begun: z.array(begun).min(1),
  /** The next sample is about to be started by the check that finds this in its own memory. */
  attempt: z.string().optional(),
})
type SeriesToken = z.infer<typeof seriesToken>

const LOST: TaskFailure = { code: 'outcome_unknown', operatorText: 'the start of one of the videos was interrupted' }

/**
 * N videos of one task at a provider that makes them one by one and charges for each: none is ever started twice
 * (docs/decisions/0012-one-task-several-operations.md).
 *
 * `start` asks for all. Where the provider has no room for a later one, the token says how far it came, and `check`
 * starts what is left in two moves: first it has an attempt stored, then, at the next check, whoever still has that
 * attempt in memory makes the call. After a crash nobody has, the sample counts as lost, and the caller does not pay it.
 */
export class Series {
  readonly #protocol: OneByOne
  /** Attempts that this process has announced and not made yet. */
  readonly #announced = new Set<string>()

  constructor(protocol: OneByOne) {
    this.#protocol = protocol
  }

  async start(job: ProviderJob, signal: AbortSignal): Promise<StartOutcome> {
    const first = await this.#protocol.begin(job, 0, signal)
    if (first.kind !== 'accepted') return first
    const token: SeriesToken = { job, begun: [{ operation: first.operation }] }
    while (left(token) > 0) {
      const outcome = await this.#beginNext(token, signal)
      if (outcome.kind === 'busy') break
      token.begun.push(outcome.begun)
    }
    return { kind: 'started', token: asJson(token) }
  }

  async check(given: Json, signal: AbortSignal): Promise<CheckOutcome> {
    const token = seriesToken.parse(given)
    if (left(token) > 0) return this.#goOn(token, signal)
    const { job } = token
    const looks = await Promise.all(
      token.begun.map(async (one, sample): Promise<LookOutcome> => {
        if ('failure' in one) return { kind: 'failed', failure: one.failure }
        return this.#protocol.look(one.operation, { job, sample }, signal)
      }),
    )
    if (looks.some(({ kind }) => kind === 'running')) {
      const progress = looks.map((look) => (look.kind === 'running' ? (look.progress ?? 0) : 100))
      const mean = progress.reduce((sum, one) => sum + one, 0) / progress.length
      return { kind: 'running', progress: mean, checkAfterMs: this.#protocol.pollMs }
    }
    const outputs = looks.flatMap((look) => (look.kind === 'done' ? [look.output] : []))
    const failures = looks.flatMap((look) => (look.kind === 'failed' ? [look.failure] : []))
    // The task ended with the last of them.
    const ends = looks.flatMap((look) => ('endedMsAgo' in look ? [look.endedMsAgo] : []))
    const end = ends.length === 0 ? {} : { endedMsAgo: Math.min(...ends) }
    // Of several reasons the safety filter's says most to the caller.
    const failure = failures.find(({ code }) => code === 'content_filtered') ?? failures[0]
    if (outputs.length === 0 && failure !== undefined) return { kind: 'failed', failure, ...end }
    return { kind: 'done', outputs, ...(failure && { filtered: failure }), ...end }
  }

  async #goOn(token: SeriesToken, signal: AbortSignal): Promise<CheckOutcome> {
    const { attempt, ...before } = token
    if (attempt === undefined) {
      const announced = newSecret(26)
      this.#announced.add(announced)
      return { kind: 'running', checkAfterMs: 0, token: asJson({ ...token, attempt: announced }) }
    }
    // Removed before the call: a check that is repeated must not call again.
    if (!this.#announced.delete(attempt)) return this.#store({ ...before, begun: [...before.begun, { failure: LOST }] })
    const outcome = await this.#beginNext(token, signal)
    if (outcome.kind === 'busy') return this.#store(before, outcome.retryAfterMs)
    return this.#store({ ...before, begun: [...before.begun, outcome.begun] })
  }

  #store(token: SeriesToken, checkAfterMs = this.#protocol.pollMs): CheckOutcome {
    return { kind: 'running', checkAfterMs: left(token) > 0 ? checkAfterMs : 0, token: asJson(token) }
  }

  /** One more sample. What nobody knows counts as lost: this one can't be asked for again. */
  async #beginNext({ job, begun }: SeriesToken, signal: AbortSignal) {
    try {
      const outcome = await this.#protocol.begin(job, begun.length, signal)
      if (outcome.kind === 'busy') return outcome
      return {
        kind: 'begun' as const,
        begun: outcome.kind === 'accepted' ? { operation: outcome.operation } : { failure: outcome.failure },
      }
    } catch (error) {
      const failure = { ...LOST, operatorText: `the start of one of the videos: ${describeError(error)}` }
      return { kind: 'begun' as const, begun: { failure } }
    }
  }
}

/** The tasks that these tokens belong to; their files lie in folders of the same names. A token of others' is none of ours. */
export const tasksOf = (tokens: readonly Json[]) =>
  new Set(tokens.flatMap((token) => seriesToken.safeParse(token).data?.job.taskId ?? []))

/** What the provider accepted of this task. */
export const operationsOf = (token: Json) =>
  seriesToken.parse(token).begun.flatMap((one) => ('operation' in one ? [one.operation] : []))

const left = ({ job, begun }: SeriesToken) => job.request.sampleCount - begun.length

const asJson = (token: SeriesToken) => token as unknown as Json
