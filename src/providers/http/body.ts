import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** A request's body of a known size; `open` makes it anew, and reads files while they are sent. */
export interface Body {
  type: string
  bytes: number
  open(): Readable
}

/** Bytes of a file in one piece of a body; a multiple of 3, so that base64 has no seams. */
const PIECE_BYTES = 3 * 64 * 1024

/** In a JSON body: the content of this file as a base64 text. */
export class FileAsBase64 {
  readonly file: string

  constructor(file: string) {
    this.file = file
  }
}

async function* base64Of(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    const bytes: Buffer = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    const whole = bytes.length - (bytes.length % 3)
    yield Buffer.from(bytes.toString('base64', 0, whole))
    rest = bytes.subarray(whole)
  }
  if (rest.length > 0) yield Buffer.from(rest.toString('base64'))
}

type Part = Buffer | { file: string; as: 'bytes' | 'base64' }

async function* streamOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if (Buffer.isBuffer(part)) yield part
    else if (part.as === 'base64') yield* base64Of(part.file)
    else for await (const chunk of createReadStream(part.file)) yield chunk as Buffer
  }
}

async function bodyOf(type: string, parts: readonly Part[]): Promise<Body> {
  let bytes = 0
  for (const part of parts) {
    if (Buffer.isBuffer(part)) bytes += part.length
    else {
      const { size } = await stat(part.file)
      bytes += part.as === 'base64' ? 4 * Math.ceil(size / 3) : size
    }
  }
  return { type, bytes, open: () => Readable.from(streamOf(parts), { highWaterMark: 2 }) }
}

/** JSON in which every FileAsBase64 is read while it is sent: a picture is never in memory as a whole (S16). */
export async function jsonBody(value: unknown): Promise<Body> {
  const mark = randomUUID()
  const files: string[] = []
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    if (!(inner instanceof FileAsBase64)) return inner
    files.push(inner.file)
    return mark
  })
  const parts = text.split(mark).flatMap((piece, index): Part[] => {
    const file = files[index]
    return [Buffer.from(piece), ...(file === undefined ? [] : [{ file, as: 'base64' as const }])]
  })
  return bodyOf('application/json', parts)
}

/** One field of a form: a text, or a file with the name and the type that the other side sees. */
export type FormField = string | { file: string; name: string; contentType: string }

/** multipart/form-data (RFC 7578); files are read while they are sent. */
export async function formBody(fields: Readonly<Record<string, FormField>>): Promise<Body> {
  const boundary = `reelgate-${randomUUID()}`
  const parts = Object.entries(fields).flatMap(([field, value]): Part[] => {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="${field}"`
    if (typeof value === 'string') return [Buffer.from(`${head}\r\n\r\n${value}\r\n`)]
    const fileHead = `${head}; filename="${value.name}"\r\ncontent-type: ${value.contentType}\r\n\r\n`
    return [Buffer.from(fileHead), { file: value.file, as: 'bytes' }, Buffer.from('\r\n')]
  })
  return bodyOf(`multipart/form-data; boundary=${boundary}`, [...parts, Buffer.from(`--${boundary}--\r\n`)])
}
