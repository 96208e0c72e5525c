import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { openFirstAccount } from '../flow/admin/keys.ts'
import { startReelgate } from '../main.ts'
import type { Parts } from '../main.ts'

export interface OwnServer {
  url: string
  key: string
  /** Drains and stops; a folder of its own is removed. */
  stop: () => Promise<void>
}

/**
 * A server in this process. `settings` as they would stand in the environment; without a data folder in them it has one
 * of its own, which goes away with it. `key` where the caller wants one that it knows.
 */
export async function startOwnServer(settings: Record<string, string>, parts: Parts, key?: string): Promise<OwnServer> {
  const given = settings['REELGATE_DATA_DIR']
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'reelgate-')))
  const remove = async () => {
    if (given === undefined) await rm(folder, { recursive: true, force: true })
  }
  try {
    const config = readConfig({ ...settings, REELGATE_DATA_DIR: folder })
    // An address that callers elsewhere know would not lead here, and a database of others is not to be worked through.
    const server = await startReelgate({ ...config, publicUrl: undefined, databaseUrl: undefined }, parts)
    const secret = await openFirstAccount(server.flow.db, commandLineAct(), key)
    return { url: server.url, key: secret, stop: () => server.stop().then(remove, remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
