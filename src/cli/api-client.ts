import { z } from 'zod'

/** The server refused a call; the message is the server's own sentence. */
export class ApiProblem extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ApiProblem'
  }
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
    const headers = { authorization: `Bearer ${this.#key}`, 'accept-language': this.#language, ...init.headers }
    let response: Response
    try {
      response = await fetch(`${this.#url}${path}`, { ...init, headers })
    } catch (error) {
      if (init.signal?.aborted === true) throw error
      throw new ApiProblem(`no server answers at ${this.#url}; is REELGATE_URL right, and is it running?`)
    }
    const body: unknown = await response.json().catch(() => undefined)
    if (response.ok) return answer.parse(body)
    throw new ApiProblem(problem.safeParse(body).data?.error.message ?? `the server answered ${response.status}`)
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
    return (await this.#call(`/v1/tasks/${taskId}/cancel`, status, { method: 'POST' })).data
  }
}
