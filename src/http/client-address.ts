import type { HttpContext } from './context.ts'

/**
 * The address a call comes from. Each of our own proxies puts the address it was called from at the right of
 * X-Forwarded-For, so as many entries as there are proxies can be believed, and nothing to their left: that is whatever
 * the caller wrote. With none, the header is not looked at. Empty where the connection is gone already.
 */
export function clientAddress(c: HttpContext, trustedProxies: number): string {
  const direct = c.env.incoming.socket.remoteAddress ?? ''
  if (trustedProxies === 0) return direct
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? []
  const chain = [...forwarded, direct]
  return withoutPort((chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? direct).trim())
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}
