import type { Readable } from 'node:stream'

/** What a finished `put` knows of the bytes it wrote. */
export interface Stored {
  bytes: number
  sha256: string
}

/** A closed range of bytes, both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/** How the store itself is to serve a file, and for how long. */
export interface LinkOptions {
  contentType: string
  /** Content-Disposition; undefined: the browser's choice. */
  disposition: string | undefined
  seconds: number
}

/** Addresses at the store itself, by which anyone can read a file for a while, in ranges too. */
export interface StoreLinks {
  /** What every one of them begins with. */
  origin: string
  to(name: string, options: LinkOptions): Promise<string>
}

/**
 * Where bytes live. `put` either stores the whole stream, safe on disk or with the object store, under `name` or leaves
 * nothing; putting the same name again replaces it whole. Nobody can open a file that is still being written. Where the
 * store itself is away, each throws ReelgateError `storage_unavailable`.
 */
export interface Store {
  put(name: string, content: Readable, signal: AbortSignal): Promise<Stored>
  /** undefined where there is no such file. */
  open(name: string, range?: ByteRange): Promise<Readable | undefined>
  /** The file, and whatever an interrupted `put` of it left. Nothing happens where there is neither. */
  delete(name: string): Promise<void>
  /** Where files are not to pass through this server. */
  readonly links?: StoreLinks
}
