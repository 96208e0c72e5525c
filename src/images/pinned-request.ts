import { Agent, request, type Dispatcher } from 'undici'
import { pinnedLookup, type HostAddress } from './resolve-host.ts'

type RequestOptions = NonNullable<Parameters<typeof request<null>>[1]>

export interface PinnedRequest {
  ask(options: Omit<RequestOptions, 'dispatcher'>): Promise<Dispatcher.ResponseData>
  /** Ends the connection, whatever is still under way. */
  close(): void
}

/**
 * One request over a connection of its own, which is opened to the very addresses that were checked and never shared with
 * another host. Redirects are not followed: undici does so only where it is told to.
 */
export function pinnedRequest(url: URL, addresses: readonly HostAddress[], connectMs: number): PinnedRequest {
  const agent = new Agent({
    connect: { lookup: pinnedLookup(addresses), timeout: connectMs },
    pipelining: 0,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    ask: (options) => request(url, { ...options, dispatcher: agent }),
    // Not awaited: a socket that is still connecting holds this up, past the deadline.
    close: () => void agent.destroy().catch(() => undefined),
  }
}
