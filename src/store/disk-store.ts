import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ByteRange, Store, Stored } from './store.ts'

/** Makes a rename survive a loss of power: the folder's own entry must be on disk, not only the file. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Files in one folder, spread over sub-folders by the first two characters of their names. */
class DiskStore implements Store {
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  #folder(name: string): string {
    return join(this.#root, name.slice(0, 2))
  }

  async put(name: string, content: Readable, signal: AbortSignal): Promise<Stored> {
    const folder = this.#folder(name)
    await mkdir(folder, { recursive: true })
    const partial = join(folder, `.${name}.part`)
    const hash = createHash('sha256')
    let bytes = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        done(null, chunk)
      },
    })
    try {
      // flush: the stream ends only after the file's own fsync.
      await pipeline(content, measure, createWriteStream(partial, { flush: true }), { signal })
      await rename(partial, join(folder, name))
      await syncFolder(folder)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    return { bytes, sha256: hash.digest('hex') }
  }

  async open(name: string, range?: ByteRange): Promise<Readable | undefined> {
    try {
      const handle = await open(join(this.#folder(name), name), 'r')
      return handle.createReadStream(range)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  async delete(name: string): Promise<void> {
    const folder = this.#folder(name)
    // The unfinished file too: a process that died while it wrote has left it.
    await Promise.all([name, `.${name}.part`].map((file) => rm(join(folder, file), { force: true })))
  }
}

export function openDiskStore(root: string): Store {
  return new DiskStore(root)
}
