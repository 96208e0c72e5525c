import { changeTask, findTask } from '../db/tasks.ts'
import type { TaskFailure } from '../domain/errors.ts'
import type { CheckOutcome } from '../domain/provider.ts'
import type { Task } from '../domain/task.ts'
import { describeError } from '../lib/log.ts'
import { LeaseLost } from '../queue/queue.ts'
import type { Claim } from '../queue/queue.ts'
import type { Flow } from './context.ts'
import {
  CALL_MS_MAX,
  callProvider,
  endCancelled,
  fail,
  RETRY_FIRST_MS,
  RETRY_MAX_MS,
  retryAfter,
  within,
  writeLeased,
} from './drive.ts'
import type { Drive } from './drive.ts'
import { keepArtifacts } from './keep-artifact.ts'
import { settleTask } from './settle-task.ts'
import type { Ending } from './settle-task.ts'
import { startIsUnknown, startTask } from './start-at-provider.ts'

/** The longest that handing over one task's videos may take. */
const COPY_MS_MAX = 30 * 60_000

/**
 * Takes a claimed task one step further and lets go of it: start it, or check it, or store its result. All that is
 * known lies in the database, so that any worker can take the next step.
 */
export async function driveTask(flow: Flow, claim: Claim, signal: AbortSignal): Promise<void> {
  const task = await findTask(flow.db.read, claim.taskId)
  if (task === undefined) return
  const provider = flow.providers.get(task.provider)
  if (provider === undefined) return withoutProvider(flow, claim, task)
  const drive: Drive = { flow, claim, signal, provider }
  switch (task.state) {
    case 'submitted':
    case 'pending':
      return task.cancelRequestedAt === null ? startTask(drive, task) : void (await endCancelled(drive))
    case 'starting':
      // Only a crash leaves a task here: the answer to its start, if there was one, is lost.
      return startIsUnknown(drive, 'the process ended while the provider was being called')
    case 'running':
    case 'storing':
      return followTask(drive, task)
    case 'unresolved':
      // A cancel that is under way has the job looked at before its time.
      if (task.cancelRequestedAt !== null) return void (await endCancelled(drive))
      return void (await fail(drive, { code: 'outcome_unknown', operatorText: 'still unresolved after its time' }))
    case 'completed':
    case 'failed':
    case 'cancelled':
      return
  }
}

/**
 * Its provider is no longer configured. A task that is with it waits for the settings to be put right, as long as any
 * task may be with a provider; one that was not started waits as long as any task may wait (the sweep ends it).
 */
async function withoutProvider(flow: Flow, claim: Claim, task: Task): Promise<void> {
  const operatorText = `the provider ${task.provider} is not configured any more`
  flow.log.error({ task: task.id, provider: task.provider }, operatorText)
  const end = (ending: Ending) => settleTask(flow, task.id, () => ending, claim)
  const isStarted = task.state !== 'submitted' && task.state !== 'pending'
  if (!isStarted && task.cancelRequestedAt !== null) return void (await end({ state: 'cancelled' }))
  if (isStarted && flow.clock.now() - (task.startedAt ?? task.createdAt) >= flow.settings.taskTimeoutMs) {
    return void (await end({ state: 'failed', failure: { code: 'provider_unreachable', operatorText } }))
  }
  await flow.db.write((tx) => flow.queue.release(tx, claim, flow.clock.now() + RETRY_MAX_MS))
}

async function followTask(drive: Drive, task: Task): Promise<void> {
  const { flow, provider, signal } = drive
  const overdue = flow.clock.now() - (task.startedAt ?? task.createdAt) >= flow.settings.taskTimeoutMs
  try {
    if (task.state === 'running' && task.cancelRequestedAt !== null && (await stops(drive, task))) {
      return void (await endCancelled(drive))
    }
    const outcome = await callProvider(drive, 'check', () => provider.check(task.token, within(CALL_MS_MAX, signal)))
    flow.health.report(provider.name, { call: 'check', isGood: true })
    // Asked once more even when it is late: what was finished while no server ran is still delivered.
    if (outcome.kind === 'running' && overdue) return await giveUp(drive, task)
    await useCheck(drive, task, outcome)
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    await survive(drive, task, { error, overdue })
  }
}

