import { readFile, stat } from 'node:fs/promises'
import type { Log } from '../lib/log.ts'
import { NotSent } from './http/caller.ts'

/** Changes whenever the file is written anew, or another takes its place, as a mounted secret does. Rejects where there is none. */
export async function versionOf(file: string): Promise<string> {
  const { ino, size, mtimeMs, ctimeMs } = await stat(file)
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`
}

interface KeySource {
  name: string
  settings: { apiKey?: string | undefined; apiKeyFile?: string | undefined }
  log: Log
}

/**
 * The key to send, if there is one: the settings' own, or what `apiKeyFile` holds at this moment, so that a key can be
 * rotated while tasks run. While the file is away or unreadable the key before it counts; rejects with NotSent where there
 * never was one.
 */
export function openKey({ name, settings, log }: KeySource): () => Promise<string | undefined> {
  const { apiKey, apiKeyFile: file } = settings
  if (file === undefined) return async () => apiKey
  let known: { version: string; key: string } | undefined
  return async () => {
    try {
      const version = await versionOf(file)
      if (known?.version !== version) {
        const key = (await readFile(file, 'utf8')).trim()
        // A header takes nothing else, and a request that can't be made would look like one that was lost.
        if (!/^[\x21-\x7e]+$/.test(key)) throw new Error('it must hold one line with the key')
        if (known !== undefined && known.key !== key) log.info({ provider: name, file }, 'a new key is used')
        known = { version, key }
      }
    } catch (error) {
      if (known === undefined) throw new NotSent(`no key: ${file} can not be used`, error)
    }
    return known.key
  }
}
