import type { Database } from '../db/database.ts'
import { HEALTH_CHANGED, listToldHealth, tellHealth } from '../db/route-health.ts'
import type { HealthNews } from '../db/route-health.ts'
import { afterSign, atTime, CLOSED, TRIALS_MAX } from '../domain/breaker.ts'
import type { Breaker, BreakerState, Sign } from '../domain/breaker.ts'
import type { Clock } from '../lib/clock.ts'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'

/** A provider that is busy for so much longer than was told is told again (ms): not each of a hundred "busy" is news. */
const BUSY_NEWS_MS = 1_000

interface Parts {
  db: Database
  clock: Clock
  log: Log
  /** Other nodes use the same providers. */
  isShared: boolean
}

interface Health {
  breaker: Breaker
  busyUntil: number
  /** As the nodes have told each other. */
  toldBusyUntil: number
  /** What the other nodes have not been told. */
  news: { breaker: boolean; busy: boolean }
}

/**
 * Whether providers, by name, are fit to be given work. Failures are counted by each node for itself; what follows from
 * them, an open breaker, a closed one, a provider that is busy, is told to the others through the database, and taken up
 * from there. A node that is alone keeps it in memory: a restart forgets it, and a few failed starts make that good
 * (docs/decisions/0016-a-breaker-for-each-provider.md).
 */
export class RouteHealth {
  readonly #parts: Parts
  readonly #known = new Map<string, Health>()
  readonly #underWay = new Map<string, number>()
  readonly #stopListening: () => void
  /** Up to this turn what was told is known. */
  #turn = 0
  #sharing: Promise<void> = Promise.resolve()
  /** The round that has not begun, for all who ask meanwhile. */
  #nextSharing: Promise<void> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    const heard = (word: string) => {
      if (word === HEALTH_CHANGED) void this.share()
    }
    this.#stopListening = parts.isShared ? parts.db.listen(heard, () => void this.share()) : () => {}
  }

  stateOf(provider: string): BreakerState {
    return this.#look(provider).state
  }

  /**
   * How many more may be started there at this moment, as far as this node knows: 0 while its breaker is open, Infinity while
   * it is closed.
   */
  startsMax(provider: string): number {
    const { state } = this.#look(provider)
    if (state === 'half-open') return Math.max(0, TRIALS_MAX - (this.#underWay.get(provider) ?? 0))
    return state === 'open' ? 0 : Infinity
  }

  /** Does the work of one start, counted as under way while it lasts. */
  async during<T>(provider: string, start: () => Promise<T>): Promise<T> {
    const count = (by: number) => this.#underWay.set(provider, (this.#underWay.get(provider) ?? 0) + by)
    count(1)
    try {
      return await start()
    } finally {
      count(-1)
    }
  }

  /** `text` says what happened, for the operator. */
  report(provider: string, { text, ...sign }: Sign & { text?: string }): void {
    this.#change(provider, afterSign(this.#look(provider), sign, this.#parts.clock.now()), text)
  }

  /** Whether it said just now, or is thought, to take nothing. */
  isBusy(provider: string): boolean {
    return (this.#known.get(provider)?.busyUntil ?? 0) > this.#parts.clock.now()
  }

  /** It takes nothing until then (ms); 0: it takes work again. */
  setBusy(provider: string, until: number): void {
    const health = this.#of(provider)
    health.busyUntil = until
    const isNews =
      until === 0 ? health.toldBusyUntil > this.#parts.clock.now() : until > health.toldBusyUntil + BUSY_NEWS_MS
    if (isNews) this.#tell(health, 'busy')
  }

  /**
   * Tells what is new here, and takes up what others have told. Done at each change; asked for now and then where a word
   * might have been lost, or the database did not answer. A failure is logged.
   */
  share(): Promise<void> {
    if (!this.#parts.isShared) return Promise.resolve()
    this.#nextSharing ??= this.#sharing = this.#sharing.then(() => {
      this.#nextSharing = undefined
      return this.#shareAll()
    })
    return this.#nextSharing
  }

  /** Hears and tells nothing more. */
  async close(): Promise<void> {
    this.#stopListening()
    await this.share()
  }

  async #shareAll(): Promise<void> {
    const { db, log } = this.#parts
    const news = this.#takeNews()
    try {
      if (news.length > 0) await db.write((tx) => tellHealth(tx, news, CLOSED))
      for (const { provider, breaker, busyUntil, turn } of await listToldHealth(db.read, this.#turn)) {
        this.#turn = Math.max(this.#turn, turn)
        const health = this.#of(provider)
        // What came to be here in the meantime is told next, and believed then.
        if (!health.news.busy) Object.assign(health, { busyUntil, toldBusyUntil: busyUntil })
        if (!health.news.breaker) this.#set(provider, atTime(breaker, this.#parts.clock.now()), 'as another node found')
      }
    } catch (error) {
      for (const { provider, breaker, busyUntil } of news) {
        const again = this.#of(provider).news
        again.breaker ||= breaker !== undefined
        again.busy ||= busyUntil !== undefined
      }
      log.warn({ error: describeError(error) }, 'how providers stand could not be shared with other nodes')
    }
  }

  #takeNews(): HealthNews[] {
    const found: HealthNews[] = []
    for (const [provider, health] of this.#known) {
      const { news, breaker, busyUntil } = health
      if (!news.breaker && !news.busy) continue
      found.push({
        provider,
        breaker: news.breaker ? breaker : undefined,
        busyUntil: news.busy ? busyUntil : undefined,
      })
      health.news = { breaker: false, busy: false }
    }
    return found
  }

  #of(provider: string): Health {
    const known = this.#known.get(provider)
    if (known !== undefined) return known
    const health = { breaker: CLOSED, busyUntil: 0, toldBusyUntil: 0, news: { breaker: false, busy: false } }
    this.#known.set(provider, health)
    return health
  }

  /** The breaker as it stands now. That its time is over every node sees by itself. */
  #look(provider: string): Breaker {
    const breaker = atTime(this.#of(provider).breaker, this.#parts.clock.now())
    this.#set(provider, breaker)
    return breaker
  }

  #change(provider: string, next: Breaker, text?: string): void {
    const { state, openUntil } = this.#of(provider).breaker
    this.#set(provider, next, text)
    if (next.state !== state || next.openUntil !== openUntil) this.#tell(this.#of(provider), 'breaker')
  }

  #tell(health: Health, what: keyof Health['news']): void {
    if (!this.#parts.isShared) return
    health.news[what] = true
    void this.share()
  }

  #set(provider: string, next: Breaker, text?: string): void {
    const { log } = this.#parts
    const health = this.#of(provider)
    const before = health.breaker.state
    health.breaker = next
    if (next.state === before) return
    const fields = { provider, before, ...(text !== undefined && { detail: text }) }
    if (next.state === 'open') {
      log.error({ ...fields, seconds: next.openMs / 1000 }, 'breaker open: nothing is started at this provider')
    } else if (next.state === 'half-open') log.warn(fields, 'breaker half-open: the provider is tried')
    else log.info(fields, 'breaker closed: the provider works again')
  }
}
