import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { openOwnDatabase, openOwnPostgres } from '../harness/database.ts'
import { testQueue } from './conformance.ts'
import type { OpenQueue } from './conformance.ts'
import { testStarts } from './conformance-starts.ts'
import { testChecks } from './conformance-checks.ts'

const onSqlite: OpenQueue = async (context) => {
  const { db } = await openOwnDatabase(context)
  return { db, queue: openJobTableQueue(db) }
}

const onPostgres: OpenQueue = async (context) => {
  const { db } = await openOwnPostgres(context)
  return { db, queue: openJobTableQueue(db) }
}

for (const [driver, open] of [
  ['sqlite', onSqlite],
  ['postgres', onPostgres],
] as const) {
  testQueue(driver, open)
  testStarts(driver, open)
  testChecks(driver, open)
}
