import { Client } from 'pg'
import type { ClientConfig } from 'pg'
import { describeError } from '../../lib/log.ts'
import { DatabaseRefused } from '../database.ts'
import { assertUsable, migrate, schemaVersion } from './schema.ts'
import { connect } from './session.ts'

/** Why a server can't be used, by the code of the error: of the system, or of Postgres. */
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there. Start Postgres',
  ENOENT: 'nothing listens there. Start Postgres',
  ENOTFOUND: 'its host name has no address. Correct the name',
  EAI_AGAIN: 'its host name has no address at this moment. Correct the name',
  ETIMEDOUT: 'it does not answer. Check firewall and address',
  '28P01': 'it refuses the password. Correct user and password',
  '28000': 'it refuses this user or this machine. Check pg_hba.conf',
  '3D000': 'it has no such database. Create it with createdb',
  '42501': 'its user may not create tables. Grant it CREATE on the schema',
  '53300': 'it has no connection left. Raise its max_connections, or close others',
}

/** Where a database is, without whoever may open it. */
export function placeOf(url: string): string {
  const { host, port, database } = new Client({ connectionString: url })
  return `${host}:${port}/${database ?? ''}`
}

/** What to throw where a database can't be opened, or worked with, because of this. */
export function refused(url: string, error: unknown): unknown {
  if (error instanceof DatabaseRefused) return error
  const { code = '' } = error as { code?: string }
  const remedy = REMEDIES[code] ?? `${describeError(error)}. Check the server`
  return new DatabaseRefused(
    `the Postgres at ${placeOf(url)} can't be used: ${remedy}, or correct DATABASE_URL.`,
    error,
  )
}

/** Brings the schema to the newest; an empty database only where `mayCreate`. Throws DatabaseRefused, or what Postgres says. */
export async function prepareDatabase(config: ClientConfig, mayCreate: boolean): Promise<void> {
  const client = await connect(config, 'long')
  try {
    await assertUsable(client)
    if (!mayCreate && (await schemaVersion(client)) === 0) {
      throw new DatabaseRefused(
        'there is no Reelgate in the database of DATABASE_URL. Start the server once, or correct DATABASE_URL.',
      )
    }
    await migrate(client)
  } finally {
    client.end().catch(() => {})
  }
}
