import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Writes a stream to a new file and returns its bytes. One byte over `bytesMax` stops it with the error from `tooLarge`.
 * On any failure the file is gone again; it must not exist before.
 */
export async function writeCapped(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  limit: { bytesMax: number; tooLarge: () => Error },
): Promise<number> {
  const handle = await open(file, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > limit.bytesMax) throw limit.tooLarge()
      await handle.appendFile(chunk)
    }
    await handle.close()
    return bytes
  } catch (error) {
    // A second close rejects, harmlessly.
    await handle.close().catch(() => undefined)
    await rm(file, { force: true })
    throw error
  }
}

/** Gives a finished file its final name. Its bytes and its name are on the disk, not just in memory, when this returns. */
export async function publishFile(from: string, to: string): Promise<void> {
  await flush(from, 'r+')
  await rename(from, to)
  // Windows can't open a folder, and keeps the name without being asked.
  if (process.platform !== 'win32') await flush(dirname(to), 'r')
}

async function flush(path: string, flags: string): Promise<void> {
  await using handle = await open(path, flags)
  await handle.sync()
}
