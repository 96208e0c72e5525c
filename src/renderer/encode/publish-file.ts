import { type FileHandle, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RenderError } from '../render-error.ts'
import { settleHeaders } from './mp4-headers.ts'

const MOOV_BYTES_MAX = 16 << 20

/**
 * Settles the headers of a finished MP4 (see `settleHeaders`), makes it durable and gives it its final name.
 *
 * @returns its size in bytes
 */
export async function publishFile(partial: string, out: string, seconds: number): Promise<number> {
  const file = await open(partial, 'r+')
  let bytes: number
  try {
    const moov = await readMoov(file)
    settleHeaders(moov.bytes, seconds)
    await file.write(moov.bytes, 0, moov.bytes.length, moov.at)
    await file.sync()
    bytes = (await file.stat()).size
  } finally {
    await file.close()
  }
  await rename(partial, out)
  await syncDirectory(dirname(out))
  return bytes
}

async function readMoov(file: FileHandle): Promise<{ at: number; bytes: Uint8Array }> {
  const head = Buffer.alloc(8)
  for (let at = 0; (await file.read(head, 0, 8, at)).bytesRead === 8;) {
    const size = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    // Meeting mdat first means that the file is not laid out for streaming.
    if (size < 8 || type === 'mdat') break
    if (type === 'moov' && size <= MOOV_BYTES_MAX) {
      const bytes = Buffer.alloc(size)
      await file.read(bytes, 0, size, at)
      return { at, bytes }
    }
    at += size
  }
  throw new RenderError('encoder', 'The video encoder wrote an unusable file.', 'no moov box before mdat')
}

/** Makes the rename durable where directories can be synced; elsewhere the system does it in its own time. */
async function syncDirectory(path: string): Promise<void> {
  try {
    const directory = await open(path, 'r')
    try {
      await directory.sync()
    } finally {
      await directory.close()
    }
  } catch {
    // Windows cannot open a directory; the file itself is already durable.
  }
}
