import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3')
const NAT64_V6 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/**
 * Whether an IP address (no brackets, no port) is a public one that an outsider may make us connect to. Everything that
 * is not plain global unicast is not: private, loopback, link-local (cloud metadata), shared, multicast, reserved and
 * documentation ranges, and the IPv6 forms that carry an IPv4 address to where we can't see it (mapped, 6to4, Teredo).
 * Text that is no address is not public either.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  // A network with IPv6 alone reaches every public IPv4 host through this prefix, so the inner address decides.
  if (parsed.match(NAT64_V6)) return isPublicAddress(innerV4(parsed))
  // ipaddr.js calls unassigned space unicast as well; only 2000::/3 has been given out.
  return parsed.range() === 'unicast' && parsed.match(GLOBAL_UNICAST_V6)
}

function innerV4(address: ipaddr.IPv6): string {
  return address.toByteArray().slice(12).join('.')
}
