import { rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../config.ts'
import { rowsOfAccount } from '../db/account-export.ts'
import { emptyLog } from '../db/copy.ts'
import type { Reader } from '../db/database.ts'
import { accountByName } from '../flow/admin/accounts.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { eraseAccount } from '../flow/admin/erase.ts'
import { systemClock } from '../lib/clock.ts'
import { openLog } from '../lib/log.ts'
import { databaseFile } from '../main.ts'
import { openDiskStore } from '../store/disk-store.ts'
import { print, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

async function* linesOf(db: Reader, accountId: string, count: { rows: number }): AsyncGenerator<string> {
  for await (const row of rowsOfAccount(db, accountId)) {
    count.rows += 1
    yield `${JSON.stringify(row)}\n`
  }
}

/** `reelgate export ACCOUNT FILE`: one moment of the database, whatever the server does meanwhile. */
export async function exportAccount(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [name, file] = positionals
  if (name === undefined || file === undefined || positionals.length !== 2) {
    throw new UsageError('export wants an account and a file, for example: reelgate export team-a team-a.jsonl')
  }
  const count = { rows: 0 }
  await withDatabase((db) =>
    db.snapshot(async (reader) => {
      const { id } = await accountByName(reader, name)
      const target = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true })
      try {
        await pipeline(Readable.from(linesOf(reader, id, count)), target)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new UsageError(`there is a file ${file} already`)
        await rm(file, { force: true })
        throw error
      }
    }),
  )
  print(values.json, { file, rows: count.rows }, `${file} holds ${count.rows} rows of ${name}`)
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
  const { dataDir } = readConfig()
  const erased = await withDatabase(async (db) => {
    const { id } = await accountByName(db.read, name)
    const store = openDiskStore(join(dataDir, 'results'))
    const rest = { clock: systemClock, log: openLog('error'), settings: { dataDir, promptTtlMs: null } }
    return eraseAccount({ db, store, ...rest }, commandLineAct(), id)
  })
  const isLogEmpty = emptyLog(databaseFile(dataDir))
  const { keysRevoked, tasksUnfinished } = erased
  const text = [
    `${name} is erased but for its name and its money; ${keysRevoked} keys are revoked`,
    ...(tasksUnfinished === 0 ? [] : [`${tasksUnfinished} tasks have not ended; the server erases each as it ends`]),
    ...(isLogEmpty ? [] : ["the database's log is in use; what was erased leaves it as the server goes on"]),
  ]
  const shown = { account: name, keys_revoked: keysRevoked, tasks_unfinished: tasksUnfinished, log_empty: isLogEmpty }
  print(values.json, shown, text.join('\n'))
  return 0
}
