import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { findArtifact } from '../db/artifacts.ts'
import { findUpload } from '../db/uploads.ts'
import type { Artifact } from '../domain/artifact.ts'
import { ReelgateError } from '../domain/errors.ts'
import { fileName } from '../flow/keep-artifact.ts'
import type { ByteRange } from '../store/store.ts'
import type { HttpContext, HttpServices } from './context.ts'

/** Something that can be served: a result from the store, or an upload from its folder. */
interface Served {
  contentType: string
  bytes: number
  /** Quoted, as the header wants it. */
  etag: string
  expiresAt: number
  open(range?: ByteRange): Promise<Readable | undefined>
}

/** undefined where the result is named, but not stored yet, or never was. */
function servedArtifact({ flow }: HttpServices, artifact: Artifact): Served | undefined {
  const { id, contentType, bytes, sha256, expiresAt } = artifact
  if (bytes === null || expiresAt === null) return undefined
  const open: Served['open'] = (range) => flow.store.open(fileName(id, contentType), range)
  return { contentType, bytes, etag: `"${sha256}"`, expiresAt, open }
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
  const file = join(flow.settings.dataDir, upload.file)
  const { contentType, bytes, expiresAt } = upload
  return { contentType, bytes, etag: `"${id}"`, expiresAt, open: async (range) => createReadStream(file, range) }
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

/** Serves a result or an upload by its unguessable link: Range, HEAD, ETag; 410 once its time is over. */
export async function serveFile(c: HttpContext, services: HttpServices): Promise<Response> {
  return serve(c, services, await findServed(services, c.req.param('name') ?? ''))
}

/** The same for a result that the caller may have by another address. */
export function serveArtifact(c: HttpContext, services: HttpServices, artifact: Artifact): Promise<Response> {
  return serve(c, services, servedArtifact(services, artifact))
}

async function serve(c: HttpContext, services: HttpServices, file: Served | undefined): Promise<Response> {
  const notFound = new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  if (file === undefined) throw notFound
  const now = services.flow.clock.now()
  if (file.expiresAt <= now) throw new ReelgateError('file_expired')
  c.header('Accept-Ranges', 'bytes')
  c.header('ETag', file.etag)
  c.header('Cache-Control', `private, max-age=${Math.floor((file.expiresAt - now) / 1000)}`)
  if (matches(c.req.header('if-none-match'), file.etag)) return c.body(null, 304)
  const range = rangeOf(c, file)
  const length = range === undefined ? file.bytes : range.end - range.start + 1
  c.header('Content-Type', file.contentType)
  c.header('Content-Length', String(length))
  c.header('X-Content-Type-Options', 'nosniff')
  if (range !== undefined) c.header('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  const status = range === undefined ? 200 : 206
  if (c.req.method === 'HEAD') return c.body(null, status)
  const content = await file.open(range)
  if (content === undefined) throw notFound
  return c.body(Readable.toWeb(content) as ReadableStream, status)
}
