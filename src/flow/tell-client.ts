import {
  finishWebhook,
  leaseWebhook,
  listDueWebhooks,
  nextDestination,
  nextWebhookAt,
  postponeWebhooks,
  WEBHOOK_DUE,
} from '../db/webhooks.ts'
import type { Webhook } from '../db/webhooks.ts'
import { findTask } from '../db/tasks.ts'
import type { Task } from '../domain/task.ts'
import { callbackUrl, pauseAfter } from '../domain/webhook.ts'
import type { Destination } from '../domain/webhook.ts'
import type { Span } from '../tracing/tracing.ts'
import { Alarm } from '../lib/alarm.ts'
import { describeError } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import type { Flow } from './context.ts'
import { Circuits, nameOf } from './webhooks/circuits.ts'
import { postWebhook } from './webhooks/post-webhook.ts'
import type { Posted } from './webhooks/post-webhook.ts'
import { signatureHeaders, webhookSecrets } from './webhooks/secrets.ts'

/** Webhooks under way at a time: in all, of one account, and to one destination of it. One that hangs holds up its own alone. */
const AT_ONCE_MAX = 64
const AT_ONCE_ACCOUNT = 16
const AT_ONCE_DESTINATION = 4
/** Destinations that are looked at in one look. */
const DESTINATIONS_MAX = 200
/** The longest sleep: after it the list is looked at again whatever was planned. */
const IDLE_MS = 1_000
const PAUSE_MS = 5
const AFTER_ERROR_MS = 1_000
/** How long after a fault of ours a webhook is tried again. */
const AFTER_FAULT_MS = 60_000
/** How much longer than its try may take a webhook stays in one's hands. */
const LEASE_MARGIN_MS = 30_000
/** How long tries that were aborted may take to notice. */
const ABORT_MS_MAX = 1_000

/** What the log says besides where an address is refused. */
const REFUSED = {
  remedy: 'the address is not a public one: where webhooks may go there, set REELGATE_WEBHOOK_PRIVATE_ADDRESSES=on',
}
const START: Destination = { accountId: '', origin: '' }
/** Behind all destinations of an account. */
const END = '\uffff'

interface TellerParts {
  flow: Flow
  /** The bare `data` of the status answer, as JSON. */
  present: (task: Task) => Promise<string>
}

interface Held {
  webhook: Webhook
  leasedUntil: number
}

/** What is under way, counted by names. */
class Counts {
  readonly #counts = new Map<string, number>()

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  add(name: string, by: number): void {
    const count = this.of(name) + by
    if (count === 0) this.#counts.delete(name)
    else this.#counts.set(name, count)
  }
}

/**
 * Tells the receivers that callers named of the end of their tasks, at least once each. What is to be told lies in the
 * database since the task's last transaction; it leaves there only when a receiver has taken it, or has refused it for good.
 */
export class Teller {
  readonly #parts: TellerParts
  readonly #circuits = new Circuits()
  readonly #alarm = new Alarm()
  readonly #stopping = new AbortController()
  readonly #active = new Set<Promise<void>>()
  /** Of accounts and of destinations. */
  readonly #underWay = new Counts()
  /** The destination that was looked at last: the next look goes on behind it, so that each has its turn. */
  #cursor = START
  #draining = false
  #loop: Promise<void> = Promise.resolve()
  #stopListening = () => {}

  constructor(parts: TellerParts) {
    this.#parts = parts
  }

