import { openSqliteQueue } from '../../src/queue/sqlite-queue.ts'
import { openOwnDatabase } from '../harness/database.ts'
import { testQueue } from './conformance.ts'

testQueue('sqlite', async (context) => {
  const { db } = await openOwnDatabase(context)
  return { db, queue: openSqliteQueue(db) }
})
