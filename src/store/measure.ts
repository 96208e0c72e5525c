import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { TransformCallback } from 'node:stream'
import type { Stored } from './store.ts'

/** Lets bytes through as they are, and hashes and counts them. */
export class Measure extends Transform {
  readonly #hash = createHash('sha256')
  #bytes = 0

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    done(null, chunk)
  }

  /** What has gone through; to be asked for once, at its end. */
  finish(): Stored {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}
