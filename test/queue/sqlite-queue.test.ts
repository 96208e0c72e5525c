import { openSqliteQueue } from '../../src/queue/sqlite-queue.ts'
import { openOwnDatabase } from '../harness/database.ts'
import { testQueue } from './conformance.ts'
import type { OpenQueue } from './conformance.ts'
import { testStarts } from './conformance-starts.ts'
import { testChecks } from './conformance-checks.ts'

const open: OpenQueue = async (context) => {
  const { db } = await openOwnDatabase(context)
  return { db, queue: openSqliteQueue(db) }
}

testQueue('sqlite', open)
testStarts('sqlite', open)
testChecks('sqlite', open)
