import type { Reader, Tx } from '../db/database.ts'
import { findAccount } from '../db/accounts.ts'
import { findIdempotency, insertIdempotency } from '../db/idempotency.ts'
import { findTask, insertTask, moveTask } from '../db/tasks.ts'
import { canAfford } from '../domain/account.ts'
import type { Account, Caller } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { Model } from '../domain/model.ts'
import { toUsd } from '../domain/money.ts'
import type { MicroUsd } from '../domain/money.ts'
import type { TaskTrace } from '../domain/trace.ts'
import type { StoredRequest, VideoRequest } from '../domain/video-request.ts'
import { newTaskId } from '../lib/ids.ts'
import { together } from '../lib/together.ts'
import { hold, TooLittle } from '../ledger/ledger.ts'
import type { MoneyMove } from '../ledger/ledger.ts'
import { chooseRoute } from './choose-route.ts'
import type { Flow } from './context.ts'
import { dropPictures, keepPictures } from './input-pictures.ts'
import type { PictureSource } from './input-pictures.ts'
import { assertModelAllowed, assertWithinBounds } from './key-bounds.ts'
import { quoteRequest } from './quote-request.ts'
import type { Quote } from './quote-request.ts'
import { refusePeople } from './refuse-people.ts'

/** A request as a surface understood it: shape and capabilities are checked, pictures are still addresses. */
export interface Submission {
  request: VideoRequest
  model: Model
  firstFrame?: PictureSource
  lastFrame?: PictureSource
  webhook?: string
  language?: string
  idempotency?: { key: string; bodyHash: string }
}

export interface Accepted {
  taskId: string
  /** True where an earlier submit with the same idempotency key made the task. */
  replayed: boolean
}

const QUEUE_FULL_RETRY_SECONDS = 10

async function findReplay(db: Reader, accountId: string, submission: Submission): Promise<Accepted | undefined> {
  if (submission.idempotency === undefined) return undefined
  const { key, bodyHash } = submission.idempotency
  const known = await findIdempotency(db, accountId, key)
  if (known === undefined) return undefined
  if (known.bodyHash !== bodyHash) throw new ReelgateError('idempotency_key_reused', { param: 'Idempotency-Key' })
  return { taskId: known.taskId, replayed: true }
}

function balanceTooLow(account: Account | undefined, price: MicroUsd): ReelgateError {
  const available = account?.available ?? 0
  const values = { needed_usd: toUsd(price), available_usd: toUsd(available), missing_usd: toUsd(price - available) }
  return new ReelgateError('balance_too_low', { values })
}

async function holdPrice(tx: Tx, money: MoneyMove, price: MicroUsd): Promise<void> {
  try {
    await hold(tx, money, price)
  } catch (error) {
    if (error instanceof TooLittle) throw balanceTooLow(await findAccount(tx, money.accountId), price)
    throw error
  }
}

interface Draft {
  caller: Caller
  submission: Submission
  request: StoredRequest
  quote: Quote
  trace: TaskTrace | null
}

/** The one transaction of a submit: task, hold, job and idempotency key exist together or not at all. */
async function commit(flow: Flow, draft: Draft): Promise<Accepted> {
  const { caller, submission, request, quote, trace } = draft
  const accountId = caller.account.id
  const { idempotency } = submission
  const { placed, ...accepted } = await flow.db.write(async (tx) => {
    const replay = await findReplay(tx, accountId, submission)
    if (replay !== undefined) return { ...replay, placed: undefined }
    const now = flow.clock.now()
    await assertWithinBounds(tx, caller, quote.total, now)
    const taskId = newTaskId(now)
    const { provider, mustWait } = await chooseRoute(flow, tx, quote.routes, { id: taskId, request })
    const money = { accountId, keyId: caller.key.id, taskId, acceptedAt: now, at: now }
    await together([
      insertTask(tx, {
        id: taskId,
        accountId,
        keyId: caller.key.id,
        request,
        provider: provider.name,
        price: quote.total,
        priceVersion: quote.priceVersion,
        estimatedSeconds: flow.times.estimate(provider, request),
        webhook: submission.webhook ?? null,
        language: submission.language ?? null,
        trace,
        createdAt: now,
      }),
      holdPrice(tx, money, quote.total),
      mustWait && moveTask(tx, { id: taskId, state: 'submitted' }, 'pending', {}),
      flow.queue.add(tx, { taskId, accountId, provider: provider.name, runAt: now }),
      idempotency && insertIdempotency(tx, { accountId, taskId, createdAt: now, ...idempotency }),
    ])
    return { taskId, replayed: false, placed: { provider: provider.name, state: mustWait ? 'pending' : 'submitted' } }
  })
  if (placed !== undefined) flow.log.info({ task: accepted.taskId, ...placed }, 'task accepted')
  return accepted
}

