import type { Dispatcher } from 'undici'
import { imageRefusal, megabytes } from './refusal.ts'
import { AddressRefused, guardedAddresses, untilAborted } from './guarded-address.ts'
import { pinnedRequest, type PinnedRequest } from './pinned-request.ts'
import type { HostAddress } from './resolve-host.ts'
import { writeCapped } from './write-file.ts'

export interface GuardedFetchOptions {
  /** `host:port` in lower case, IPv6 in brackets: what the operator lets us reach although it is not public. */
  allowedHosts: ReadonlySet<string>
  bytesMax: number
  /** For everything together: names, redirects, waiting, reading. */
  deadlineMs: number
  redirectsMax: number
  /** The field that the address came in. */
  param?: string
  resolve?: (host: string) => Promise<HostAddress[]>
}

interface Fetching extends GuardedFetchOptions {
  file: string
  signal: AbortSignal
}

const URL_CHARACTERS_MAX = 8192
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Downloads an address that an outsider gave us into a new file. Every hop is checked afresh and the socket is opened
 * to the very addresses that were checked. Nothing of ours is sent: no cookie, no key, no proxy setting.
 * Throws ReelgateError `image_*` for all that the address's owner can cause; the file is then gone.
 */
export async function fetchGuarded(
  url: string,
  options: GuardedFetchOptions,
  file: string,
): Promise<{ bytes: number }> {
  const deadline = new AbortController()
  const seconds = Math.ceil(options.deadlineMs / 1000)
  // Not AbortSignal.timeout: its timer does not keep a process alive that waits for nothing else.
  const timer = setTimeout(
    () => deadline.abort(imageRefusal('image_timeout', options.param, { seconds })),
    options.deadlineMs,
  )
  const fetching: Fetching = { ...options, file, signal: deadline.signal }
  try {
    let hop = checkedUrl(url, undefined, options.param)
    for (let redirects = 0; ; redirects += 1) {
      const outcome = await fetchHop(hop, fetching)
      if (outcome.location === undefined) return { bytes: outcome.bytes }
      if (redirects >= options.redirectsMax) {
        throw imageRefusal('image_redirects', options.param, { max: options.redirectsMax })
      }
      hop = checkedUrl(outcome.location, hop.href, options.param)
    }
  } catch (error) {
    // Whatever broke because the time was up is a matter of time.
    throw deadline.signal.aborted ? deadline.signal.reason : error
  } finally {
    clearTimeout(timer)
  }
}

function checkedUrl(text: string, base: string | undefined, param: string | undefined): URL {
  const url = text.length <= URL_CHARACTERS_MAX ? URL.parse(text, base) : null
  const isUsable =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    url.hostname !== ''
  if (!isUsable) throw imageRefusal('image_url_invalid', param)
  return url
}

type HopOutcome = { location: string } | { location?: undefined; bytes: number }

async function fetchHop(url: URL, fetching: Fetching): Promise<HopOutcome> {
  const addresses = await checkedAddresses(url, fetching)
  const connection = pinnedRequest(url, addresses, fetching.deadlineMs)
  try {
    const response = await answerOf(connection, url, fetching)
    if (REDIRECTS.has(response.statusCode)) {
      const { location } = response.headers
      if (typeof location === 'string') return { location }
    }
    return { bytes: await keepBody(response, url, fetching) }
  } finally {
    connection.close()
  }
}

async function answerOf(
  connection: PinnedRequest,
  url: URL,
  { signal, param }: Fetching,
): Promise<Dispatcher.ResponseData> {
  const headers = { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'reelgate' }
  try {
    // The signal alone reaches a request only once it is connected.
    const response = await untilAborted(() => connection.ask({ headers, signal }), signal)
    // A body that nobody reads still reports the end of its connection.
    response.body.on('error', () => undefined)
    return response
  } catch (error) {
    throw imageRefusal('image_unreachable', param, { host: url.hostname }, error)
  }
}

async function keepBody(response: Dispatcher.ResponseData, url: URL, fetching: Fetching): Promise<number> {
  const { bytesMax, param } = fetching
  const { statusCode: status } = response
  if (status < 200 || status > 299) throw imageRefusal('image_http_status', param, { status })
  const tooLarge = () => imageRefusal('image_too_large', param, { max_mb: megabytes(bytesMax) })
  // Only an early answer; the count of what really arrives decides.
  if (Number(response.headers['content-length']) > bytesMax) throw tooLarge()
  return writeCapped(bodyOf(response, url, param), fetching.file, { bytesMax, tooLarge })
}

/** Tells a connection that broke (the other side's fault) from a file that could not be written (ours). */
async function* bodyOf(
  response: Dispatcher.ResponseData,
  url: URL,
  param: string | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body) yield chunk as Uint8Array
  } catch (error) {
    throw imageRefusal('image_unreachable', param, { host: url.hostname }, error)
  }
}

/** The addresses that this hop may connect to. */
async function checkedAddresses(url: URL, { param, allowedHosts, signal, resolve }: Fetching): Promise<HostAddress[]> {
  const host = url.hostname.replace(/\.$/, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const isAllowed = allowedHosts.has(`${host}:${port}`)
  try {
    return await guardedAddresses(url, { isAllowed, signal, ...(resolve && { resolve }) })
  } catch (error) {
    const isRefused = error instanceof AddressRefused
    if (isRefused) throw imageRefusal('image_address_refused', param, { host: url.hostname })
    throw imageRefusal('image_unreachable', param, { host: url.hostname }, error)
  }
}