/** Asks the provider to stop. One that can't, or can't be reached, goes on being followed. */
async function stops({ flow, claim, provider, signal }: Drive, task: Task): Promise<boolean> {
  try {
    return (await provider.cancel?.(task.token, within(CALL_MS_MAX, signal))) === 'stopped'
  } catch (error) {
    if (signal.aborted) throw error
    flow.log.warn({ task: claim.taskId, provider: provider.name, error: describeError(error) }, 'could not cancel')
    return false
  }
}

/** Its time is over: refunded whatever the provider does. It is asked to stop so that it need not be paid either. */
async function giveUp(drive: Drive, task: Task): Promise<void> {
  await stops(drive, task)
  await fail(drive, timedOut(drive.flow))
}

const timedOut = (flow: Flow): TaskFailure => ({
  code: 'timed_out',
  values: { minutes: Math.round(flow.settings.taskTimeoutMs / 60_000) },
})

/** A cancel that came during the step: its wish to be looked at at once must outlive the step's own release. */
const isCancelledSince = (before: Task, current: Task) =>
  before.cancelRequestedAt === null && current.cancelRequestedAt !== null

async function useCheck(drive: Drive, task: Task, outcome: CheckOutcome): Promise<void> {
  const { flow, claim } = drive
  switch (outcome.kind) {
    case 'running': {
      // 99 is kept for "done at the provider", 100 for "settled".
      const progress = Math.max(0, Math.min(98, Math.floor(outcome.progress ?? 0) || 0))
      return writeLeased(drive, async (tx, current) => {
        const token = outcome.token === undefined ? {} : { token: outcome.token }
        await changeTask(tx, claim.taskId, { progress, noiseSince: null, ...token })
        const afterMs = isCancelledSince(task, current) ? 0 : outcome.checkAfterMs
        await flow.queue.release(tx, claim, flow.clock.now() + afterMs)
      })
    }
    case 'failed':
      return void (await fail(drive, outcome.failure))
    case 'done':
      return finish(drive, task, outcome)
  }
}

async function finish(drive: Drive, task: Task, done: CheckOutcome & { kind: 'done' }): Promise<void> {
  const { flow, claim, signal } = drive
  flow.reached('check:done-seen', claim.taskId)
  const outputs = done.outputs.slice(0, task.request.sampleCount)
  const missing = task.request.sampleCount - outputs.length
  const filtered: TaskFailure = {
    ...(done.filtered ?? { code: 'provider_failed', operatorText: 'done, but with fewer videos than asked for' }),
    values: { ...done.filtered?.values, delivered: outputs.length, asked: task.request.sampleCount },
  }
  if (outputs.length === 0) return void (await fail(drive, filtered))
  const delivered = await keepArtifacts(flow, claim, outputs, within(COPY_MS_MAX, signal))
  const ending = { state: 'completed' as const, delivered, ...(missing > 0 && { filtered }) }
  await settleTask(flow, claim.taskId, () => ending, claim)
}

/** A check, or the copy of a result, failed. It is tried again with growing pauses, until the budget of time is used up. */
async function survive(drive: Drive, before: Task, trouble: { error: unknown; overdue: boolean }): Promise<void> {
  const { flow, claim, provider, signal } = drive
  const task = await findTask(flow.db.read, claim.taskId)
  if (task === undefined) throw new LeaseLost(claim.taskId)
  const now = flow.clock.now()
  const since = task.noiseSince ?? now
  const operatorText = describeError(trouble.error)
  const storing = task.state === 'storing'
  // Shutting down is not the provider's fault; the next process goes on from the stored token.
  const isOurs = signal.aborted
  if (!isOurs) {
    flow.log.warn({ task: task.id, provider: provider.name, storing, error: operatorText }, 'a check failed')
    if (trouble.overdue && !storing) return giveUp(drive, task)
    if (now - since >= flow.settings.noiseMs) {
      return void (await fail(drive, { code: storing ? 'storage_failed' : 'provider_unreachable', operatorText }))
    }
  }
  await writeLeased(drive, async (tx, current) => {
    if (!isOurs) await changeTask(tx, claim.taskId, { noiseSince: since })
    const failures = Math.log2(1 + (now - since) / RETRY_FIRST_MS)
    const afterMs = isOurs || isCancelledSince(before, current) ? 0 : retryAfter(failures)
    await flow.queue.release(tx, claim, now + afterMs)
  })
}
