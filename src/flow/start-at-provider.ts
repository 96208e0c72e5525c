import { findTask, moveTask } from '../db/tasks.ts'
import type { StartOutcome } from '../domain/provider.ts'
import type { Task } from '../domain/task.ts'
import type { Json } from '../lib/json.ts'
import { describeError } from '../lib/log.ts'
import { together } from '../lib/together.ts'
import { nextRoute, reroute, startMark } from './choose-route.ts'
import { CALL_MS_MAX, callProvider, endCancelled, fail, RELEASED, retryAfter, within, writeLeased } from './drive.ts'
import type { Drive, Next } from './drive.ts'
import { bringPictures } from './input-pictures.ts'
import { settleTask } from './settle-task.ts'

/** Starts of one task at a provider where starting again is safe. */
const START_ATTEMPTS_MAX = 5

/** When it was marked (ms), or why not. */
type Marked = number | 'cancelled' | 'no-quota'

/** Writes down that the provider is about to be called, and counts the call against its quota; or does neither. */
function markStart(drive: Drive): Promise<Marked> {
  const { flow, claim, provider } = drive
  return writeLeased(drive, async (tx, task): Promise<Marked> => {
    // A cancel may have come since the row was read: what has not been started is never started after it.
    if (task.cancelRequestedAt !== null) return 'cancelled'
    const mark = startMark(flow, provider, task.request)
    const freeAt = await flow.queue.markStart(tx, mark)
    if (freeAt !== undefined) {
      if (task.state === 'submitted') await moveTask(tx, task, 'pending', {})
      await flow.queue.release(tx, claim, freeAt)
      return 'no-quota'
    }
    await together([
      moveTask(tx, task, 'starting', { startAttempts: task.startAttempts + 1, startedAt: mark.now }),
      flow.queue.setPhase(tx, claim.taskId, 'follow'),
    ])
    return mark.now
  })
}

/** Starts a task that waits, and keeps it, to be followed; or puts it back where it could not be started now. */
export function startTask(drive: Drive, task: Task): Promise<Next> {
  return drive.flow.health.during(drive.provider.name, () => start(drive, task))
}

async function start(drive: Drive, task: Task): Promise<Next> {
  const { flow, claim, provider, signal } = drive
  // Before anything is written: where they can't be had now, nothing was tried, and the task simply waits.
  await bringPictures(flow, task.request)
  const marked = await markStart(drive)
  if (marked === 'cancelled') return endCancelled(drive)
  if (marked === 'no-quota') {
    const fields = { task: task.id, provider: provider.name, state: 'pending' }
    flow.log.info(fields, 'task waits: the quota of its provider is used up')
    return RELEASED
  }
  flow.log.info({ task: task.id, provider: provider.name, state: 'starting' }, 'task is being started')
  flow.reached('start:attempt-stored', claim.taskId)
  let outcome: StartOutcome
  try {
    const job = { taskId: task.id, request: task.request }
    outcome = await callProvider(drive, 'start', () => provider.start(job, within(CALL_MS_MAX, signal)))
  } catch (error) {
    return startIsUnknown(drive, describeError(error))
  }
  flow.reached('start:provider-answered', claim.taskId)
  if (outcome.kind !== 'busy') tellWait(drive, task, marked)
  switch (outcome.kind) {
    case 'started':
      flow.health.setBusy(provider.name, 0)
      flow.health.report(provider.name, { call: 'start', isGood: true })
      return storeToken(drive, outcome.token)
    case 'refused':
      return fail(drive, outcome.failure)
    case 'busy':
      flow.log.info({ task: task.id, provider: provider.name, detail: outcome.operatorText }, 'provider is busy')
      flow.health.setBusy(provider.name, flow.clock.now() + outcome.retryAfterMs)
      if (outcome.isFault)
        flow.health.report(provider.name, { call: 'start', isGood: false, text: outcome.operatorText })
      return startAgainLater(drive, outcome.retryAfterMs, outcome.isFault ? 'fault' : 'busy')
  }
}

/** All that lay between the submit and the start that the provider answered, starts that it was too busy for included. */
function tellWait({ flow }: Drive, task: Task, startedAt: number): void {
  const attributes = { 'reelgate.start_attempts': task.startAttempts + 1 }
  flow.tracing.past('wait for provider', { since: task.createdAt, until: startedAt, attributes })
}

/** The lease is kept: a task that nobody holds would for a moment take up no place at its provider. */
async function storeToken(drive: Drive, token: Json): Promise<Next> {
  const { flow, claim } = drive
  await writeLeased(drive, (tx, task) => moveTask(tx, task, 'running', { token }))
  flow.reached('start:token-stored', claim.taskId)
  flow.log.info({ task: claim.taskId, provider: drive.provider.name, state: 'running' }, 'task started')
  return { kind: 'check', at: flow.clock.now() }
}

/**
 * Back into the queue. A start that the provider was too busy for, or was not fit for, is as good as none: where another
 * route is better the task moves there in the same transaction. Never after a start whose outcome is unknown. A cancel is not kept waiting.
 */
async function startAgainLater(drive: Drive, afterMs: number, why: 'busy' | 'fault' | 'unknown'): Promise<Next> {
  const { flow, claim } = drive
  const movedTo = await writeLeased(drive, async (tx, task) => {
    const startAttempts = task.startAttempts - (why === 'unknown' ? 0 : 1)
    await moveTask(tx, task, 'pending', { startAttempts, startedAt: null })
    await flow.queue.setPhase(tx, claim.taskId, 'start')
    const isCertain = why !== 'unknown' && startAttempts === 0 && task.cancelRequestedAt === null
    const other = isCertain ? await nextRoute(flow, tx, task, { withRoom: why === 'busy' }) : undefined
    if (other !== undefined) await reroute(flow, tx, task, other)
    const isAtOnce = other !== undefined || task.cancelRequestedAt !== null
    await flow.queue.release(tx, claim, flow.clock.now() + (isAtOnce ? 0 : afterMs))
    return other?.name
  })
  flow.log.info({ task: claim.taskId, state: 'pending', why }, 'task waits to be started again')
  if (movedTo !== undefined) {
    flow.log.info({ task: claim.taskId, from: drive.provider.name, to: movedTo }, 'task goes another way')
  }
  return RELEASED
}

/**
 * Nobody can say whether the provider accepted. Where starting again costs nothing we do so, a bounded number of times.
 * Anywhere else a second start could buy the video twice: the task is parked, and failed and refunded after its time.
 */
export async function startIsUnknown(drive: Drive, operatorText: string): Promise<Next> {
  const { flow, claim, provider } = drive
  const task = await findTask(flow.db.read, claim.taskId)
  if (task === undefined) return RELEASED
  if (provider.startIsRepeatable) {
    if (task.startAttempts >= START_ATTEMPTS_MAX) {
      return fail(drive, { code: 'provider_unreachable', operatorText })
    }
    return startAgainLater(drive, task.startAttempts <= 1 ? 0 : retryAfter(task.startAttempts), 'unknown')
  }
  const cancelled = await writeLeased(drive, async (tx, current) => {
    await moveTask(tx, current, 'unresolved', {})
    await flow.queue.setPhase(tx, claim.taskId, 'parked')
    await flow.queue.release(tx, claim, flow.clock.now() + flow.settings.unresolvedMs)
    return current.cancelRequestedAt !== null
  })
  const fields = { task: claim.taskId, provider: provider.name, state: 'unresolved', detail: operatorText }
  flow.log.error(fields, 'task is unresolved')
  if (cancelled) await settleTask(flow, claim.taskId, () => ({ state: 'cancelled' }))
  return RELEASED
}
