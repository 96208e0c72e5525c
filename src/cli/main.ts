import { ConfigError } from '../config.ts'
import { DatabaseRefused } from '../db/database.ts'
import { ReelgateError } from '../domain/errors.ts'
import { BackupRefused } from '../flow/admin/backup-refused.ts'
import { CannotStart } from '../cannot-start.ts'
import { VERSION } from '../version.ts'
import { ApiProblem } from './api-client.ts'
import { USAGE, UsageError } from './usage.ts'

type Command = (args: string[]) => Promise<number>

/** Commands are loaded when they are asked for, so that a small one starts fast. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  generate: async () => (await import('./generate.ts')).generate,
  scene: async () => (await import('./scene.ts')).scene,
  emulate: async () => (await import('./emulate.ts')).emulate,
  accounts: async () => (await import('./accounts.ts')).accounts,
  keys: async () => (await import('./keys.ts')).keys,
  'admin-keys': async () => (await import('./admin-keys.ts')).adminKeys,
  'console-link': async () => (await import('./console-link.ts')).consoleLink,
  'redeem-codes': async () => (await import('./redeem-codes.ts')).redeemCodes,
  ledger: async () => (await import('./ledger.ts')).ledger,
  backup: async () => (await import('./backup.ts')).backup,
  export: async () => (await import('./account-data.ts')).exportAccount,
  erase: async () => (await import('./account-data.ts')).erase,
  'migrate-to-postgres': async () => (await import('./migrate-to-postgres.ts')).migrateToPostgres,
  restore: async () => (await import('./backup.ts')).restore,
}

/** Mistakes with a remedy are told in one sentence; anything else is a bug and shows where it happened. */
function explain(error: unknown): string {
  const known = [UsageError, ConfigError, ReelgateError, CannotStart, DatabaseRefused, BackupRefused, ApiProblem].some(
    (kind) => error instanceof kind,
  )
  if (known) return (error as Error).message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Runs one command and sets the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function run(args: string[]): Promise<void> {
  const [name = '--help', ...rest] = args
  if (['--help', '-h', 'help'].includes(name) || rest.includes('--help')) {
    console.log(USAGE)
    return
  }
  if (name === '--version') {
    console.log(VERSION)
    return
  }
  try {
    const load = COMMANDS[name]
    if (load === undefined) throw new UsageError(`there is no command "${name}"`)
    process.exitCode = await (await load())(rest)
  } catch (error) {
    console.error(`reelgate: ${explain(error)}`)
    if (error instanceof UsageError) console.error('\nreelgate --help lists the commands and their options.')
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}
