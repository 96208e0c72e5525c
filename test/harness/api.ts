import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

/** An answer with its body read. */
export interface Answer {
  status: number
  headers: Headers
  // Tests look into many shapes; asserting them is what they are for.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
}

export const MODEL = 'veo3.1-fast-official'

/** 4 s at 720p without sound with the fast model: the cheapest video there is. */
export const CHEAPEST_USD = 0.32

/** The smallest good submit. */
export const SUBMIT = { model: MODEL, prompt: 'a lighthouse at night', duration: 4, seed: 1 }

/** Calls a server as any client would: over HTTP, with a key, in English. */
export class Api {
  readonly url: string
  readonly key: string

  constructor(url: string, key: string) {
    this.url = url
    this.key = key
  }

  async call(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { body } = init
    const response = await fetch(path.startsWith('http') ? path : `${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        'accept-language': 'en',
        ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
        ...init.headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body),
      }),
    })
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '') && text !== ''
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('GET', path, { headers })
  }

  submit(body: unknown = SUBMIT, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', '/v1/videos/generations', { body, headers })
  }

  /** Submits and returns the task's id. */
  async submitted(body: unknown = SUBMIT, headers: Record<string, string> = {}): Promise<string> {
    const answer = await this.submit(body, headers)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data[0].task_id as string
  }

  /** The task's `data`. */
  async task(id: string): Promise<Answer['body']> {
    const answer = await this.get(`/v1/tasks/${id}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }

  /** Asks until `wanted` is true of the task's data; fails after a minute. */
  async until(id: string, wanted: (data: Answer['body']) => boolean): Promise<Answer['body']> {
    const deadline = Date.now() + 60_000
    for (;;) {
      const data = await this.task(id)
      if (wanted(data)) return data
      assert.ok(Date.now() < deadline, `still waiting, the task is ${JSON.stringify(data)}`)
      await pause(15)
    }
  }

  /** Waits for the end of the task, whichever it is. */
  ended(id: string): Promise<Answer['body']> {
    return this.until(id, (data) => ['completed', 'failed', 'cancelled'].includes(data.status))
  }

  async balance(): Promise<number> {
    return (await this.get('/v1/user/balance')).body.remain_balance as number
  }
}
