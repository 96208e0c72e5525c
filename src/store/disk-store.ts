import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newSecret } from '../lib/ids.ts'
import { syncFolder } from '../lib/sync-folder.ts'
import { Measure } from './measure.ts'
import type { ByteRange, Store, Stored } from './store.ts'

/** What a process that died in the middle of a `put` leaves behind begins with this. */
const partialPrefix = (name: string) => `.${name}.part-`

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** A file's bytes; undefined where there is none. */
export async function openFile(path: string, range?: ByteRange): Promise<Readable | undefined> {
  try {
    const handle = await open(path, 'r')
    return handle.createReadStream(range)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Where a file of this name lies below the store's folder: spread over sub-folders by its first two characters. */
export const placeOf = (name: string): string => `${name.slice(0, 2)}/${name}`

/** Files in one folder and its sub-folders. */
class DiskStore implements Store {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  #folder(name: string): string {
    return dirname(join(this.#root, placeOf(name)))
  }

  async put(name: string, content: Readable, signal: AbortSignal): Promise<Stored> {
    const folder = this.#folder(name)
    // A name of its own: a worker that lost its lease may still be writing the same file.
    const partial = join(folder, `${partialPrefix(name)}${newSecret(8)}`)
    const measure = new Measure()
    try {
      if ((await mkdir(folder, { recursive: true })) !== undefined) await syncFolder(dirname(folder))
      // flush: the stream ends only after the file's own fsync.
      await pipeline(content, measure, createWriteStream(partial, { flush: true }), { signal })
      await rename(partial, join(folder, name))
      await syncFolder(folder)
    } catch (error) {
      content.destroy()
      await rm(partial, { force: true })
      throw error
    }
    return measure.finish()
  }

  open(name: string, range?: ByteRange): Promise<Readable | undefined> {
    return openFile(join(this.#root, placeOf(name)), range)
  }

  async delete(name: string): Promise<void> {
    const folder = this.#folder(name)
    // Unfinished files too: a process that died while it wrote has left them.
    const prefix = partialPrefix(name)
    for (const entry of await namesIn(folder)) {
      if (entry === name || entry.startsWith(prefix)) await rm(join(folder, entry), { force: true })
    }
  }
}

export function openDiskStore(root: string): Store {
  return new DiskStore(root)
}
