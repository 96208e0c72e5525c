import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { copyDatabase, filesNamedIn } from '../../db/copy.ts'
import { syncFolder } from '../../lib/sync-folder.ts'
import { placeOf } from '../../store/disk-store.ts'
import { Measure } from '../../store/measure.ts'
import { fileName } from '../keep-artifact.ts'
import { BackupRefused } from './backup-refused.ts'

const DATABASE = 'reelgate.db'
const LIST = 'backup.json'

/** Names of a list that was tampered with must not lead out of the folder. */
const copiedFile = z.strictObject({
  name: z.string().regex(/^(reelgate\.db|(results|uploads|inputs)(\/[\w-][\w.-]*)+)$/),
  bytes: z.int().min(0),
  sha256: z.string().length(64),
})
const backupList = z.strictObject({
  format: z.literal(1),
  version: z.string(),
  created_at: z.int(),
  files: z.array(copiedFile),
})

/** What is in a backup: every file with its size and hash, the database first. Written last, so that none is a part of one. */
export type BackupList = z.infer<typeof backupList>

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** Copies a file, flushed to disk, and returns what was copied. */
async function copyFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  const measure = new Measure()
  await mkdir(dirname(to), { recursive: true })
  await pipeline(createReadStream(from), measure, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }))
  return measure.finish()
}

/** Copies what is there of the names and not in the list yet; the others' time ran out meanwhile, or their task ended. */
async function copyNamed(dataDir: string, to: string, names: Iterable<string>, files: BackupList['files']) {
  const known = new Set(files.map(({ name }) => name))
  for (const name of names) {
    if (known.has(name)) continue
    known.add(name)
    try {
      files.push({ name, ...(await copyFile(join(dataDir, name), join(to, name))) })
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
}

async function fill(dataDir: string, to: string, isAlone: boolean): Promise<BackupList['files']> {
  const files: BackupList['files'] = []
  const source = join(dataDir, DATABASE)
  // Pictures go when their task ends, so those of now come before the database, and those that came with it after.
  if (!isAlone) await copyNamed(dataDir, to, filesNamedIn(source).inputs, files)
  copyDatabase(source, join(to, 'copied.db'))
  const database = { name: DATABASE, ...(await copyFile(join(to, 'copied.db'), join(to, DATABASE))) }
  await rm(join(to, 'copied.db'))
  if (isAlone) return [database]
  const { results, uploads, inputs } = filesNamedIn(join(to, DATABASE))
  const needed = new Set(inputs)
  for (const { name } of files.filter((file) => !needed.has(file.name))) await rm(join(to, name))
  const kept = files.filter(({ name }) => needed.has(name))
  const stored = results.map(({ id, contentType }) => `results/${placeOf(fileName(id, contentType))}`)
  await copyNamed(dataDir, to, [...inputs, ...stored, ...uploads], kept)
  return [database, ...kept]
}

interface Made {
  version: string
  /** Unix milliseconds. */
  at: number
  /** Results and pictures are elsewhere, and what lies in the data folder are copies. */
  databaseAlone?: boolean
}

/**
 * Copies one moment of the database, and the files that it speaks of, into a folder that is empty or not there yet. A
 * server may go on working meanwhile. The folder appears under its name only when it is whole. Throws BackupRefused.
 */
export async function makeBackup(dataDir: string, folder: string, made: Made) {
  const target = resolve(folder)
  if ((await namesIn(target)).length > 0) {
    throw new BackupRefused(`${folder} is not empty. Name a folder that is not there yet.`)
  }
  await mkdir(dirname(target), { recursive: true })
  const partial = await mkdtemp(`${target}.part-`)
  try {
    const list: BackupList = {
      format: 1,
      version: made.version,
      created_at: made.at,
      files: await fill(dataDir, partial, made.databaseAlone === true),
    }
    await writeFile(join(partial, LIST), `${JSON.stringify(list, null, 1)}\n`, { flush: true })
    await rmdir(target).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
    await rename(partial, target)
    await syncFolder(dirname(target))
    return list
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

async function readList(folder: string): Promise<BackupList> {
  try {
    return backupList.parse(JSON.parse(await readFile(join(folder, LIST), 'utf8')))
  } catch (error) {
    if (isMissing(error)) throw new BackupRefused(`${folder} is no backup: it has no ${LIST}.`)
    throw new BackupRefused(`${folder} can't be restored: its ${LIST} is damaged, or from a newer version.`)
  }
}

/** Copies everything, comparing it with the list. The database gets its name last: without it nothing is there. */
async function unpack(folder: string, dataDir: string, { files }: BackupList): Promise<void> {
  const waiting = join(dataDir, `${DATABASE}.part`)
  for (const { name, bytes, sha256 } of files) {
    const to = name === DATABASE ? waiting : join(dataDir, name)
    const copied = await copyFile(join(folder, name), to).catch((error: unknown) => {
      if (isMissing(error)) throw new BackupRefused(`the backup is damaged: ${name} is missing. Use another one.`)
      throw error
    })
    if (copied.bytes === bytes && copied.sha256 === sha256) continue
    throw new BackupRefused(`the backup is damaged: ${name} is not what was copied. Use another one.`)
  }
  await rename(waiting, join(dataDir, DATABASE))
  await syncFolder(dataDir)
}

/**
 * Puts a backup into a data folder that is empty or not there yet. `lock` takes the folder while it is filled, and
 * returns undefined where a server has it. Throws BackupRefused, and leaves nothing behind then.
 */
export async function restoreBackup(
  folder: string,
  dataDir: string,
  lock: () => (() => void) | undefined,
): Promise<BackupList> {
  const list = await readList(folder)
  await mkdir(dataDir, { recursive: true })
  const found = await namesIn(dataDir)
  const unlock = found.length === 0 || found.includes('server.lock') ? lock() : () => {}
  if (unlock === undefined) {
    throw new BackupRefused(`a running Reelgate server uses ${dataDir}. Stop it, and restore into an empty folder.`)
  }
  try {
    if (found.length > 0) {
      const remedy = 'Move what is in it away, or name another folder with REELGATE_DATA_DIR.'
      throw new BackupRefused(`${dataDir} is not empty. ${remedy}`)
    }
    await unpack(folder, dataDir, list).catch(async (error: unknown) => {
      for (const name of await namesIn(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
      throw error
    })
    return list
  } finally {
    unlock()
  }
}
