import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { createFirstAccount } from '../flow/admin/keys.ts'
import { startReelgate } from '../main.ts'
import type { Parts } from '../main.ts'

export interface OwnServer {
  url: string
  key: string
  /** Drains, stops and removes everything. */
  stop: () => Promise<void>
}

/**
 * A server in this process, in a folder of its own that goes away with it. `settings` as they would stand in the
 * environment; `key` where the caller wants one that it knows.
 */
export async function startOwnServer(settings: Record<string, string>, parts: Parts, key?: string): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgate-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    // An address that callers elsewhere know would not lead here.
    const { publicUrl: _elsewhere, ...config } = readConfig({ ...settings, REELGATE_DATA_DIR: folder })
    const server = await startReelgate({ ...config, publicUrl: undefined }, parts)
    const secret = (await createFirstAccount(server.flow.db, commandLineAct(), key)) ?? ''
    return { url: server.url, key: secret, stop: () => server.stop().then(remove, remove) }
  } catch (error) {
    await remove()
    throw error
  }
}
