import { ReelgateError } from '../domain/errors.ts'
import { isJsonObject } from '../lib/json.ts'
import type { HttpContext } from './context.ts'

const tooLarge = (bytesMax: number) =>
  new ReelgateError('body_too_large', { values: { max_mb: Math.round((bytesMax / 1_048_576) * 100) / 100 } })

/** A body without a declared length is counted as it comes. */
async function readCounted(c: HttpContext, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  // Leaving the loop must not close the connection: the refusal still has to go out on it.
  const body = c.env.incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > bytesMax) throw tooLarge(bytesMax)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** The body as it came, of at most `bytesMax` bytes of UTF-8. */
export async function readText(c: HttpContext, bytesMax: number): Promise<string> {
  const declared = c.req.header('content-length')
  if (Number(declared) > bytesMax) throw tooLarge(bytesMax)
  return declared === undefined ? readCounted(c, bytesMax) : c.req.text()
}

/** The body as a JSON object of at most `bytesMax` bytes. */
export async function readJsonObject(c: HttpContext, bytesMax: number): Promise<Record<string, unknown>> {
  let body: unknown
  try {
    body = JSON.parse(await readText(c, bytesMax))
  } catch (cause) {
    // Half a body, because the caller went away, is no fault of ours either.
    if (cause instanceof SyntaxError || c.env.incoming.readableAborted) {
      throw new ReelgateError('invalid_json', { cause })
    }
    throw cause
  }
  if (!isJsonObject(body)) throw new ReelgateError('body_not_object')
  return body
}
