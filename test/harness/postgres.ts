import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Debian's place for the programs of a server; elsewhere they are on the path. */
const DEBIAN = '/usr/lib/postgresql'
const USER = 'reelgate'
/** Postgres does not run as root: as `nobody`, which every system has. */
const NOBODY = 65_534

/** A program that comes with the server. */
export function postgresProgram(name: string): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.map((version) => join(DEBIAN, version, 'bin', name)).find((file) => existsSync(file))
  return found ?? name
}

/**
 * A server of its own in a temporary folder, on a socket there. Everything in it survives a kill; a loss of power only where
 * it is durable, which is for benchmarks: tests lose nothing without it but time.
 */
export class PostgresServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'reelgate-postgres-'))
  readonly #as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  readonly #known = new Set<string>()
  readonly #isDurable: boolean
  #keep = false
  #runs = false

  constructor({ isDurable = false } = {}) {
    this.#isDurable = isDurable
    if ('uid' in this.#as) chownSync(this.#folder, NOBODY, NOBODY)
    this.#run('initdb', [
      '-D',
      join(this.#folder, 'data'),
      '-U',
      USER,
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-sync',
      '--no-locale',
    ])
    this.start()
    process.once('exit', () => {
      this.stop('immediate')
      if (!this.#keep) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
    })
  }

  start(): void {
    const place = ['listen_addresses=', `unix_socket_directories=${this.#folder}`]
    const settings = [...place, 'max_connections=300', 'shared_buffers=64MB']
    if (!this.#isDurable) settings.push('fsync=off', 'full_page_writes=off')
    const options = settings.map((one) => `-c ${one}`).join(' ')
    const log = join(this.#folder, 'server.log')
    this.#runs = true
    this.#run('pg_ctl', ['start', '-w', '-D', join(this.#folder, 'data'), '-l', log, '-o', options])
  }

  /** `fast` ends what goes on as an operator would; `immediate` leaves everything lying, as a crash does. */
  stop(how: 'fast' | 'immediate'): void {
    if (!this.#runs) return
    this.#runs = false
    this.#run('pg_ctl', ['stop', '-w', '-D', join(this.#folder, 'data'), '-m', how])
  }

  /** The address of a database, which is made where there is none of that name yet. */
  url(name: string): string {
    if (!this.#known.has(name)) this.#run('createdb', ['-h', this.#folder, '-U', USER, name])
    this.#known.add(name)
    return `postgres://${USER}@/${name}?host=${this.#folder}`
  }

  /** Leaves everything where it is, for whoever looks into a failure. */
  keep(): string {
    this.#keep = true
    return this.#folder
  }

  #run(name: string, args: readonly string[]): void {
    // What it starts must not hold our own output open.
    execFileSync(postgresProgram(name), args, { ...this.#as, cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }
}

let shared: PostgresServer | undefined

/** The server that all tests of this process share, each with a database of its own. */
export function postgres(): PostgresServer {
  return (shared ??= new PostgresServer())
}

let names = 0

/** The address of an empty database, which stays when the test fails. */
export function ownDatabaseUrl(context: TestContext): string {
  const name = `test_${(names += 1)}`
  const url = postgres().url(name)
  context.after(() => {
    // The types don't know `passed` yet.
    if (Reflect.get(context, 'passed') === true) return
    context.diagnostic(`what the test left is in ${postgres().keep()}, database ${name}`)
  })
  return url
}

/** Whether servers of tests run on Postgres, which the environment decides. */
export const ON_POSTGRES = process.env['TEST_DATABASE'] === 'postgres'

/** What a server on this data folder needs in its environment to be on Postgres, if it is to be: one database a folder. */
export function databaseEnv(dataDir: string): Record<string, string> {
  if (!ON_POSTGRES) return {}
  const name = `folder_${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  return { DATABASE_URL: postgres().url(name), REELGATE_LEASE_SECONDS: '3', REELGATE_DATABASE_CONNECTIONS_MAX: '6' }
}
