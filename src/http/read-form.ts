import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import type { BusboyHeaders } from '@fastify/busboy'
import { ReelgateError } from '../domain/errors.ts'
import type { HttpContext } from './context.ts'

const LIMITS = { fieldNameSize: 200, fieldSize: 262_144, fields: 40, files: 2, parts: 45, headerPairs: 20 }

const notForm = (cause?: unknown) => new ReelgateError('upload_not_multipart', { cause })

async function asDataUrl(content: Readable, contentType: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk)
  return `data:${contentType};base64,${Buffer.concat(chunks).toString('base64')}`
}

/**
 * The fields of a multipart form: text as it is, a file as a data: URL of at most `fileBytesMax` bytes. A field that
 * comes twice keeps its last value. Throws upload_not_multipart, or image_too_large with the field.
 */
export async function readForm(c: HttpContext, fileBytesMax: number): Promise<Record<string, unknown>> {
  const request = c.env.incoming
  const headers = { ...request.headers, 'content-type': request.headers['content-type'] ?? '' } satisfies BusboyHeaders
  const fields: Record<string, unknown> = {}
  const files: Promise<void>[] = []
  let parser: ReturnType<typeof Busboy>
  try {
    parser = Busboy({ headers, limits: { ...LIMITS, fileSize: fileBytesMax } })
  } catch (error) {
    throw notForm(error)
  }
  const values = { max_mb: Math.round((fileBytesMax / 1_048_576) * 100) / 100 }
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('field', (name, value) => void (fields[name] = value))
      parser.on('file', (name, stream, ...described) => {
        const type = described[2]
        stream.once('limit', () => reject(new ReelgateError('image_too_large', { param: name, values })))
        // Clients that don't know the type of a file say so in this way; what it is shows when it is decoded.
        const contentType = type.startsWith('image/') ? type : type === 'application/octet-stream' ? 'image/png' : type
        files.push(asDataUrl(stream, contentType).then((url) => void (fields[name] = url), reject))
      })
      parser.once('finish', resolve)
      parser.once('error', (error) => reject(notForm(error)))
      request.once('close', () => request.complete || reject(notForm()))
      request.pipe(parser)
    })
    await Promise.all(files)
  } finally {
    request.unpipe(parser)
    request.resume()
  }
  return fields
}
