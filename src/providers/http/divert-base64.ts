import { open, rename } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

export interface DivertOptions {
  /** Long values of this member go to files; they are base64. */
  member: string
  /** Absolute path of the file for the nth one, from 0. It appears under that name only when it is whole. */
  place: (index: number) => Promise<string>
  /** For all that is not diverted. */
  textBytesMax: number
  fileBytesMax: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const UNICODE_ESCAPE = 6

/** Base64 that comes in pieces, some characters of it escaped as JSON allows (`\/`, `=`), into one file. */
class Base64Sink {
  readonly #handle: FileHandle
  readonly #file: string
  #bytesLeft: number
  /** Characters that don't fill a group of four yet. */
  #rest = ''

  private constructor(handle: FileHandle, file: string, bytesMax: number) {
    this.#handle = handle
    this.#file = file
    this.#bytesLeft = bytesMax
  }

  static async create(file: string, bytesMax: number): Promise<Base64Sink> {
    return new Base64Sink(await open(`${file}.part`, 'w', 0o600), file, bytesMax)
  }

  async write(text: string): Promise<void> {
    const all = this.#rest + text
    const whole = all.length - (all.length % 4)
    this.#rest = all.slice(whole)
    await this.#append(Buffer.from(all.slice(0, whole), 'base64'))
  }

  async #append(bytes: Buffer): Promise<void> {
    this.#bytesLeft -= bytes.length
    if (this.#bytesLeft < 0) throw new Error('the answer holds a larger file than there may be')
    if (bytes.length > 0) await this.#handle.appendFile(bytes)
  }

  async finish(): Promise<void> {
    await this.#append(Buffer.from(this.#rest, 'base64'))
    await this.#handle.close()
    await rename(`${this.#file}.part`, this.#file)
  }

  abandon(): Promise<void> {
    return this.#handle.close().catch(() => undefined)
  }
}

/** Reads a JSON text in pieces and keeps all of it but the diverted texts, which leave `""` behind. */
class Diverter {
  readonly #options: DivertOptions
  readonly #kept: Buffer[] = []
  #keptBytes = 0
  /** The text that is being read: kept as it may be the name of a member. */
  #string: string | undefined
  #member = ''
  #afterColon = false
  /** An escape of which not all has arrived. */
  #escape = ''
  sink: Base64Sink | undefined
  files = 0

  constructor(options: DivertOptions) {
    this.#options = options
  }

  async take(chunk: Buffer): Promise<void> {
    for (let at = 0; at < chunk.length;) {
      if (this.sink !== undefined) at = await this.#divert(this.sink, chunk, at)
      else if (this.#string !== undefined) at = this.#inString(this.#string, chunk, at)
      else at = await this.#outside(chunk, at)
    }
  }

  text(): string {
    if (this.sink !== undefined || this.#string !== undefined)
      throw new Error('the answer ends in the middle of a text')
    return Buffer.concat(this.#kept).toString()
  }

  #keep(bytes: Buffer): void {
    this.#keptBytes += bytes.length
    if (this.#keptBytes > this.#options.textBytesMax) throw new Error('the answer is larger than it may be')
    this.#kept.push(Buffer.from(bytes))
  }

  async #outside(chunk: Buffer, at: number): Promise<number> {
    const quote = chunk.indexOf(QUOTE, at)
    const end = quote === -1 ? chunk.length : quote
    const between = chunk.toString('latin1', at, end)
    if (between.includes(':')) this.#afterColon = true
    if (/[,{}[\]]/.test(between.slice(between.lastIndexOf(':') + 1))) this.#afterColon = false
    this.#keep(chunk.subarray(at, quote === -1 ? end : end + 1))
    if (quote === -1) return end
    if (this.#afterColon && this.#member === this.#options.member) {
      this.sink = await Base64Sink.create(await this.#options.place(this.files), this.#options.fileBytesMax)
      this.files += 1
    } else this.#string = ''
    return end + 1
  }

  /** Up to the end of the text, an escape, or the end of the piece. */
  #inString(string: string, chunk: Buffer, at: number): number {
    let end = at
    let isEscaped = this.#escape !== ''
    for (; end < chunk.length; end += 1) {
      const byte = chunk[end]
      if (isEscaped) isEscaped = false
      else if (byte === BACKSLASH) isEscaped = true
      else if (byte === QUOTE) break
    }
    this.#escape = isEscaped ? '\\' : ''
    const closed = end < chunk.length
    this.#keep(chunk.subarray(at, closed ? end + 1 : end))
    const text = string + chunk.toString('latin1', at, end)
    if (!closed) {
      this.#string = text
      return end
    }
    this.#string = undefined
    this.#member = this.#afterColon ? '' : text
    this.#afterColon = false
    return end + 1
  }

  async #divert(sink: Base64Sink, chunk: Buffer, at: number): Promise<number> {
    if (this.#escape !== '') {
      this.#escape += String.fromCharCode(chunk[at] ?? 0)
      const length = this.#escape[1] === 'u' ? UNICODE_ESCAPE : 2
      if (this.#escape.length === length) {
        await sink.write(String(JSON.parse(`"${this.#escape}"`)).trim())
        this.#escape = ''
      }
      return at + 1
    }
    const quote = chunk.indexOf(QUOTE, at)
    const slash = chunk.indexOf(BACKSLASH, at)
    const ends = [quote, slash].filter((index) => index !== -1)
    const end = Math.min(chunk.length, ...ends)
    await sink.write(chunk.toString('latin1', at, end))
    if (end === slash) this.#escape = '\\'
    else if (end === quote) {
      this.#keep(Buffer.from('"'))
      await sink.finish()
      this.sink = undefined
      this.#member = ''
      this.#afterColon = false
    }
    return end + 1
  }
}

/**
 * Reads a JSON answer whose `member` texts are files in base64 (a 4K video is some 100 MB of it): they are decoded to
 * files while they arrive, and what is left is returned as JSON text, with `""` in their place, in the order of `place`.
 * Throws where the answer is cut off or larger than it may be.
 */
export async function divertBase64(
  chunks: AsyncIterable<Uint8Array>,
  options: DivertOptions,
): Promise<{ text: string; files: number }> {
  const diverter = new Diverter(options)
  try {
    for await (const chunk of chunks) await diverter.take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    return { text: diverter.text(), files: diverter.files }
  } finally {
    await diverter.sink?.abandon()
  }
}
