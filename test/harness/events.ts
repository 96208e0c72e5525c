import type { Api } from './api.ts'

/** One server-sent event; `data` is parsed. */
export interface SentEvent {
  event: string
  id: string
  // oxlint-disable-next-line typescript/no-explicit-any
  data: any
}

/** A reader of a task's events, as a client would write one over `fetch`. */
export class EventReader {
  readonly status: number
  readonly headers: Headers
  /** All that came, as it came. */
  text = ''
  readonly #leaving: AbortController
  readonly #chunks: AsyncIterator<string> | undefined
  #rest = ''

  private constructor(response: Response, leaving: AbortController) {
    this.status = response.status
    this.headers = response.headers
    this.#leaving = leaving
    this.#chunks = response.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
  }

  static async open({ url, key }: Api, id: string, lastId?: string): Promise<EventReader> {
    const leaving = new AbortController()
    const response = await fetch(`${url}/v1/tasks/${id}/events`, {
      headers: { authorization: `Bearer ${key}`, ...(lastId !== undefined && { 'last-event-id': lastId }) },
      signal: leaving.signal,
    })
    return new EventReader(response, leaving)
  }

  /** The next block of lines without its empty line; undefined at the end. */
  async block(): Promise<string | undefined> {
    for (;;) {
      const end = this.#rest.indexOf('\n\n')
      if (end >= 0) {
        const block = this.#rest.slice(0, end)
        this.#rest = this.#rest.slice(end + 2)
        return block
      }
      const chunk = await this.#chunks?.next()
      if (chunk === undefined || chunk.done === true) return undefined
      this.text += chunk.value
      this.#rest += chunk.value
    }
  }

  /** The next event, past what is none; undefined at the end. */
  async next(): Promise<SentEvent | undefined> {
    for (;;) {
      const block = await this.block()
      if (block === undefined) return undefined
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
      if ('data' in fields) return { event: fields.event, id: fields.id, data: JSON.parse(fields.data) }
    }
  }

  /** Every event until the end. */
  async all(): Promise<SentEvent[]> {
    const events: SentEvent[] = []
    for (let event = await this.next(); event !== undefined; event = await this.next()) events.push(event)
    return events
  }

  leave(): void {
    this.#leaving.abort()
  }
}
