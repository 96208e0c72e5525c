import { Readable } from 'node:stream'
import type { Artifact } from '../../../domain/artifact.ts'
import { fileName } from '../../../flow/keep-artifact.ts'
import type { Store } from '../../../store/store.ts'
import type { HttpContext } from '../../context.ts'

/** Base64 in pieces: each is a whole number of three bytes, so that they join without padding in between. */
async function* base64(content: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of content) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const whole = bytes.length - (bytes.length % 3)
    rest = bytes.subarray(whole)
    if (whole > 0) yield bytes.toString('base64', 0, whole)
  }
  if (rest.length > 0) yield rest.toString('base64')
}

const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4

async function* written(
  store: Store,
  artifacts: readonly Artifact[],
  texts: readonly string[],
): AsyncGenerator<string> {
  for (const [index, text] of texts.entries()) {
    yield text
    const artifact = artifacts[index]
    if (artifact === undefined) return
    const content = await store.open(fileName(artifact.id, artifact.contentType))
    // The head of the answer is gone; a connection that breaks off is all that can still be said.
    if (content === undefined) throw new Error(`the file of ${artifact.id} has gone`)
    yield* base64(content as AsyncIterable<Buffer>)
  }
}

/** Stands in the JSON where a video goes; nothing that JSON.stringify writes unescaped looks like it. */
const PLACE = '\u0000video\u0000'
const WRITTEN_PLACE = JSON.stringify(PLACE).slice(1, -1)

/**
 * An answer in JSON with whole videos in it, as base64, which is never in memory whole: `shape` gets the list of videos
 * for its place in the answer. Its length is told beforehand, so that a caller sees where it was cut off.
 */
export function jsonWithVideos(
  c: HttpContext,
  store: Store,
  artifacts: readonly Artifact[],
  shape: (videos: object[]) => object,
): Response {
  const videos = artifacts.map(({ contentType }) => ({ bytesBase64Encoded: PLACE, mimeType: contentType }))
  const texts = JSON.stringify(shape(videos)).split(WRITTEN_PLACE)
  const around = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const length = artifacts.reduce((sum, { bytes }) => sum + base64Length(bytes ?? 0), around)
  c.header('Content-Type', 'application/json; charset=UTF-8')
  c.header('Content-Length', String(length))
  const body = Readable.from(written(store, artifacts, texts), { objectMode: false })
  return c.body(Readable.toWeb(body) as ReadableStream)
}
