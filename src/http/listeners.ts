import { findKey } from '../db/api-keys.ts'
import type { Database } from '../db/database.ts'
import { isKeyGood } from '../domain/account.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { Clock } from '../lib/clock.ts'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'

/** Somebody who waits for the news of one task. None of its methods may throw. */
export interface Listener {
  /** The task has changed. */
  changed(): void
  /** Some seconds have passed. */
  beat?(): void
  /** It will hear nothing more: the server stops, or its key is good no longer. */
  end(): void
}

interface Parts {
  db: Database
  clock: Clock
  log: Log
  settings: {
    listenersMax: number
    listenersPerKey: number
    heartbeatSeconds: number
  }
}

const RETRY_SECONDS = 5

/** Listeners in groups by some name; a group without any takes no memory. */
class Groups {
  readonly #groups = new Map<string, Set<Listener>>()

  get names(): string[] {
    return [...this.#groups.keys()]
  }

  of(name: string): ReadonlySet<Listener> {
    return this.#groups.get(name) ?? new Set()
  }

  add(name: string, listener: Listener): void {
    const group = this.#groups.get(name)
    if (group === undefined) this.#groups.set(name, new Set([listener]))
    else group.add(listener)
  }

  delete(name: string, listener: Listener): void {
    const group = this.#groups.get(name)
    if (group?.delete(listener) === true && group.size === 0) this.#groups.delete(name)
  }
}

/**
 * All who wait for news of tasks on this node. One subscription to the database's changes serves them all: however many
 * there are, none of them asks it again and again.
 */
export class Listeners {
  readonly #parts: Parts
  readonly #byTask = new Groups()
  readonly #byKey = new Groups()
  readonly #stopListening: () => void
  readonly #heart: NodeJS.Timeout
  #size = 0
  #ended = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.#stopListening = parts.db.listen(
      (word) => this.#changed(word),
      () => this.#byTask.names.forEach((taskId) => this.#changed(taskId)),
    )
    this.#heart = setInterval(() => void this.#beat(), parts.settings.heartbeatSeconds * 1000).unref()
  }

  get size(): number {
    return this.#size
  }

  /** True once `endAll` was called: nobody is taken any more. */
  get hasEnded(): boolean {
    return this.#ended
  }

  /**
   * Takes in a listener until the returned function is called, which is done once and by whoever called this. Throws
   * listeners_limited, and shutting_down.
   */
  add({ taskId, keyId }: { taskId: string; keyId: string }, listener: Listener): () => void {
    if (this.#ended) throw new ReelgateError('shutting_down', { retryAfterSeconds: RETRY_SECONDS })
    this.#assertRoom(keyId)
    this.#byTask.add(taskId, listener)
    this.#byKey.add(keyId, listener)
    this.#size += 1
    return () => {
      this.#byTask.delete(taskId, listener)
      this.#byKey.delete(keyId, listener)
      this.#size -= 1
    }
  }

  /** Ends every listener, and takes no more. */
  endAll(): void {
    this.#ended = true
    this.#stopListening()
    clearInterval(this.#heart)
    for (const keyId of this.#byKey.names) this.#endThoseOf(keyId)
  }

  #changed(taskId: string): void {
    for (const listener of this.#byTask.of(taskId)) listener.changed()
  }

  #assertRoom(keyId: string): void {
    const { listenersMax, listenersPerKey } = this.#parts.settings
    const isKeyFull = this.#byKey.of(keyId).size >= listenersPerKey
    if (!isKeyFull && this.#size < listenersMax) return
    throw new ReelgateError('listeners_limited', {
      retryAfterSeconds: RETRY_SECONDS,
      values: { seconds: RETRY_SECONDS, max: isKeyFull ? listenersPerKey : listenersMax },
    })
  }

  #endThoseOf(keyId: string): void {
    for (const listener of this.#byKey.of(keyId)) listener.end()
  }

  /** Asks about each key once, however many listen with it. */
  async #beat(): Promise<void> {
    const { db, clock, log } = this.#parts
    for (const keyId of this.#byKey.names) {
      try {
        const key = await findKey(db.read, keyId)
        if (key === undefined || !isKeyGood(key, clock.now())) this.#endThoseOf(keyId)
      } catch (error) {
        log.error({ key: keyId, error: describeError(error) }, 'a key with listeners could not be looked up')
      }
      for (const listener of this.#byKey.of(keyId)) listener.beat?.()
    }
  }
}
