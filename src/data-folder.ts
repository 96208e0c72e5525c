import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Path of the database inside a data folder; the folder is created where it is missing. Throws CannotStart where it can't be. */
export function databaseFile(dataDir: string): string {
  try {
    for (const name of ['', 'results', 'inputs', 'uploads', 'renders'])
      mkdirSync(join(dataDir, name), { recursive: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CannotStart(
      `the data folder ${dataDir} can't be used (${code ?? message}). Correct REELGATE_DATA_DIR.`,
      error,
    )
  }
  return join(dataDir, 'reelgate.db')
}
