import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder that no token names is somebody's who is still starting, unless it is older than this. */
const ORPHAN_MS = 72 * 3_600_000

/**
 * Files that a provider keeps for its tasks until they end: `providers/<name>/<key>/` below the data folder. They save
 * work and are never the only copy of anything that money depends on.
 */
export class Scratch {
  readonly #root: string

  constructor(dataDir: string, provider: string) {
    this.#root = join(dataDir, 'providers', provider)
  }

  /** Absolute path of a file in a folder of its own key; the folder is there afterwards. */
  async place(key: string, file: string): Promise<string> {
    if (!/^\w{1,64}$/.test(key)) throw new Error('not the name of a folder')
    await mkdir(join(this.#root, key), { recursive: true })
    return join(this.#root, key, file)
  }

  has(key: string, file: string): Promise<boolean> {
    return stat(join(this.#root, key, file)).then(
      () => true,
      () => false,
    )
  }

  /** undefined where there is none. */
  async readJson(key: string, file: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(await this.place(key, file), 'utf8'))
    } catch {
      return undefined
    }
  }

  /** Whole or not at all, also when the process dies. */
  async writeJson(key: string, file: string, value: unknown): Promise<void> {
    const place = await this.place(key, file)
    await writeFile(`${place}.part`, JSON.stringify(value), { mode: 0o600 })
    await rename(`${place}.part`, place)
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.#root, key), { recursive: true, force: true })
  }

  /** Removes what belongs to no task any more. */
  async keepOnly(keys: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#root, { recursive: true })
    for (const name of await readdir(this.#root)) {
      if (keys.has(name)) continue
      const { mtimeMs } = await stat(join(this.#root, name))
      if (Date.now() - mtimeMs > ORPHAN_MS) await rm(join(this.#root, name), { recursive: true, force: true })
    }
  }
}
