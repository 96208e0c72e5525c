import { changeTask, findTask } from '../db/tasks.ts'
import type { TaskFailure } from '../domain/errors.ts'
import { ProviderFault } from '../domain/provider.ts'
import type { CheckOutcome } from '../domain/provider.ts'
import type { Task } from '../domain/task.ts'
import { describeError } from '../lib/log.ts'
import { LeaseLost } from '../queue/queue.ts'
import type { Claim } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import {
  CALL_MS_MAX,
  callProvider,
  counted,
  endCancelled,
  endCancelledThere,
  fail,
  RELEASED,
  RETRY_FIRST_MS,
  RETRY_MAX_MS,
  retryAfter,
  timed,
  writeLeased,
} from './drive.ts'
import type { Drive, Next } from './drive.ts'
import { bringPictures } from './input-pictures.ts'
import { keepArtifacts } from './keep-artifact.ts'
import { settleTask } from './settle-task.ts'
import { startIsUnknown, startTask } from './start-at-provider.ts'

/** The longest that handing over one task's videos may take. */
const COPY_MS_MAX = 30 * 60_000

/**
 * Takes a claimed task one step further: starts it, or checks it. All that is known lies in the database, so that any
 * worker can take the next step; a task that is followed stays in the hands of the one that has it. Throws LeaseLost
 * where another worker has taken it over.
 */
export async function driveTask(flow: Flow, claim: Claim, signal: AbortSignal): Promise<Next> {
  const task = await findTask(flow.db.read, claim.taskId)
  if (task === undefined) return RELEASED
  return flow.tracing.within(task.trace, () => driveFound(flow, claim, task, signal))
}

async function driveFound(flow: Flow, claim: Claim, task: Task, signal: AbortSignal): Promise<Next> {
  const provider = flow.providers.get(task.provider)
  if (provider === undefined) return withoutProvider(flow, claim, task)
  const drive: Drive = { flow, claim, signal, provider }
  switch (task.state) {
    case 'running':
    case 'storing':
      await flow.queue.assertLease(flow.db.read, claim)
      return followTask(drive, task)
    case 'submitted':
    case 'pending':
      return task.cancelRequestedAt === null ? startTask(drive, task) : endCancelled(drive)
    case 'starting':
      // Only a crash leaves a task here: the answer to its start, if there was one, is lost.
      return startIsUnknown(drive, 'the process ended while the provider was being called')
    case 'unresolved':
      // A cancel that is under way has the job looked at before its time.
      if (task.cancelRequestedAt !== null) return endCancelled(drive)
      return fail(drive, { code: 'outcome_unknown', operatorText: 'still unresolved after its time' })
    case 'completed':
    case 'failed':
    case 'cancelled':
      return RELEASED
  }
}

/**
 * Its provider is no longer configured. A task that is with it waits for the settings to be put right, as long as any
 * task may be with a provider; one that was not started waits as long as any task may wait (the sweep ends it).
 */
async function withoutProvider(flow: Flow, claim: Claim, task: Task): Promise<Next> {
  const operatorText = `the provider ${task.provider} is not configured any more`
  flow.log.error({ task: task.id, provider: task.provider }, operatorText)
  const isStarted = task.state !== 'submitted' && task.state !== 'pending'
  if (!isStarted && task.cancelRequestedAt !== null) return endCancelled({ flow, claim })
  if (isStarted && isOverdue(flow, task)) {
    return fail({ flow, claim }, { code: 'provider_unreachable', operatorText })
  }
  await flow.db.write((tx) => flow.queue.release(tx, claim, flow.clock.now() + RETRY_MAX_MS))
  return RELEASED
}

const isOverdue = (flow: Flow, task: Task) =>
  flow.clock.now() - (task.startedAt ?? task.createdAt) >= flow.settings.taskTimeoutMs

async function followTask(drive: Drive, task: Task): Promise<Next> {
  const { flow, provider, signal } = drive
  const overdue = isOverdue(flow, task)
  return orSurvive(drive, overdue, async () => {
    if (task.state === 'running' && task.cancelRequestedAt !== null && (await stops(drive, task))) {
      return endCancelled(drive)
    }
    if (provider.checkReadsPictures === true) await bringPictures(flow, task.request)
    const ask = (limit: AbortSignal) => provider.check(task.token, limit)
    const outcome = await callProvider(drive, 'check', () => timed(CALL_MS_MAX, signal, ask))
    flow.health.report(provider.name, { call: 'check', isGood: true })
    // Asked once more even when it is late: what was finished while no server ran is still delivered.
    if (outcome.kind === 'running' && overdue) return giveUp(drive, task)
    return useCheck(drive, task, outcome)
  })
}

async function orSurvive(drive: Drive, overdue: boolean, work: () => Promise<Next>): Promise<Next> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    return survive(drive, { error, overdue })
  }
}

/** Asks the provider to stop. One that can't, or can't be reached, goes on being followed. */
async function stops(drive: Drive, task: Task): Promise<boolean> {
  const { flow, claim, provider, signal } = drive
  if (provider.cancel === undefined) return false
  const cancel = provider.cancel.bind(provider)
  try {
    const ask = () => timed(CALL_MS_MAX, signal, (limit) => cancel(task.token, limit))
    return (await counted(drive, 'cancel', (outcome) => outcome, ask)) === 'stopped'
  } catch (error) {
    if (signal.aborted) throw error
    flow.log.warn({ task: claim.taskId, provider: provider.name, error: describeError(error) }, 'could not cancel')
    return false
  }
}

