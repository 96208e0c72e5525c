import type { Readable } from 'node:stream'

const BYTES_MAX = 2048

/** The last words of a child process: reads its stream to the end and keeps the tail, as text. */
export function keepTail(stream: Readable | null): () => string {
  let tail = ''
  stream?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-BYTES_MAX)
  })
  return () => tail.trim()
}
