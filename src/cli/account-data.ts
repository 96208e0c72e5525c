import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { readConfig } from '../config.ts'
import { accountByName } from '../flow/admin/accounts.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { eraseAccount } from '../flow/admin/erase.ts'
import { writeAccountExport } from '../flow/admin/export.ts'
import { systemClock } from '../lib/clock.ts'
import { openLog } from '../lib/log.ts'
import { openStores } from '../store/open-stores.ts'
import { print, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

async function openNew(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new UsageError(`there is a file ${file} already`)
    throw error
  }
}

/** `reelgate export ACCOUNT FILE`: one moment of the database, whatever the server does meanwhile. */
export async function exportAccount(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [name, file] = positionals
  if (name === undefined || file === undefined || positionals.length !== 2) {
    throw new UsageError('export wants an account and a file, for example: reelgate export team-a team-a.jsonl')
  }
  const rows = await withDatabase(async (db) => {
    const { id } = await accountByName(db.read, name)
    const handle = await openNew(file)
    try {
      return await writeAccountExport(db, commandLineAct(), id, handle.createWriteStream({ flush: true }))
    } catch (error) {
      await rm(file, { force: true })
      throw error
    }
  })
  print(values.json, { file, rows }, `${file} holds ${rows} rows of ${name}`)
  return 0
}

/** `reelgate erase ACCOUNT --yes`, beside a server that may be running. */
export async function erase(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { yes: { type: 'boolean' }, json: { type: 'boolean' } })
  const [name] = positionals
  if (name === undefined || positionals.length !== 1) {
    throw new UsageError('erase wants one account, for example: reelgate erase team-a --yes')
  }
  if (values.yes !== true) {
    throw new UsageError(`nothing was erased: what goes can't be brought back. reelgate erase ${name} --yes does it`)
  }
  const config = readConfig()
  const erased = await withDatabase(async (db) => {
    const { id } = await accountByName(db.read, name)
    const stores = await openStores(config.dataDir, config)
    const rest = { clock: systemClock, log: openLog('error'), settings: { promptTtlMs: null } }
    return eraseAccount({ db, ...stores, ...rest }, commandLineAct(), id)
  })
  const { keysRevoked, tasksUnfinished, isLogEmpty } = erased
  const text = [
    `${name} is erased but for its name and its money; ${keysRevoked} keys are revoked`,
    ...(tasksUnfinished === 0 ? [] : [`${tasksUnfinished} tasks have not ended; the server erases each as it ends`]),
    ...(isLogEmpty ? [] : ["the database's log is in use; what was erased leaves it as the server goes on"]),
  ]
  const shown = { account: name, keys_revoked: keysRevoked, tasks_unfinished: tasksUnfinished, log_empty: isLogEmpty }
  print(values.json, shown, text.join('\n'))
  return 0
}
