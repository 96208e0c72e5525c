import { z } from 'zod'

/** How long to wait for a server that is away, or does not say when to come back. */
const RETRY_AFTER_MS = 1_000
const CANCEL_TIMEOUT_MS = 5_000

/** The server refused a call; the message is the server's own sentence. */
export class ApiProblem extends Error {
  /** Set where the same call may well be answered after this time. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, retryAfterMs?: number) {
    super(message)
    this.name = 'ApiProblem'
    this.retryAfterMs = retryAfterMs
  }
}

function retryAfter({ status, headers }: Response): number | undefined {
  if (status !== 429 && status < 500) return undefined
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return seconds >= 0 ? seconds * 1000 : RETRY_AFTER_MS
}

const problem = z.object({ error: z.object({ message: z.string() }) })
const submitted = z.object({ data: z.array(z.object({ task_id: z.string() })).min(1) })
const uploaded = z.object({ url: z.string() })
const status = z.object({
  data: z.object({
    status: z.string(),
    progress: z.number(),
    cost: z.number(),
    seed: z.number().optional(),
    result: z.object({ videos: z.array(z.object({ url: z.array(z.string()) })) }).optional(),
    error: z.object({ message: z.string() }).optional(),
    warning: z.object({ message: z.string() }).optional(),
  }),
})

export type TaskStatus = z.infer<typeof status>['data']

interface CallInit {
  method?: string
  headers?: Record<string, string>
  body?: string | FormData
  signal?: AbortSignal
}

/** Speaks the public contract, and nothing but it, to any server of the family. */
export class ApiClient {
  readonly #url: string
  readonly #key: string
  readonly #language: string

  constructor(url: string, key: string, language: string) {
    this.#url = url
    this.#key = key
    this.#language = language
  }

  async #call<T>(path: string, answer: z.ZodType<T>, init: CallInit = {}): Promise<T> {
    const language = `${this.#language}, en;q=0.5`
    const headers = { authorization: `Bearer ${this.#key}`, 'accept-language': language, ...init.headers }
    let response: Response
    try {
      response = await fetch(`${this.#url}${path}`, { ...init, headers })
    } catch (error) {
      if (init.signal?.aborted === true) throw error
      throw new ApiProblem(
        `no server answers at ${this.#url}; is REELGATE_URL right, and is it running?`,
        RETRY_AFTER_MS,
      )
    }
    const body: unknown = await response.json().catch(() => undefined)
    if (!response.ok) {
      const message = problem.safeParse(body).data?.error.message ?? `the server answered ${response.status}`
      throw new ApiProblem(message, retryAfter(response))
    }
    const parsed = answer.safeParse(body)
    if (!parsed.success) throw new ApiProblem(`what answers at ${this.#url} is no Reelgate; is REELGATE_URL right?`)
    return parsed.data
  }

  /** Returns the link of the uploaded picture. */
  async upload(file: Blob, name: string, signal: AbortSignal): Promise<string> {
    const form = new FormData()
    form.set('file', file, name)
    return (await this.#call('/v1/uploads/images', uploaded, { method: 'POST', body: form, signal })).url
  }

  /** Returns the task's id. */
  async submit(body: object, idempotencyKey: string, signal: AbortSignal): Promise<string> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': idempotencyKey }
    const init = { method: 'POST', body: JSON.stringify(body), headers, signal }
    const [first] = (await this.#call('/v1/videos/generations', submitted, init)).data
    return first?.task_id ?? ''
  }

  async status(taskId: string, signal: AbortSignal): Promise<TaskStatus> {
    return (await this.#call(`/v1/tasks/${taskId}`, status, { signal })).data
  }

  async cancel(taskId: string): Promise<TaskStatus> {
    const signal = AbortSignal.timeout(CANCEL_TIMEOUT_MS)
    return (await this.#call(`/v1/tasks/${taskId}/cancel`, status, { method: 'POST', signal })).data
  }
}
