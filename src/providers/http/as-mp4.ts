import { Readable } from 'node:stream'

/** An MP4 begins with a box of this type, after four bytes of its length (ISO/IEC 14496-12). */
const FIRST_BOX = 'ftyp'
const HEAD_BYTES = 8

/**
 * The same bytes, once it is seen that they begin as an MP4 does. A page that says "expired" with status 200 must not
 * become somebody's video. Rejects, and closes the stream, where they are something else.
 */
export async function asMp4(stream: Readable, what: string): Promise<Readable> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let head = Buffer.alloc(0)
  while (head.length < HEAD_BYTES) {
    const { done, value } = await chunks.next()
    if (done === true) break
    head = Buffer.concat([head, value])
  }
  if (head.toString('latin1', 4, HEAD_BYTES) !== FIRST_BOX) {
    stream.destroy()
    throw new Error(`${what}: the result is not an MP4`)
  }
  const all = async function* () {
    try {
      yield head
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value
    } finally {
      stream.destroy()
    }
  }
  return Readable.from(all(), { objectMode: false })
}