function count(flow: Flow, accepted: Accepted): Accepted {
  flow.metrics.add('submits', { result: accepted.replayed ? 'replayed' : 'accepted', error: '' })
  return accepted
}

/**
 * Accepts a submit: everything is checked first (idempotency, provider, price, balance, pictures), and only then is
 * anything written. Throws ReelgateError; nothing is charged or left behind then.
 */
export function acceptRequest(flow: Flow, caller: Caller, submission: Submission): Promise<Accepted> {
  const { model, durationSeconds, resolution, sampleCount } = submission.request
  const attributes = {
    'gen_ai.request.model': model,
    'reelgate.seconds': durationSeconds,
    'reelgate.resolution': resolution,
    'reelgate.samples': sampleCount,
  }
  const trace = flow.tracing.current()
  return flow.tracing.span('accept task', { attributes }, async (span) => {
    const accepted = await accept(flow, { caller, submission, trace })
    span.set({ 'reelgate.task.id': accepted.taskId, 'reelgate.replayed': accepted.replayed })
    return accepted
  })
}

type Asked = Pick<Draft, 'caller' | 'submission' | 'trace'>

async function accept(flow: Flow, asked: Asked): Promise<Accepted> {
  const { caller, submission } = asked
  const replay = await findReplay(flow.db.read, caller.account.id, submission)
  if (replay !== undefined) return count(flow, replay)
  assertModelAllowed(caller.key, submission.model.id)
  const part = <T>(name: string, work: () => Promise<T>) => flow.tracing.span(name, {}, work)
  const quote = await part('quote', () => quoteRequest(flow, caller.account.group, submission))
  if (!canAfford(caller.account, quote.total)) throw balanceTooLow(caller.account, quote.total)
  if (await flow.queue.isFull(flow.settings.queueTasksMax)) {
    throw new ReelgateError('queue_full', {
      retryAfterSeconds: QUEUE_FULL_RETRY_SECONDS,
      values: { seconds: QUEUE_FULL_RETRY_SECONDS },
    })
  }
  const keeping = () => keepPictures(flow, submission)
  const request = await (submission.firstFrame === undefined ? keeping() : part('keep pictures', keeping))
  if (request.firstFrame !== undefined) flow.reached('accept:images-kept', '')
  let accepted: Accepted | undefined
  try {
    const { firstFrame: first, lastFrame: last } = submission
    const judged = await refusePeople(flow, request, quote.routes, { first: first?.param, last: last?.param })
    accepted = await part('write task', () => commit(flow, { ...asked, request: judged, quote }))
  } finally {
    // Refused, or answered by an earlier task: these pictures belong to nothing.
    if (accepted?.replayed !== false) await dropPictures(flow, request)
  }
  flow.reached('accept:committed', accepted.taskId)
  return count(flow, accepted)
}

/** A task of this account; anything else is one and the same error, so that ids of others can't be told from made-up ones. */
export async function findOwnTask(flow: Flow, accountId: string, taskId: string) {
  const task = await findTask(flow.db.read, taskId)
  if (task === undefined || task.accountId !== accountId) {
    throw new ReelgateError('invalid_task_id', { param: 'task_id' })
  }
  return task
}
