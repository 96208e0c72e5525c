import { open } from 'node:fs/promises'

/**
 * Makes a new name in a folder survive a loss of power: the folder's own entry must be on disk, not only the file. Windows
 * can't open one, and keeps it without being asked.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
