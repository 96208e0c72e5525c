import { ApiError } from './api-error.ts'
import type { Problem } from './api-error.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface CallOptions {
  /** Sent as JSON; a FormData as it is. */
  body?: unknown
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

/** Without it the server takes no call by cookie: another site's page can't send it. */
const OURS = { 'X-Reelgate-Console': '1' }

function problemOf(text: string): Problem {
  try {
    const body = JSON.parse(text) as { error?: Problem } & Problem
    return body.error ?? body
  } catch {
    return {}
  }
}

async function send(method: Method, path: string, { body, headers, signal }: CallOptions): Promise<Response> {
  const isForm = body instanceof FormData
  const init: RequestInit = {
    method,
    headers: {
      ...OURS,
      'Accept-Language': document.documentElement.lang,
      ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    credentials: 'same-origin',
    ...(signal && { signal }),
  }
  if (body !== undefined) init.body = isForm ? body : JSON.stringify(body)
  try {
    return await fetch(path, init)
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError(0)
  }
}

/** Calls the server that this page came from. What is not a 2xx is thrown as an ApiError. */
export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const response = await send(method, path, options)
  const text = await response.text()
  if (!response.ok) throw new ApiError(response.status, problemOf(text), response.headers)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** As `call`, for the answers that wrap what was asked for in `data`. */
export async function callData<Data>(method: Method, path: string, options: CallOptions = {}): Promise<Data> {
  return (await call<{ data: Data }>(method, path, options)).data
}
