import { randomUUID } from 'node:crypto'
import type { Client, ClientConfig } from 'pg'
import { describeError } from '../../lib/log.ts'
import type { Log } from '../../lib/log.ts'
import { sleep } from '../../lib/sleep.ts'
import { connect } from './session.ts'

export const CHANNEL = 'reelgate'
/** Postgres refuses a payload of 8,000 bytes and more. */
const PAYLOAD_BYTES_MAX = 7_900
/** How often the connection that listens is asked whether it still lives: nothing else is ever sent on it. */
const PULSE_MS = 5_000
const PULSE_ANSWER_MS_MAX = 5_000
const RECONNECT_FIRST_MS = 100
const RECONNECT_MS_MAX = 2_000

interface Ear {
  heard: (word: string) => void
  missed: () => void
}

/**
 * What was committed, told to whoever listens on this node: by its own writes directly, by those of other nodes through
 * LISTEN on a connection of its own. Every commit that changes anything is told, if only without a word.
 */
export class Notices {
  readonly #config: ClientConfig
  readonly #log: Log
  /** Begins every payload of this node, so that it tells its own words once. */
  readonly #node = randomUUID().slice(0, 8)
  readonly #ears = new Set<Ear>()
  readonly #closing = new AbortController()
  #revision = 0
  #client: Client | undefined
  #listening: Promise<void> = Promise.resolve()

  constructor(config: ClientConfig, log: Log) {
    this.#config = { ...config, query_timeout: PULSE_ANSWER_MS_MAX, pipeline: true }
    this.#log = log
  }

  /** Resolves when it hears. Throws where the first connection can't be made; later ones are tried for again and again. */
  async start(): Promise<void> {
    const lost = await this.#open()
    this.#listening = this.#keepListening(lost)
  }

  /** While nothing is heard of other nodes, nothing that was read is known to be true still. */
  revision(): number {
    if (this.#client === undefined) this.#revision += 1
    return this.#revision
  }

  listen(ear: Ear): () => void {
    this.#ears.add(ear)
    return () => this.#ears.delete(ear)
  }

  /** What other nodes are to be sent of transactions that commit together. */
  payloads(words: ReadonlySet<string>): string[] {
    const payloads: string[] = []
    let payload = this.#node
    for (const word of words) {
      if (Buffer.byteLength(payload) + 1 + Buffer.byteLength(word) > PAYLOAD_BYTES_MAX) {
        payloads.push(payload)
        payload = this.#node
      }
      payload += ` ${word}`
    }
    return [...payloads, payload]
  }

  /** A write of this node has changed something. */
  changed(): void {
    this.#revision += 1
  }

  tell(words: Iterable<string>): void {
    for (const word of words) for (const { heard } of this.#ears) heard(word)
  }

  /** Something may have been committed of which no word was heard. */
  missed(): void {
    this.#revision += 1
    for (const { missed } of this.#ears) missed()
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#listening
  }

  /** Resolves, once it listens, with a promise of the moment when it does no longer. */
  async #open(): Promise<{ gone: Promise<unknown> }> {
    const { promise: gone, resolve: lose } = Promise.withResolvers<unknown>()
    const client = await connect(this.#config, 'listening', lose)
    client.on('end', () => lose(new Error('the connection ended')))
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    try {
      await client.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    this.#client = client
    return { gone }
  }

  #hear(payload: string): void {
    const [node, ...words] = payload.split(' ')
    if (node === this.#node) return
    this.#revision += 1
    this.tell(words)
  }

  async #keepListening(opened: { gone: Promise<unknown> }): Promise<void> {
    let connection: { gone: Promise<unknown> } | undefined = opened
    let pauseMs = RECONNECT_FIRST_MS
    while (!this.#closing.signal.aborted) {
      if (connection !== undefined) {
        const error = await this.#untilGone(connection.gone)
        this.#client?.end().catch(() => {})
        this.#client = undefined
        if (this.#closing.signal.aborted) return
        this.#log.warn(
          { error: describeError(error) },
          'other nodes are not heard: the connection to Postgres was lost',
        )
        connection = undefined
        pauseMs = RECONNECT_FIRST_MS
      }
      try {
        connection = await this.#open()
        this.#log.info({}, 'other nodes are heard again')
        this.missed()
      } catch {
        await sleep(pauseMs, this.#closing.signal)
        pauseMs = Math.min(RECONNECT_MS_MAX, pauseMs * 2)
      }
    }
    await this.#client?.end()
  }

  /** Resolves with why the connection is of no more use. */
  async #untilGone(gone: Promise<unknown>): Promise<unknown> {
    const ended = new AbortController()
    const over = Promise.race([gone, aborted(this.#closing.signal)]).finally(() => ended.abort())
    const signal = ended.signal
    while (!signal.aborted) {
      await sleep(PULSE_MS, signal)
      if (signal.aborted) break
      try {
        await this.#client?.query('SELECT 1')
      } catch (error) {
        return error
      }
    }
    return over
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
