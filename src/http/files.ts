import { Readable } from 'node:stream'
import { findArtifact } from '../db/artifacts.ts'
import { findUpload } from '../db/uploads.ts'
import type { Artifact } from '../domain/artifact.ts'
import { ReelgateError } from '../domain/errors.ts'
import { fileName } from '../flow/keep-artifact.ts'
import type { ByteRange, LinkOptions } from '../store/store.ts'
import type { HttpContext, HttpServices } from './context.ts'

/** Something that can be served: a result from the store, or an upload from its folder. */
interface Served {
  contentType: string
  bytes: number
  /** Quoted, as the header wants it. */
  etag: string
  expiresAt: number
  open(range?: ByteRange): Promise<Readable | undefined>
  /** Where the store itself can serve it. */
  link?: (options: LinkOptions) => Promise<string>
}

/** undefined where the result is named, but not stored yet, or never was. */
function servedArtifact({ flow }: HttpServices, artifact: Artifact): Served | undefined {
  const { id, contentType, bytes, sha256, expiresAt } = artifact
  if (bytes === null || expiresAt === null) return undefined
  const { store } = flow
  const name = fileName(id, contentType)
  const served: Served = {
    contentType,
    bytes,
    etag: `"${sha256}"`,
    expiresAt,
    open: (range) => store.open(name, range),
  }
  const { links } = store
  return links === undefined ? served : { ...served, link: (options) => links.to(name, options) }
}

async function findServed(services: HttpServices, name: string): Promise<Served | undefined> {
  const { flow } = services
  const id = name.split('.')[0] ?? ''
  const artifact = await findArtifact(flow.db.read, id)
  if (artifact !== undefined) {
    return fileName(id, artifact.contentType) === name ? servedArtifact(services, artifact) : undefined
  }
  const upload = await findUpload(flow.db.read, id)
  if (upload === undefined || fileName(id, upload.contentType) !== name) return undefined
  const { file, contentType, bytes, expiresAt } = upload
  return { contentType, bytes, etag: `"${id}"`, expiresAt, open: (range) => flow.pictures.open(file, range) }
}

/**
 * The one range that is asked for; undefined for the whole file. A header that can't be read, and several ranges at
 * once, get the whole file, as RFC 9110 allows.
 */
function rangeOf(c: HttpContext, file: Served): ByteRange | undefined {
  const ifRange = c.req.header('if-range')
  const match = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(c.req.header('range') ?? '')
  if (match === null || (ifRange !== undefined && ifRange !== file.etag)) return undefined
  const [, first = '', last = ''] = match
  if (first === '' && last === '') return undefined
  // `-5` means the last five bytes, or all where there are fewer.
  const start = first === '' ? Math.max(0, file.bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? file.bytes - 1 : Math.min(Number(last), file.bytes - 1)
  if (first !== '' && last !== '' && Number(last) < start) return undefined
  if (start > end) {
    c.header('Content-Range', `bytes */${file.bytes}`)
    throw new ReelgateError('range_not_satisfiable')
  }
  return { start, end }
}

const matches = (header: string | undefined, etag: string) =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag))

/** A player that was paused goes on with the address that it was led to. */
const LINK_SECONDS_MAX = 3600

/** `?download=NAME` asks for a file to be saved and not shown. */
function dispositionOf(c: HttpContext): string | undefined {
  const name = c.req.query('download')
  return name !== undefined && /^[\w.-]{1,100}$/.test(name) ? `attachment; filename="${name}"` : undefined
}

/**
 * Serves a result or an upload by its unguessable link: Range, HEAD, ETag; 410 once its time is over. Where the server is
 * told to, a result's link leads on to the store.
 */
export async function serveFile(c: HttpContext, services: HttpServices): Promise<Response> {
  const file = await findServed(services, c.req.param('name') ?? '')
  // Whoever sends a key would send it on to the store, which has no business with it and may refuse the request for it.
  const hasKey = ['authorization', 'x-goog-api-key'].some((name) => c.req.header(name) !== undefined)
  const mayLead = !hasKey && c.req.method === 'GET'
  return serve(c, services, file, mayLead ? file?.link : undefined)
}

/** The same for a result that the caller may have by another address. */
export function serveArtifact(c: HttpContext, services: HttpServices, artifact: Artifact): Promise<Response> {
  return serve(c, services, servedArtifact(services, artifact))
}

async function serve(
  c: HttpContext,
  services: HttpServices,
  file: Served | undefined,
  link?: Served['link'],
): Promise<Response> {
  const notFound = new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  if (file === undefined) throw notFound
  const secondsLeft = Math.floor((file.expiresAt - services.flow.clock.now()) / 1000)
  if (file.expiresAt <= services.flow.clock.now()) throw new ReelgateError('file_expired')
  const cache = () => {
    c.header('Accept-Ranges', 'bytes')
    c.header('ETag', file.etag)
    c.header('Cache-Control', `private, max-age=${secondsLeft}`)
  }
  if (matches(c.req.header('if-none-match'), file.etag)) {
    cache()
    return c.body(null, 304)
  }
  const disposition = dispositionOf(c)
  const range = rangeOf(c, file)
  if (link !== undefined) {
    const seconds = Math.max(1, Math.min(LINK_SECONDS_MAX, secondsLeft))
    const address = await link({ contentType: file.contentType, disposition, seconds })
    return c.body(null, 302, { Location: address, 'Cache-Control': 'no-store' })
  }
  // Opened before anything is said of it: a store that is away is a problem's answer, and no part of a video's.
  const content = c.req.method === 'HEAD' ? null : await file.open(range)
  if (content === undefined) throw notFound
  cache()
  c.header('Content-Type', file.contentType)
  c.header('Content-Length', String(range === undefined ? file.bytes : range.end - range.start + 1))
  c.header('X-Content-Type-Options', 'nosniff')
  if (disposition !== undefined) c.header('Content-Disposition', disposition)
  if (range !== undefined) c.header('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  const status = range === undefined ? 200 : 206
  return content === null ? c.body(null, status) : c.body(Readable.toWeb(content) as ReadableStream, status)
}
