import { isPublicAddress } from './public-address.ts'
import { resolveAllowedHost, resolveOutsideHost } from './resolve-host.ts'
import type { HostAddress } from './resolve-host.ts'

/** A host that is, or may be, inside the operator's own network. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`the address of ${host} is not public`)
    this.name = 'AddressRefused'
  }
}

export interface AddressGuard {
  /** The operator lets us reach it although it may not be public. */
  isAllowed: boolean
  signal: AbortSignal
  resolve?: (host: string) => Promise<HostAddress[]>
}

/**
 * The addresses that a connection for this URL, which an outsider gave us, may go to. One that is not public among several
 * refuses them all. Throws AddressRefused, and whatever the lookup throws.
 */
export async function guardedAddresses(
  url: URL,
  { isAllowed, signal, ...given }: AddressGuard,
): Promise<HostAddress[]> {
  // URL has already turned every spelling of an IPv4 address (decimal, octal, hex, short) into the dotted one.
  const host = url.hostname.replace(/\.$/, '')
  const literal = literalAddress(host)
  if (literal !== undefined) {
    if (!isAllowed && !isPublicAddress(literal.address)) throw new AddressRefused(host)
    return [literal]
  }
  if (!isAllowed && (host === 'localhost' || host.endsWith('.localhost'))) throw new AddressRefused(host)
  const resolve = given.resolve ?? (isAllowed ? resolveAllowedHost : (name) => resolveOutsideHost(name, signal))
  const addresses = await untilAborted(() => resolve(host), signal)
  if (addresses.length === 0) throw new Error(`${host} has no address`)
  if (!isAllowed && !addresses.every(({ address }) => isPublicAddress(address))) throw new AddressRefused(host)
  return addresses
}

function literalAddress(host: string): HostAddress | undefined {
  if (host.startsWith('[')) return { address: host.slice(1, -1), family: 6 }
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? { address: host, family: 4 } : undefined
}

/** The result, or the rejection that the end of the time brings: a lookup itself may never come back. */
export async function untilAborted<T>(start: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason as Error)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([start(), aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
