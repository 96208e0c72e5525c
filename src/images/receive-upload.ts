import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { ReelgateError } from '../domain/errors.ts'
import { inspectImage, type Picture } from './decode-image.ts'
import { imageRefusal, megabytes } from './refusal.ts'
import { safeFileName } from './file-name.ts'
import { publishFile, writeCapped } from './write-file.ts'

export interface ReceiveUploadOptions {
  /** Where the picture goes; absolute, exists. */
  directory: string
  bytesMax: number
  pixelsMax: number
  /** The secret that names the file; it must be safe in a file name and unused. */
  newToken: () => string
}

export interface ReceivedUpload extends Pick<Picture, 'contentType' | 'bytes' | 'extension'> {
  token: string
  /** Absolute path. */
  file: string
  /** As the caller named it, made harmless; for showing only. */
  filename: string
}

const PARAM = 'file'
// What surrounds the picture in a form: boundaries, part headers, a few other fields.
const FORM_BYTES_MAX = 1024 * 1024
const FORM_LIMITS = { fieldNameSize: 200, fieldSize: 65_536, fields: 20, files: 5, parts: 25 }
const PART_LIMITS = { headerPairs: 20, headerSize: 16_384 }
// A client that still sends reads our answer only when it is done; one that never is done is cut off here.
const DRAIN_BYTES_MAX = 64 * 1024 * 1024

/**
 * Takes the picture out of a multipart/form-data request: the first file part named `file`. Others are ignored. It is
 * decoded and on the disk when this returns. Throws ReelgateError `upload_*` or `image_*` and leaves no file then; what
 * is left of the request is read away (to a bound), so that the caller can be answered.
 */
export async function receiveUpload(request: IncomingMessage, options: ReceiveUploadOptions): Promise<ReceivedUpload> {
  const token = options.newToken()
  const temporary = join(options.directory, `.${token}.part`)
  try {
    const { name, bytes } = await receivePart(request, temporary, options)
    if (bytes === 0) throw imageRefusal('upload_no_file', PARAM)
    const picture = await inspected(temporary, options.pixelsMax)
    const file = join(options.directory, `${token}.${picture.extension}`)
    await publishFile(temporary, file)
    const { contentType, extension } = picture
    return { token, file, filename: safeFileName(name, `image.${extension}`), contentType, bytes, extension }
  } finally {
    drain(request)
    await rm(temporary, { force: true })
  }
}

async function inspected(file: string, pixelsMax: number): Promise<Picture> {
  try {
    return await inspectImage(file, { pixelsMax, param: PARAM })
  } catch (error) {
    if (error instanceof ReelgateError && error.code === 'image_not_an_image') {
      throw imageRefusal('upload_wrong_type', PARAM, {}, error)
    }
    throw error
  }
}

async function receivePart(
  request: IncomingMessage,
  to: string,
  { bytesMax }: ReceiveUploadOptions,
): Promise<{ name: string; bytes: number }> {
  const tooLarge = () => imageRefusal('upload_too_large', PARAM, { max_mb: megabytes(bytesMax) })
  const parser = parserFor(request, bytesMax)
  if (Number(request.headers['content-length']) > bytesMax + FORM_BYTES_MAX) throw tooLarge()
  let part: { name: string; stream: Readable; written: Promise<number> } | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      parser.on('file', (field, stream, name) => {
        // Without a listener, the error of a part that ends early would end the process.
        stream.on('error', () => undefined)
        if (field !== PARAM || part !== undefined) {
          stream.resume()
          return
        }
        part = { name, stream, written: writeCapped(stream, to, { bytesMax, tooLarge }) }
        part.written.catch(reject)
      })
      parser.once('finish', resolve)
      parser.on('error', (error) => reject(imageRefusal('upload_not_multipart', PARAM, {}, error)))
      request.once('error', (cause) => reject(new Error('the client went away', { cause })))
      // A complete request closes as well, perhaps before the last bytes are written.
      request.once('close', () => request.complete || reject(new Error('the client went away')))
      request.pipe(parser)
    })
    if (part === undefined) throw imageRefusal('upload_no_file', PARAM)
    return { name: part.name, bytes: await part.written }
  } catch (error) {
    // The writer waits for bytes that won't come; it has to let go of its file before the caller is answered.
    part?.stream.destroy(new Error('the upload was given up'))
    await part?.written.catch(() => undefined)
    throw asRefusal(error)
  } finally {
    request.unpipe(parser)
  }
}

function parserFor(request: IncomingMessage, bytesMax: number): BusboyInstance {
  try {
    // One byte more than is allowed, so that the excess is seen where bytes are counted.
    const limits = { ...FORM_LIMITS, ...PART_LIMITS, fileSize: bytesMax + 1 }
    return new Busboy({ headers: multipartHeaders(request), limits })
  } catch (error) {
    throw imageRefusal('upload_not_multipart', undefined, {}, error)
  }
}

/** Throws unless the request says that it is a form with files; the parser would take a URL-encoded one as well. */
function multipartHeaders(request: IncomingMessage): BusboyHeaders {
  const type = request.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) throw new Error('not multipart/form-data')
  return { ...request.headers, 'content-type': type }
}

function asRefusal(error: unknown): unknown {
  if (error instanceof ReelgateError || (error instanceof Error && 'errno' in error)) return error
  return imageRefusal('upload_not_multipart', undefined, {}, error)
}

function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  let bytes = 0
  request.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length
    if (bytes > DRAIN_BYTES_MAX) request.destroy()
  })
  request.on('error', () => undefined)
  request.resume()
}
