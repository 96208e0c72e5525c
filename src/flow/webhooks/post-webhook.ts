import { AddressRefused, guardedAddresses, untilAborted } from '../../images/guarded-address.ts'
import { pinnedRequest } from '../../images/pinned-request.ts'
import type { HostAddress } from '../../images/resolve-host.ts'
import { timed } from '../drive.ts'

export interface PostOptions {
  /** For everything: names, connecting, the answer. */
  timeoutMs: number
  /** Addresses that are not public may be told too. */
  allowPrivate: boolean
  signal: AbortSignal
  resolve?: (host: string) => Promise<HostAddress[]>
}

/** refused: trying again would change nothing. */
export interface Posted {
  verdict: 'delivered' | 'retry' | 'refused'
  status: number | null
  error: string | null
}

/** What is read of an answer; nothing of it is kept, but a receiver that is cut off in its last word sees an error. */
const ANSWER_BYTES_MAX = 65_536

const isTimeout = (error: unknown) => error instanceof DOMException && error.name === 'TimeoutError'

function verdictOf(status: number): Posted {
  if (status >= 200 && status <= 299) return { verdict: 'delivered', status, error: null }
  if (status >= 400 && status <= 499) return { verdict: 'refused', status, error: `HTTP ${status}` }
  const isRedirect = status >= 300 && status <= 399
  return { verdict: 'retry', status, error: isRedirect ? 'redirect' : `HTTP ${status}` }
}

/** The system's word for what is wrong, such as ECONNREFUSED; nothing that could say more than the receiver's owner knows. */
function wordOf(error: unknown): string {
  if (isTimeout(error)) return 'timeout'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'unreachable'
}

async function send(url: URL, message: Message, options: PostOptions, signal: AbortSignal): Promise<Posted> {
  const { allowPrivate, timeoutMs, resolve } = options
  const addresses = await guardedAddresses(url, { isAllowed: allowPrivate, signal, ...(resolve && { resolve }) })
  const connection = pinnedRequest(url, addresses, timeoutMs)
  try {
    const headers = { 'content-type': 'application/json', 'user-agent': 'reelgate', ...message.headers }
    const { body } = message
    const answer = await untilAborted(() => connection.ask({ method: 'POST', headers, body, signal }), signal)
    answer.body.on('error', () => undefined)
    await answer.body.dump({ limit: ANSWER_BYTES_MAX, signal }).catch(() => undefined)
    return verdictOf(answer.statusCode)
  } finally {
    connection.close()
  }
}

interface Message {
  headers: Readonly<Record<string, string>>
  body: string
}

/**
 * Posts JSON to an address that a caller gave us, under the guard of input pictures: only public addresses, and the very ones
 * that were checked. Throws only where `signal` aborts.
 */
export async function postWebhook(url: URL, message: Message, options: PostOptions): Promise<Posted> {
  try {
    return await timed(options.timeoutMs, options.signal, (limit) => send(url, message, options, limit))
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof AddressRefused) return { verdict: 'refused', status: null, error: 'address_refused' }
    return { verdict: 'retry', status: null, error: wordOf(error) }
  }
}
