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

/** The body of an answer as it came. What is not a 2xx is thrown as an ApiError. */
export async function callText(method: Method, path: string, options: CallOptions = {}): Promise<string> {
  const response = await send(method, path, options)
  const text = await response.text()
  if (!response.ok) throw new ApiError(response.status, problemOf(text), response.headers)
  return text
}

/** Calls the server that this page came from. Throws as `callText`. */
export async function call<Answer>(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
  const text = await callText(method, path, options)
  return (text === '' ? undefined : JSON.parse(text)) as Answer
}

/** As `call`, for the answers that wrap what was asked for in `data`. */
export async function callData<Data>(method: Method, path: string, options: CallOptions = {}): Promise<Data> {
  return (await call<{ data: Data }>(method, path, options)).data
}

/** A part of a list, and whether there is more of it. */
export interface ListPart<Row> {
  data: Row[]
  has_more: boolean
}

/** A path with what is asked for behind it; what is undefined or empty is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

/** The data of the events that the server sends, one after the other, until it ends the stream. Throws an ApiError. */
export async function* eventsOf(path: string, signal: AbortSignal): AsyncGenerator<string> {
  // Not by EventSource: it can't send our header.
  const response = await send('GET', path, { signal, headers: { Accept: 'text/event-stream' } })
  if (!response.ok) throw new ApiError(response.status, problemOf(await response.text()), response.headers)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    const events = (rest + read.value).split('\n\n')
    rest = events.pop() ?? ''
    yield* events.map(dataOf).filter((data) => data !== '')
  }
}

const dataOf = (event: string) =>
  event
    .split('\n')
    .flatMap((line) => (line.startsWith('data: ') ? [line.slice('data: '.length)] : []))
    .join('\n')
