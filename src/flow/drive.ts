import type { Tx } from '../db/database.ts'
import { findTask } from '../db/tasks.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { TaskFailure } from '../domain/errors.ts'
import type { Sign } from '../domain/breaker.ts'
import { ProviderFault } from '../domain/provider.ts'
import type { CheckOutcome, Provider, StartOutcome } from '../domain/provider.ts'
import type { Task } from '../domain/task.ts'
import { describeError } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { together } from '../lib/together.ts'
import { LeaseLost } from '../queue/queue.ts'
import type { Claim } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import { settleTask } from './settle-task.ts'
import type { Ending } from './settle-task.ts'

/** First wait after a check, or a start, that failed; doubles with each further one. */
export const RETRY_FIRST_MS = 500
export const RETRY_MAX_MS = 30_000
const AFTER_FAULT_MS = 15_000
const LET_GO_AGAIN_MS = 1_000
/** The longest a provider may take to answer a call. A step never waits for ever. */
export const CALL_MS_MAX = 5 * 60_000

/**
 * What becomes of a task after a step. released: no longer in this worker's hands. check: kept, and looked at again at
 * `at` (ms). copy: the provider is done, and `copy` fetches what it made; that may take long.
 */
export type Next = { kind: 'released' } | { kind: 'check'; at: number } | { kind: 'copy'; copy: () => Promise<Next> }

export const RELEASED: Next = { kind: 'released' }

/** One task in one worker's hands, for one step. */
export interface Drive {
  flow: Flow
  claim: Claim
  provider: Provider
  signal: AbortSignal
}

/** What of a Drive is there also where the provider is not. */
type Held = Pick<Drive, 'flow' | 'claim'>

export const within = (ms: number, signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(ms)])

/**
 * Runs `work` with a signal that aborts after `ms`, or with the given one. Unlike `within` it leaves nothing behind: with
 * thousands of calls a minute, timers of five minutes would pile up.
 */
export async function timed<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const limit = new AbortController()
  const stop = () => limit.abort(signal.reason)
  signal.addEventListener('abort', stop)
  const timer = setTimeout(() => limit.abort(new DOMException(`no answer within ${ms / 1000} s`, 'TimeoutError')), ms)
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

export const retryAfter = (failures: number) => Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(failures, 10))

/**
 * A step, whatever becomes of it. After a fault of ours the task is let go of, and taken again later: its lease would be
 * extended for ever otherwise. While the database is away that is tried again and again.
 */
export async function orLetGo(flow: Flow, claim: Claim, step: () => Promise<Next>): Promise<Next> {
  const count = (result: string) => flow.metrics.add('workerSteps', { result })
  try {
    const next = await step()
    count(next.kind)
    return next
  } catch (error) {
    count(error instanceof LeaseLost ? 'lease-lost' : 'fault')
    if (error instanceof LeaseLost) return RELEASED
    flow.log.error({ task: claim.taskId, error: describeError(error) }, 'a step failed')
  }
  for (;;) {
    try {
      await flow.db.write((tx) => flow.queue.release(tx, claim, flow.clock.now() + AFTER_FAULT_MS))
      return RELEASED
    } catch (error) {
      if (error instanceof LeaseLost) return RELEASED
      flow.log.error({ task: claim.taskId, error: describeError(error) }, 'could not let go')
      const isAway = error instanceof ReelgateError && error.code === 'database_unavailable'
      if (!isAway) return RELEASED
      await sleep(LET_GO_AGAIN_MS)
    }
  }
}

/** A worker's write: the lease is asked for first, so that a worker that lost it changes nothing. */
export function writeLeased<T>({ flow, claim }: Held, work: (tx: Tx, task: Task) => Promise<T>): Promise<T> {
  return flow.db.write(async (tx) => {
    const [task] = await together([findTask(tx, claim.taskId), flow.queue.assertLease(tx, claim)])
    if (task === undefined) throw new LeaseLost(claim.taskId)
    return work(tx, task)
  })
}

/** Settles the task, which then is in no worker's hands. */
async function end({ flow, claim }: Held, endingOf: (task: Task) => Ending): Promise<Next> {
  await settleTask(flow, claim.taskId, endingOf, claim)
  return RELEASED
}

export const fail = (held: Held, failure: TaskFailure) => end(held, () => ({ state: 'failed', failure }))

export const endCancelled = (held: Held) => end(held, () => ({ state: 'cancelled' }))

/** The provider's work was cancelled there: as it was asked for here, or by someone else, which is a failure. */
export const endCancelledThere = (held: Held, failure: TaskFailure) =>
  end(held, ({ cancelRequestedAt }) =>
    cancelRequestedAt === null ? { state: 'failed', failure } : { state: 'cancelled' },
  )

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError'

/** A call to the provider as it is counted, and told in the task's trace: how it ended, and how long that took. */
export function counted<T>(
  drive: Drive,
  call: Sign['call'] | 'cancel',
  resultOf: (outcome: T) => string,
  ask: () => Promise<T>,
): Promise<T> {
  const { flow, provider } = drive
  const attributes = { 'reelgate.provider': provider.name }
  return flow.tracing.span(`${call} at provider`, { kind: 'client', attributes }, async (span) => {
    const told = (result: string) => {
      // Most checks of a long video learn nothing, and there are hundreds of them.
      if (result === 'running') span.drop()
      else span.set({ 'reelgate.result': result })
    }
    return countedAlone(drive, call, { resultOf, told }, ask)
  })
}

async function countedAlone<T>(
  { flow, provider, signal }: Drive,
  call: Sign['call'] | 'cancel',
  { resultOf, told }: { resultOf: (outcome: T) => string; told: (result: string) => void },
  ask: () => Promise<T>,
): Promise<T> {
  const began = performance.now()
  let result = 'error'
  try {
    const outcome = await ask()
    result = resultOf(outcome)
    return outcome
  } catch (error) {
    if (signal.aborted) result = 'aborted'
    else if (error instanceof ProviderFault) result = 'fault'
    else if (isTimeout(error)) result = 'timeout'
    throw error
  } finally {
    const labels = { provider: provider.name, call }
    flow.metrics.add('providerCalls', { ...labels, result })
    told(result)
    flow.metrics.distribution('providerSeconds', labels).observe((performance.now() - began) / 1000)
  }
}

const resultOf = (outcome: StartOutcome | CheckOutcome) =>
  outcome.kind === 'busy' && outcome.isFault === true ? 'fault' : outcome.kind

/** Makes a call to the provider. Where it is the provider that fails, its breaker hears of it; the error is thrown on. */
export async function callProvider<T extends StartOutcome | CheckOutcome>(
  drive: Drive,
  call: Sign['call'],
  ask: () => Promise<T>,
): Promise<T> {
  const { flow, provider, signal } = drive
  try {
    return await counted(drive, call, resultOf, ask)
  } catch (error) {
    const isFault = !signal.aborted && (error instanceof ProviderFault || isTimeout(error))
    if (isFault) flow.health.report(provider.name, { call, isGood: false, text: describeError(error) })
    throw error
  }
}
