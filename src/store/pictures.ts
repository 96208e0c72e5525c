import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newSecret } from '../lib/ids.ts'
import { openFile } from './disk-store.ts'
import type { ByteRange, Store } from './store.ts'

/** Names of pictures that rows of the database speak of: uploads as files, inputs as folders of one task each. */
interface PicturesInUse {
  uploads: ReadonlySet<string>
  inputFolders: ReadonlySet<string>
}

/**
 * Pictures that callers gave: `uploads/<file>`, and `inputs/<folder>/<file>` for tasks. Under these names they lie below
 * the data folder of the node that took them, and of each that has asked for them since. Where the object store is away,
 * each throws ReelgateError `storage_unavailable`.
 */
export interface Pictures {
  /** The picture is on this node's disk, flushed; when this returns every node can have it. */
  keep(name: string): Promise<void>
  /** When this returns the picture lies below this node's data folder, unless it is nowhere. */
  bring(name: string): Promise<void>
  /** undefined where there is no such picture. */
  open(name: string, range?: ByteRange): Promise<Readable | undefined>
  /** Nothing happens where there is none. Of an input, its folder goes with it. */
  delete(name: string): Promise<void>
  /** Once before serving: of what lies in the data folder, only this is still needed. */
  keepOnly(inUse: PicturesInUse): Promise<void>
  /** Now and then: removes from the data folder what can be had again. */
  tidy(): Promise<void>
}

/** An upload is a file, the pictures of one task are a folder. */
const entryOf = (name: string) => name.split('/').slice(0, 2).join('/')

async function removeBut(root: string, folder: string, isKept: (entry: string) => boolean | Promise<boolean>) {
  for (const entry of await readdir(join(root, folder))) {
    if (!(await isKept(entry))) await rm(join(root, folder, entry), { recursive: true, force: true })
  }
}

/** The data folder is the only place there is; `uploads` and `inputs` in it may be those of other nodes, too. */
class DiskPictures implements Pictures {
  readonly #root: string
  readonly #isShared: boolean

  constructor(root: string, isShared: boolean) {
    this.#root = root
    this.#isShared = isShared
  }

  async keep(): Promise<void> {}

  async bring(): Promise<void> {}

  open(name: string, range?: ByteRange): Promise<Readable | undefined> {
    return openFile(join(this.#root, name), range)
  }

  async delete(name: string): Promise<void> {
    await rm(join(this.#root, entryOf(name)), { recursive: true, force: true })
  }

  async keepOnly({ uploads, inputFolders }: PicturesInUse): Promise<void> {
    await this.#removeUnused('uploads', (entry) => uploads.has(`uploads/${entry}`))
    await this.#removeUnused('inputs', (entry) => inputFolders.has(entry))
  }

  async #removeUnused(folder: string, isInUse: (entry: string) => boolean): Promise<void> {
    // A submit that another node is taking has its picture on the disk before its row is in the database.
    const mayBeNew = async (entry: string) =>
      this.#isShared && (await lastUse(join(this.#root, folder, entry))) > Date.now() - COPY_MS
    await removeBut(this.#root, folder, async (entry) => isInUse(entry) || (await mayBeNew(entry)))
  }

  async tidy(): Promise<void> {}
}

/** How long a picture stays that no row speaks of or nobody asks for: longer than a submit takes, or a provider to read it. */
const COPY_MS = 60 * 60_000

/** The latest time (ms) at which an entry of the data folder, or a file in it, was made or asked for; of one that is gone, 0. */
async function lastUse(path: string): Promise<number> {
  try {
    const stats = await stat(path)
    if (!stats.isDirectory()) return stats.mtimeMs
    const files = await Promise.all((await readdir(path)).map((file) => stat(join(path, file))))
    return Math.max(stats.mtimeMs, ...files.map(({ mtimeMs }) => mtimeMs))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

const NEVER = new AbortController().signal

/** Whether the file is there; its time is now then. */
async function touched(file: string): Promise<boolean> {
  const now = new Date()
  try {
    await utimes(file, now, now)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Pictures lie in a store that all nodes share; what is in the data folder are copies for the programs that read files. */
class SharedPictures implements Pictures {
  readonly #root: string
  readonly #store: Store

  constructor(root: string, store: Store) {
    this.#root = root
    this.#store = store
  }

  async keep(name: string): Promise<void> {
    await this.#store.put(name, createReadStream(join(this.#root, name)), NEVER)
  }

  async bring(name: string): Promise<void> {
    const file = join(this.#root, name)
    if (await touched(file)) return
    const content = await this.#store.open(name)
    if (content === undefined) return
    const partial = join(dirname(file), `.${newSecret(8)}.part`)
    try {
      await mkdir(dirname(file), { recursive: true })
      await pipeline(content, createWriteStream(partial, { mode: 0o600 }))
      await rename(partial, file)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
  }

  open(name: string, range?: ByteRange): Promise<Readable | undefined> {
    return this.#store.open(name, range)
  }

  async delete(name: string): Promise<void> {
    await rm(join(this.#root, entryOf(name)), { recursive: true, force: true })
    await this.#store.delete(name)
  }

  /** Copies of others, and those that a killed process left, age as all do; what lies in the store is not ours alone. */
  keepOnly(): Promise<void> {
    return this.tidy()
  }

  async tidy(): Promise<void> {
    const since = Date.now() - COPY_MS
    for (const folder of ['uploads', 'inputs']) {
      await removeBut(this.#root, folder, async (entry) => (await lastUse(join(this.#root, folder, entry))) > since)
    }
  }
}

/** `isShared`: other nodes keep theirs in the same two folders. */
export function openDiskPictures(dataDir: string, isShared: boolean): Pictures {
  return new DiskPictures(dataDir, isShared)
}

export function openSharedPictures(dataDir: string, store: Store): Pictures {
  return new SharedPictures(dataDir, store)
}
