import type { Writable } from 'node:stream'

/** What a stream tells: the state of something, in one line of text. */
export interface Snapshot {
  /** Another one for another text. */
  id: string
  text: string
  /** Nothing will change any more. */
  isFinal: boolean
}

export interface StreamOptions {
  /** The name of its events. */
  event: string
  /** The state now. */
  look: () => Promise<Snapshot>
  /** Of the last event that the reader has seen already: it is not told again. */
  lastId?: string | undefined
  /** `look` threw; the stream has ended. */
  failed: (error: unknown) => void
}

/** How long a client waits before it connects again (ms). */
const RETRY_MS = 2_000

/**
 * Server-sent events about one thing, each with its state at that moment. A reader who is slower than the changes misses
 * states in between, never the last: at most one event waits for it in memory.
 */
export class EventStream {
  readonly #out: Writable
  readonly #options: StreamOptions
  #lastId: string | undefined
  /** Something has changed since the last look. */
  #isStale = false
  #isLooking = false
  /** What was written has not gone out yet. */
  #isFull = false
  #hasEnded = false

  constructor(out: Writable, options: StreamOptions) {
    this.#out = out
    this.#options = options
    this.#lastId = options.lastId
    // Something goes out at once, so that a client knows that it is connected.
    this.#write(`retry: ${RETRY_MS}\n\n`)
  }

  /** The state is told as soon as the reader takes it, if it is another than it was told last. */
  changed(): void {
    this.#isStale = true
    void this.#catchUp()
  }

  /** A sign of life; none for a reader who has not taken what there was. */
  beat(): void {
    if (!this.#isFull) this.#write(': still here\n\n')
  }

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#out.end()
  }

  async #catchUp(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      while (this.#isStale && !this.#isFull && !this.#hasEnded) {
        this.#isStale = false
        this.#tell(await this.#options.look())
      }
    } catch (error) {
      this.end()
      this.#options.failed(error)
    } finally {
      this.#isLooking = false
    }
  }

  #tell({ id, text, isFinal }: Snapshot): void {
    if (id !== this.#lastId) {
      this.#lastId = id
      this.#write(`event: ${this.#options.event}\nid: ${id}\ndata: ${text}\n\n`)
    }
    if (isFinal) this.end()
  }

  #write(text: string): void {
    if (this.#hasEnded || this.#out.write(text)) return
    this.#isFull = true
    this.#out.once('drain', () => {
      this.#isFull = false
      void this.#catchUp()
    })
  }
}
