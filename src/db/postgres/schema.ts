import type { Client } from 'pg'
import { DatabaseRefused } from '../database.ts'
import { MIGRATIONS, newerSchema } from '../migrations.ts'
import { toPostgresSchema } from './dialect.ts'
import { WRITERS_LOCK } from './writer.ts'

const OLDEST_SERVER = 150_000

/** Throws DatabaseRefused for a server or a database that this program can't work with. */
export async function assertUsable(client: Client): Promise<void> {
  const { rows } = await client.query<Record<'version' | 'number' | 'encoding' | 'standby', string>>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
       current_setting('server_encoding') AS encoding, pg_is_in_recovery()::text AS standby`,
  )
  const { version, number, encoding, standby } = rows[0] ?? {}
  if (Number(number) < OLDEST_SERVER)
    throw new DatabaseRefused(`Postgres ${version} is too old; Reelgate needs 15 or newer.`)
  if (encoding !== 'UTF8') {
    throw new DatabaseRefused(
      `the database of DATABASE_URL has the encoding ${encoding}; create one with ENCODING 'UTF8'.`,
    )
  }
  if (standby === 'true') {
    throw new DatabaseRefused('the Postgres of DATABASE_URL is a standby that takes no writes; name the primary one.')
  }
}

/** The schema's version; 0 where there is none. */
export async function schemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ there: number }>(`SELECT to_regclass('reelgate_schema') IS NOT NULL AS there`)
  if (rows[0]?.there !== 1) return 0
  return (await client.query<{ version: number }>('SELECT version FROM reelgate_schema')).rows[0]?.version ?? 0
}

/** See `migrate` of migrations.ts. Nodes that start at once take turns, and all but the first find nothing to do. */
export async function migrate(client: Client): Promise<void> {
  await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${WRITERS_LOCK})`)
  try {
    const from = await schemaVersion(client)
    if (from > MIGRATIONS.length) throw newerSchema(from)
    for (const sql of MIGRATIONS.slice(from)) await client.query(toPostgresSchema(sql))
    if (from === 0) await client.query('CREATE TABLE reelgate_schema AS SELECT CAST(0 AS bigint) AS version')
    if (from < MIGRATIONS.length) await client.query(`UPDATE reelgate_schema SET version = ${MIGRATIONS.length}`)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}
