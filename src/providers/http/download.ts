import type { Readable } from 'node:stream'
import { Agent, type Dispatcher } from 'undici'
import { isPublicAddress } from '../../images/public-address.ts'
import { pinnedLookup, resolveOutsideHost } from '../../images/resolve-host.ts'
import { asMp4 } from './as-mp4.ts'
import type { Answer, Caller } from './caller.ts'
import { placeOf } from './caller.ts'

export interface DownloadOptions {
  /** Where the provider itself lives: the only origin that gets `headers`, and the only one that may be private. */
  trusted: string
  /** More origins that may be private. */
  alsoPrivate?: readonly string[]
  /** Credentials. */
  headers?: Readonly<Record<string, string>>
  signal: AbortSignal
}

const REDIRECTS_MAX = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * A connection to an address that a provider's answer named. Outside of the provider's own origin it is treated like
 * any address from outside: https or http on a public address, and the socket goes to the very address that was checked.
 */
async function checkedConnection(url: URL, signal: AbortSignal): Promise<Agent> {
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const isLiteral = /^[\d.]+$|:/.test(host)
  const addresses = isLiteral
    ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
    : await resolveOutsideHost(host, signal)
  if (!addresses.every(({ address }) => isPublicAddress(address))) {
    throw new Error(`${placeOf(url)}: a result on a private address is not fetched (resultOrigins allows it)`)
  }
  return new Agent({ connect: { lookup: pinnedLookup(addresses) } })
}

function checkedUrl(location: string, base: URL | undefined): URL {
  const url = URL.parse(location, base?.href)
  if (url === null || !/^https?:$/.test(url.protocol)) throw new Error('the address of a result is not http or https')
  return url
}

/** Closes a connection of its own together with the answer that came over it. */
function tied(answer: Answer, agent: Dispatcher | undefined): Readable {
  if (agent !== undefined) answer.body.once('close', () => void agent.destroy().catch(() => undefined))
  return answer.body
}

/**
 * The bytes at an address that the provider gave us. Redirects are followed by hand, and credentials go to the
 * provider's own origin alone. Throws for any other answer than 200, and for one that is no MP4.
 */
export async function download(caller: Caller, address: string, options: DownloadOptions): Promise<Readable> {
  const { trusted, alsoPrivate = [], headers, signal } = options
  const home = new URL(trusted).origin
  const known = new Set([home, ...alsoPrivate.map((address) => new URL(address).origin)])
  let url = checkedUrl(address, undefined)
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const isHome = url.origin === home
    const agent = known.has(url.origin) ? undefined : await checkedConnection(url, signal)
    const call = { method: 'GET' as const, url, signal, ...(isHome && headers && { headers }) }
    const answer = await caller.open(call, agent)
    if (answer.status === 200) return asMp4(tied(answer, agent), placeOf(url))
    answer.body.destroy()
    agent?.destroy().catch(() => undefined)
    const { location } = answer.headers
    if (!REDIRECTS.has(answer.status) || typeof location !== 'string') {
      throw new Error(`${placeOf(url)}: HTTP ${answer.status} instead of a result`)
    }
    url = checkedUrl(location, url)
  }
  throw new Error(`${placeOf(url)}: a result behind more than ${REDIRECTS_MAX} redirects`)
}