/** Its time is over: refunded whatever the provider does. It is asked to stop so that it need not be paid either. */
async function giveUp(drive: Drive, task: Task): Promise<Next> {
  await stops(drive, task)
  return fail(drive, timedOut(drive.flow))
}

const timedOut = (flow: Flow): TaskFailure => ({
  code: 'timed_out',
  values: { minutes: Math.round(flow.settings.taskTimeoutMs / 60_000) },
})

/** What the provider had in hand from its start on, in whichever process that was. */
function tellWork({ flow, provider }: Drive, task: Task, result: string): void {
  if (task.state !== 'running' || task.startedAt === null) return
  const attributes = { 'reelgate.provider': provider.name, 'reelgate.result': result }
  flow.tracing.past('work at provider', { since: task.startedAt, until: flow.clock.now(), attributes })
}

async function useCheck(drive: Drive, task: Task, outcome: CheckOutcome): Promise<Next> {
  if (outcome.kind !== 'running') tellWork(drive, task, outcome.kind)
  if (outcome.kind !== 'running' && outcome.endedMsAgo !== undefined) {
    const lag = drive.flow.metrics.distribution('detectionLag', { provider: task.provider })
    // Its clock may be ahead of ours.
    lag.observe(Math.max(0, outcome.endedMsAgo) / 1000)
  }
  switch (outcome.kind) {
    case 'running':
      await noteProgress(drive, task, outcome)
      return { kind: 'check', at: drive.flow.clock.now() + outcome.checkAfterMs }
    case 'failed':
      return (outcome.isCancelled === true ? endCancelledThere : fail)(drive, outcome.failure)
    case 'done':
      drive.flow.reached('check:done-seen', drive.claim.taskId)
      return finish(drive, task, outcome)
  }
}

/** Written only where there is news: most checks of a long video learn nothing. */
async function noteProgress(drive: Drive, task: Task, seen: CheckOutcome & { kind: 'running' }): Promise<void> {
  // 99 is kept for "done at the provider", 100 for "settled".
  const progress = Math.max(0, Math.min(98, Math.floor(seen.progress ?? 0) || 0))
  if (progress <= task.progress && task.noiseSince === null && seen.token === undefined) return
  const token = seen.token === undefined ? {} : { token: seen.token }
  await writeLeased(drive, (tx) => changeTask(tx, task.id, { progress, noiseSince: null, ...token }))
}

async function finish(drive: Drive, task: Task, done: CheckOutcome & { kind: 'done' }): Promise<Next> {
  const { flow, claim, signal, provider } = drive
  const outputs = done.outputs.slice(0, task.request.sampleCount)
  const missing = task.request.sampleCount - outputs.length
  const filtered: TaskFailure = {
    ...(done.filtered ?? { code: 'provider_failed', operatorText: 'done, but with fewer videos than asked for' }),
    values: { ...done.filtered?.values, delivered: outputs.length, asked: task.request.sampleCount },
  }
  if (outputs.length === 0) return fail(drive, filtered)
  const copy = async () => {
    const { delivered, bytes } = await flow.tracing.span('keep videos', {}, async (span) => {
      const delivered = await timed(COPY_MS_MAX, signal, (limit) => keepArtifacts(flow, claim, outputs, limit))
      const bytes = delivered.reduce((sum, one) => sum + one.bytes, 0)
      span.set({ 'reelgate.samples': delivered.length, 'reelgate.bytes': bytes })
      return { delivered, bytes }
    })
    countCopy(drive, 'done')
    flow.metrics.add('resultBytes', { provider: provider.name }, bytes)
    const ending = { state: 'completed' as const, delivered, ...(missing > 0 && { filtered }) }
    await settleTask(flow, claim.taskId, () => ending, claim)
    return RELEASED
  }
  const orLater = () => orSurvive(drive, isOverdue(flow, task), copy)
  return { kind: 'copy', copy: () => flow.tracing.within(task.trace, orLater) }
}

const countCopy = ({ flow, provider }: Drive, result: string) =>
  flow.metrics.add('providerCalls', { provider: provider.name, call: 'copy', result })

/** A check, or the copy of a result, failed. It is tried again with growing pauses, until the budget of time is used up. */
async function survive(drive: Drive, trouble: { error: unknown; overdue: boolean }): Promise<Next> {
  const { flow, claim, provider, signal } = drive
  const task = await findTask(flow.db.read, claim.taskId)
  if (task === undefined) throw new LeaseLost(claim.taskId)
  const now = flow.clock.now()
  // Shutting down is not the provider's fault; the next process goes on from the stored token.
  if (signal.aborted) return { kind: 'check', at: now }
  const since = task.noiseSince ?? now
  const operatorText = describeError(trouble.error)
  const storing = task.state === 'storing'
  flow.log.warn({ task: task.id, provider: provider.name, storing, error: operatorText }, 'a check failed')
  if (storing) countCopy(drive, trouble.error instanceof ProviderFault ? 'fault' : 'error')
  if (trouble.overdue && !storing) return giveUp(drive, task)
  if (now - since >= flow.settings.noiseMs) {
    return fail(drive, { code: storing ? 'storage_failed' : 'provider_unreachable', operatorText })
  }
  if (task.noiseSince === null) await writeLeased(drive, (tx) => changeTask(tx, claim.taskId, { noiseSince: since }))
  return { kind: 'check', at: now + retryAfter(Math.log2(1 + (now - since) / RETRY_FIRST_MS)) }
}
