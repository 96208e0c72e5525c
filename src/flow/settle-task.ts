import { publishArtifact } from '../db/artifacts.ts'
import type { Tx } from '../db/database.ts'
import { findOpenHold } from '../db/ledger-entries.ts'
import { findTask, moveTask } from '../db/tasks.ts'
import type { TaskFailure } from '../domain/errors.ts'
import type { MicroUsd } from '../domain/money.ts'
import { isFinal } from '../domain/task.ts'
import type { Task } from '../domain/task.ts'
import { settle } from '../ledger/ledger.ts'
import { describeError } from '../lib/log.ts'
import { together } from '../lib/together.ts'
import type { Claim } from '../queue/queue.ts'
import type { Stored } from '../store/store.ts'
import { providerOf } from './context.ts'
import type { Flow } from './context.ts'
import { dropPictures } from './input-pictures.ts'
import { outbox } from './webhooks/ask.ts'

/** How a task ends. What it costs follows from it: only delivered videos are charged. */
export type Ending =
  | { state: 'completed'; delivered: (Stored & { artifactId: string })[]; filtered?: TaskFailure }
  | { state: 'failed'; failure: TaskFailure }
  | { state: 'cancelled' }

interface Ended {
  ending: Ending
  /** Only the worker that holds it may end the task. */
  claim: Claim | undefined
  /** What is held for the task. */
  open: Promise<MicroUsd | undefined>
}

function costOf(task: Task, ending: Ending): MicroUsd {
  if (ending.state !== 'completed') return 0
  return (task.price / task.request.sampleCount) * ending.delivered.length
}

async function writeEnding(flow: Flow, tx: Tx, task: Task, { ending, claim, open }: Ended): Promise<void> {
  const endedAt = flow.clock.now()
  const cost = costOf(task, ending)
  const failure =
    ending.state === 'failed' ? ending.failure : ending.state === 'completed' ? ending.filtered : undefined
  const { accountId, keyId, id: taskId, createdAt: acceptedAt } = task
  const delivered = ending.state === 'completed' ? ending.delivered : []
  const expiresAt = endedAt + flow.settings.resultTtlMs
  await together([
    claim && flow.queue.assertLease(tx, claim),
    moveTask(tx, task, ending.state, { progress: 100, cost, endedAt, failure: failure ?? null }),
    ...delivered.map(({ artifactId, bytes, sha256 }) => publishArtifact(tx, artifactId, { bytes, sha256, expiresAt })),
    settle(tx, { accountId, keyId, taskId, acceptedAt, at: endedAt }, cost, open),
    flow.queue.remove(tx, task.id),
    outbox(flow, tx, task),
  ])
}

/** Inputs and whatever the provider kept are of no more use. Failing here costs disk, never money: it is logged. */
async function cleanUp(flow: Flow, task: Task): Promise<void> {
  try {
    await dropPictures(flow, task.request)
    const provider = providerOf(flow, task.provider)
    if (task.token !== null) await provider.forget?.(task.token)
  } catch (error) {
    flow.log.warn({ task: task.id, error: describeError(error) }, 'could not clean up after a task')
  }
}

/**
 * Ends a task in one transaction: final state, capture and release, job gone, webhook to be told. Returns false where someone else ended it
 * first (a cancel, another worker), or `decide`, asked inside the transaction, wants no ending; nothing is changed then. With a claim, only the worker that holds it may end it.
 */
export async function settleTask(
  flow: Flow,
  taskId: string,
  decide: (task: Task) => Ending | undefined,
  claim?: Claim,
): Promise<boolean> {
  flow.reached('settle:before-commit', taskId)
  const since = flow.clock.now()
  const ended = await flow.db.write(async (tx) => {
    const open = findOpenHold(tx, taskId)
    const [task] = await together([findTask(tx, taskId), open])
    if (task === undefined || isFinal(task.state)) return undefined
    const ending = decide(task)
    if (ending === undefined) return undefined
    await writeEnding(flow, tx, task, { ending, claim, open })
    return { task, ending }
  })
  if (ended === undefined) return false
  flow.reached('settle:committed', taskId)
  await flow.tracing.within(ended.task.trace, () => afterEnd(flow, ended.task, ended.ending, since))
  flow.reached('settle:cleaned', taskId)
  return true
}

/** What follows an ending that is on disk; the transaction of it was begun at `since` (ms). */
async function afterEnd(flow: Flow, task: Task, ending: Ending, since: number): Promise<void> {
  const failure = 'failure' in ending ? ending.failure : undefined
  const attributes = { 'reelgate.task.id': task.id, 'reelgate.state': ending.state }
  flow.tracing.past('settle task', { since, until: flow.clock.now(), attributes, error: failure?.code })
  flow.log.info(
    { task: task.id, state: ending.state, ...(failure && { failure: failure.code, detail: failure.operatorText }) },
    'task ended',
  )
  const { provider, createdAt } = task
  flow.metrics.add('tasksEnded', { provider, state: ending.state, error: failure?.code ?? '' })
  if (ending.state === 'completed') {
    flow.metrics.distribution('taskSeconds', { provider }).observe((flow.clock.now() - createdAt) / 1000)
  }
  await cleanUp(flow, task)
}
