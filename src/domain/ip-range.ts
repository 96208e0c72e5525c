import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Range = [Address, number]

/** Bits in front of the IPv4 address in an IPv6 address that maps one. */
const MAPPED_BITS = 96

/** An address as it is written in full; IPv4 mapped into IPv6 is IPv4. undefined for anything else. */
function parseAddress(text: string): Address | undefined {
  // The library also reads `1` and `0x7f.1`, which nobody means by an address.
  const isWhole = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
  return isWhole ? ipaddr.process(text) : undefined
}

function parseRange(text: string): Range | undefined {
  if (!text.includes('/')) {
    const address = parseAddress(text)
    return address && [address, address.kind() === 'ipv4' ? 32 : 128]
  }
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text) && !ipaddr.IPv6.isValidCIDR(text)) return undefined
  const [address, bits] = ipaddr.parseCIDR(text)
  const isMapped = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= MAPPED_BITS
  return isMapped ? [address.toIPv4Address(), bits - MAPPED_BITS] : [address, bits]
}

/** Whether a text is an address, or a range such as `10.0.0.0/8` or `2001:db8::/32`. */
export const isIpRange = (text: string): boolean => parseRange(text) !== undefined

/** Whether an address lies in one of the ranges; what is no address lies in none. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  const parsed = parseAddress(address)
  return (
    parsed !== undefined &&
    ranges.some((text) => {
      const range = parseRange(text)
      return range !== undefined && range[0].kind() === parsed.kind() && parsed.match(range)
    })
  )
}

/** Groups of an IPv6 address that name the network, /64; whoever has one address of it has them all. */
const NETWORK_PARTS = 4

/** What stands for whoever calls from an address: IPv4 whole, of IPv6 the network (/64). */
export function networkOf(address: string): string {
  const parsed = parseAddress(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed?.toString() ?? address
  return parsed.parts.slice(0, NETWORK_PARTS).join(':')
}