  start(): void {
    this.#stopListening = this.#parts.flow.db.listen(
      (word) => {
        if (word === WEBHOOK_DUE) this.wake()
      },
      () => this.wake(),
    )
    this.#loop = this.#run()
  }

  /** Something may be due now. */
  wake(): void {
    this.#alarm.ring()
  }

  /** Begins no more tries, lets those under way end for at most `graceMs`, then aborts them: they are due again at once. */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true
    this.#stopListening()
    this.wake()
    await this.#loop
    const done = new AbortController()
    const idle = Promise.all(this.#active).then(() => done.abort())
    await Promise.race([idle, sleep(graceMs, done.signal)])
    this.#stopping.abort(new Error('the server is shutting down'))
    await Promise.race([idle, sleep(ABORT_MS_MAX, done.signal)])
  }

  async #run(): Promise<void> {
    while (!this.#draining) {
      let pauseMs: number
      try {
        pauseMs = await this.#look()
      } catch (error) {
        this.#parts.flow.log.error({ error: describeError(error) }, 'webhooks could not be looked up')
        pauseMs = AFTER_ERROR_MS
      }
      await sleep(PAUSE_MS)
      await this.#alarm.wait(Math.max(0, pauseMs - PAUSE_MS))
    }
  }

  /** Sets going what is due and has a place; returns for how long there is nothing more to do. */
  async #look(): Promise<number> {
    const { db, clock } = this.#parts.flow
    const now = clock.now()
    const next = await nextWebhookAt(db.read)
    if (next === undefined) return IDLE_MS
    if (next > now) return Math.min(IDLE_MS, next - now)
    const { taskIds, closed } = await this.#choose(now)
    if (taskIds.length + closed.length === 0) return IDLE_MS
    const leasedUntil = now + this.#parts.flow.settings.webhooks.timeoutMs + LEASE_MARGIN_MS
    const leased = await db.write(async (tx) => {
      for (const { destination, until } of closed) await postponeWebhooks(tx, destination, { now, until })
      const taken: Webhook[] = []
      for (const taskId of taskIds) {
        const webhook = await leaseWebhook(tx, taskId, { now, until: leasedUntil })
        if (webhook !== undefined) taken.push(webhook)
      }
      return taken
    })
    for (const webhook of leased) this.#begin({ webhook, leasedUntil })
    return PAUSE_MS
  }

  /** What is to be tried now, destinations taking turns, and the destinations that are to be left alone. */
  async #choose(now: number) {
    const { read } = this.#parts.flow.db
    const taskIds: string[] = []
    const closed: { destination: Destination; until: number }[] = []
    const chosen = new Counts()
    let rounds = 0
    for (let looked = 0; looked < DESTINATIONS_MAX && rounds < 2; looked += 1) {
      const free = AT_ONCE_MAX - this.#active.size - taskIds.length
      if (free <= 0) break
      const destination = await nextDestination(read, this.#cursor)
      this.#cursor = destination ?? START
      if (destination === undefined) {
        rounds += 1
        continue
      }
      const { accountId } = destination
      const ofAccount = AT_ONCE_ACCOUNT - this.#underWay.of(accountId) - chosen.of(accountId)
      if (ofAccount <= 0) {
        this.#cursor = { accountId, origin: END }
        continue
      }
      const circuit = this.#circuits.stateOf(destination, now)
      const most = circuit.state === 'closed' ? AT_ONCE_DESTINATION : 1
      const room = most - this.#underWay.of(nameOf(destination)) - chosen.of(nameOf(destination))
      if (room <= 0) continue
      const due = await listDueWebhooks(read, destination, now, Math.min(free, ofAccount, room))
      if (due.length > 0 && circuit.state === 'open') closed.push({ destination, until: circuit.openUntil })
      if (due.length === 0 || circuit.state === 'open') continue
      taskIds.push(...due)
      for (const name of [accountId, nameOf(destination)]) chosen.add(name, due.length)
    }
    return { taskIds, closed }
  }

  #begin(held: Held): void {
    const names = [held.webhook.accountId, nameOf(held.webhook)]
    for (const name of names) this.#underWay.add(name, 1)
    const telling = this.#tell(held).finally(() => {
      this.#active.delete(telling)
      for (const name of names) this.#underWay.add(name, -1)
      this.#alarm.ring()
    })
    this.#active.add(telling)
  }

  async #tell(held: Held): Promise<void> {
    const { db, clock, log } = this.#parts.flow
    const { taskId, giveUpAt } = held.webhook
    let pauseMs = AFTER_FAULT_MS
    try {
      await this.#try(held)
      return
    } catch (error) {
      if (this.#stopping.signal.aborted) pauseMs = 0
      else log.error({ task: taskId, error: describeError(error) }, 'a webhook could not be tried')
    }
    const now = clock.now()
    const isOver = now + pauseMs > giveUpAt
    const next = isOver
      ? { state: 'failed' as const, nextAt: null }
      : { state: 'waiting' as const, nextAt: now + pauseMs }
    await db
      .write((tx) => finishWebhook(tx, { ...held, taskId, ...next, now }))
      .catch((error: unknown) => log.error({ task: taskId, error: describeError(error) }, 'could not let go'))
  }

  async #try(held: Held): Promise<void> {
    const { flow } = this.#parts
    const { taskId } = held.webhook
    const task = await findTask(flow.db.read, taskId)
    if (task === undefined || task.webhook === null) throw new Error('its address is gone')
    const to = task.webhook
    const attributes = { 'http.request.method': 'POST', 'http.request.resend_count': held.webhook.tries.length }
    const start = { kind: 'client', attributes } as const
    const work = (span: Span) => this.#post(held, { task, to, span })
    await flow.tracing.within(task.trace, () => flow.tracing.span('deliver webhook', start, work))
  }

  async #post(held: Held, { task, to, span }: { task: Task; to: string; span: Span }): Promise<void> {
    const { flow, present } = this.#parts
    const { id: taskId } = task
    const body = await present(task)
    const [at, began] = [flow.clock.now(), performance.now()]
    const headers = await this.#headers(task, body, at)
    const { timeoutMs, allowPrivate } = flow.settings.webhooks
    const options = { timeoutMs, allowPrivate, signal: this.#stopping.signal }
    const posted = await postWebhook(callbackUrl(to), { headers, body }, options)
    flow.reached('tell:answered', taskId)
    const { status, error } = posted
    if (status !== null) span.set({ 'http.response.status_code': status })
    if (error !== null) span.fail(status === null ? error : String(status))
    this.#circuits.report(held.webhook, posted.verdict !== 'retry', flow.clock.now())
    const made = { at, durationMs: Math.round(performance.now() - began), status, error }
    const next = this.#after(held.webhook, posted)
    await flow.db.write((tx) => finishWebhook(tx, { ...held, taskId, ...next }, made))
    flow.reached('tell:noted', taskId)
    flow.metrics.add('webhookTries', { result: posted.verdict })
    if (posted.verdict === 'delivered') {
      const delayMs = flow.clock.now() - (task.endedAt ?? at)
      flow.metrics.distribution('webhookDelay', {}).observe(Math.max(0, delayMs) / 1000)
    }
    const fields = { task: taskId, to: held.webhook.origin, state: next.state, status, error }
    if (posted.verdict === 'delivered') flow.log.debug(fields, 'webhook delivered')
    else flow.log.warn({ ...fields, ...(error === 'address_refused' && REFUSED) }, 'webhook not delivered')
  }

  async #headers({ id, accountId, trace }: Task, body: string, at: number): Promise<Record<string, string>> {
    const { db, settings, tracing } = this.#parts.flow
    // Only a trace that the caller began goes on at its receiver: to anyone else it would be a part without a beginning.
    const traceparent = trace?.isCallers === true ? tracing.current()?.traceparent : undefined
    const traced = traceparent === undefined ? {} : { traceparent }
    if (!settings.webhooks.isSigned) return traced
    return { ...traced, ...signatureHeaders(await webhookSecrets(db, accountId, at), { id, body, at }) }
  }

  #after({ triesSinceAsked, giveUpAt }: Webhook, { verdict }: Posted) {
    const { clock, settings } = this.#parts.flow
    const now = clock.now()
    if (verdict === 'delivered') return { state: 'delivered' as const, nextAt: null, now }
    const pauseMs = pauseAfter(settings.webhooks.pausesMs, triesSinceAsked + 1, Math.random())
    if (verdict === 'refused' || pauseMs === undefined || now + pauseMs > giveUpAt) {
      return { state: 'failed' as const, nextAt: null, now }
    }
    return { state: 'waiting' as const, nextAt: now + pauseMs, now }
  }
}
