import { lookup, Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'

export interface HostAddress {
  address: string
  /** 4 or 6. */
  family: number
}

/**
 * The addresses of a name that an outsider gave us, from DNS alone. The system's lookup is not used here: it can't be
 * cancelled and holds one of the few threads that files and pictures need too, so slow names would stop the server.
 */
export async function resolveOutsideHost(host: string, signal: AbortSignal): Promise<HostAddress[]> {
  const resolver = new Resolver()
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
    if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
    return [
      ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
      ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : []),
    ]
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** The addresses of a name that the operator allowed, as the system knows it (hosts file, container names). */
export function resolveAllowedHost(host: string): Promise<HostAddress[]> {
  return lookup(host, { all: true })
}

/** A lookup for a socket that answers only these addresses, whatever DNS says by then: a name can't be rebound. */
export function pinnedLookup(addresses: readonly HostAddress[]): LookupFunction {
  return (host, options, callback) => {
    const [first] = addresses
    if (first === undefined) return callback(new Error(`no address for ${host}`), '', 0)
    if (options.all === true) return callback(null, [...addresses])
    callback(null, first.address, first.family)
  }
}
