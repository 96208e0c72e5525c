import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { assertNotMoved } from '../db/moved-to-postgres.ts'
import { lockFolder } from '../db/server-lock.ts'
import { makeBackup, restoreBackup } from '../flow/admin/backup.ts'
import { BackupRefused } from '../flow/admin/backup-refused.ts'
import type { BackupList } from '../flow/admin/backup.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { VERSION } from '../version.ts'
import { assertDatabase, print, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

function readFolder(command: string, args: string[]): { folder: string; json: boolean | undefined } {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean' } })
  const [folder] = positionals
  if (folder === undefined || positionals.length !== 1) {
    throw new UsageError(`${command} wants one folder, for example: reelgate ${command} ./backup-monday`)
  }
  return { folder, json: values.json }
}

const sizeOf = ({ files }: BackupList) => ({
  files: files.length,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
})

/** The data folder; refused where the database is elsewhere, of which a folder would be half a backup. */
function folderOfSqlite(command: 'backup' | 'restore'): string {
  const { dataDir, databaseUrl, s3Bucket } = readConfig()
  if (databaseUrl === undefined) return dataDir
  const database =
    command === 'backup'
      ? 'pg_dump --format=custom --file=reelgate.dump "$DATABASE_URL"'
      : 'pg_restore --no-owner --exit-on-error --dbname="$DATABASE_URL" reelgate.dump, into an empty database'
  const files =
    s3Bucket === undefined
      ? `results, uploads and inputs of ${dataDir} are folders to copy`
      : `results and pictures are in the bucket ${s3Bucket}, which has means of its own`
  throw new BackupRefused(
    `nothing was done: ${command} is for the SQLite file of a data folder, and DATABASE_URL names a Postgres.\n- the database: ${database}\n- the files: ${files}\nSee docs/en/postgres.md#backups.`,
  )
}

/** `reelgate backup FOLDER`, beside a server that may be running. */
export async function backup(args: string[]): Promise<number> {
  const { folder, json } = readFolder('backup', args)
  const dataDir = folderOfSqlite('backup')
  assertDatabase(dataDir)
  assertNotMoved(join(dataDir, 'reelgate.db'))
  const { s3Bucket: bucket } = readConfig()
  const made = { version: VERSION, at: Date.now(), databaseAlone: bucket !== undefined }
  const size = sizeOf(await makeBackup(dataDir, folder, made))
  const text = `${folder} holds ${size.files} files of one moment, ${size.bytes} bytes`
  const missing = `\nnot in it: results, uploads and input pictures are in the bucket ${bucket}, which needs a backup of its own`
  print(json, { folder, ...size, bucket: bucket ?? null }, bucket === undefined ? text : `${text}${missing}`)
  return 0
}

/** `reelgate restore FOLDER`: exit code 0 only where the restored ledger adds up. */
export async function restore(args: string[]): Promise<number> {
  const { folder, json } = readFolder('restore', args)
  const dataDir = folderOfSqlite('restore')
  const list = await restoreBackup(folder, dataDir, () => lockFolder(join(dataDir, 'server.lock')))
  const size = sizeOf(list)
  const { problems } = await withDatabase((db) => db.snapshot(verifyLedger))
  const exact = problems.length === 0
  const taken = new Date(list.created_at).toISOString()
  const text = `${dataDir} is as it was at ${taken}: ${size.files} files, ${size.bytes} bytes`
  const ledger = exact ? 'the ledger is exact' : `the ledger is NOT exact:\n- ${problems.join('\n- ')}`
  print(json, { taken_at: taken, exact, problems, ...size }, `${text}\n${ledger}`)
  return exact ? 0 : 1
}
