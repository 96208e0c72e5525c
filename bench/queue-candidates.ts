import { Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { openDatabase } from '../src/db/open.ts'
import { Alarm } from '../src/lib/alarm.ts'
import { newTaskId } from '../src/lib/ids.ts'
import { openLog } from '../src/lib/log.ts'
import { openJobTableQueue } from '../src/queue/job-table-queue.ts'
import { JOB_DUE } from '../src/queue/queue.ts'

/** How long a worker may be silent, for both: pg-boss takes no less. */
const SILENT_SECONDS = 10

/** Jobs that may be in hand at one time: on this node, and of one group over all nodes. */
interface Limits {
  places: number
  groupMax: number
}

export interface Opened {
  /** Adds a job in one transaction with the row that it is for. */
  add(group: string): Promise<void>
  /** Does each job by `work`, and completes it. */
  work(limits: Limits, work: () => Promise<void>): Promise<void>
}

export interface Candidate {
  node(): Promise<Opened>
  close(): Promise<void>
}

const TASK = `INSERT INTO task (id, account_id, key_id, state, request, provider, price, estimated_seconds, created_at)
  VALUES (?, 'a', 'k', 'submitted', '{}', ?, 0, 60, 0)`
const ROWS = [
  "INSERT INTO account (id, name, unlimited, created_at) VALUES ('a', 'a', 1, 0) ON CONFLICT DO NOTHING",
  "INSERT INTO api_key (id, account_id, name, prefix, hash, created_at) VALUES ('k', 'a', '', '', 'h', 0) ON CONFLICT DO NOTHING",
]

/** The schema of the program, and the rows that tasks refer to. */
async function openRows(url: string) {
  const db = await openDatabase({ databaseUrl: url, databaseConnectionsMax: 10, file: '' }, openLog('error'))
  await db.write(async (tx) => {
    for (const sql of ROWS) await tx.run(sql, [])
  })
  return db
}

/** The job table, by a loop that does what the worker of the program does. */
export function openOurs(url: string): Candidate {
  const closing: (() => Promise<unknown>)[] = []
  const node = async (): Promise<Opened> => {
    const db = await openRows(url)
    const queue = openJobTableQueue(db)
    const alarm = new Alarm()
    const state = { closed: false, loop: Promise.resolve() }
    db.listen(
      (word) => void (word === JOB_DUE && alarm.ring()),
      () => alarm.ring(),
    )
    closing.push(async () => {
      state.closed = true
      alarm.ring()
      await state.loop
      await db.close()
    })
    const owner = newTaskId(0)
    const run = async ({ places, groupMax }: Limits, work: () => Promise<void>) => {
      let inHand = 0
      const finish = async (taskId: string) => {
        await work()
        await db.write((tx) => queue.remove(tx, taskId))
        inHand -= 1
        alarm.ring()
      }
      while (!state.closed) {
        const now = Date.now()
        const most = Math.min(500, places - inHand)
        const rooms = new Map([['one', { capacity: Math.min(groupMax, 1_000_000), most }]])
        const turn = most > 0 ? await queue.nextTurn(now, rooms) : undefined
        if (turn !== undefined && turn <= now) {
          const leaseUntil = now + SILENT_SECONDS * 1000
          for (const { taskId } of await queue.claim({ owner, now, leaseUntil, limit: most, rooms })) {
            inHand += 1
            void finish(taskId)
          }
        }
        await alarm.wait(1_000)
      }
    }
    return {
      add: (group) =>
        db.write(async (tx) => {
          const taskId = newTaskId(Date.now())
          await tx.run(TASK, [taskId, group])
          await queue.add(tx, { taskId, accountId: 'a', provider: group, runAt: Date.now() })
        }),
      work: async (limits, work) => {
        state.loop = run(limits, work)
      },
    }
  }
  return { node, close: async () => void (await Promise.all(closing.map((close) => close()))) }
}

const NAME = 'task'

/** pg-boss with all that makes it fast: notices, batches where nothing speaks against them, pauses as short as it takes. */
export function openBoss(url: string): Candidate {
  const closing: (() => Promise<unknown>)[] = []
  const node = async (): Promise<Opened> => {
    await (await openRows(url)).close()
    const pool = new Pool({ connectionString: url, max: 10 })
    const boss = new PgBoss({
      connectionString: url,
      max: 10,
      useListenNotify: true,
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
    })
    boss.on('error', (error) => console.error(error))
    await boss.start()
    await boss.createQueue(NAME, { notify: true, heartbeatSeconds: SILENT_SECONDS, retryLimit: 3, retryDelay: 0 })
    closing.push(async () => {
      await boss.stop({ graceful: false })
      await pool.end()
    })
    let marks = 0
    const insert = TASK.replaceAll('?', () => `$${(marks += 1)}`)
    return {
      add: async (group) => {
        const client = await pool.connect()
        const taskId = newTaskId(Date.now())
        await client.query('BEGIN')
        await client.query({ name: 'task', text: insert, values: [taskId, group] })
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values as string[]) }
        await boss.send(NAME, { taskId }, { db, group: { id: group } })
        await client.query('COMMIT')
        client.release()
      },
      work: async ({ places, groupMax }, work) => {
        const batch = places === Infinity
        await boss.work(
          NAME,
          {
            pollingIntervalSeconds: 0.5,
            notifyPollingIntervalSeconds: 0.5,
            batchSize: batch ? 500 : 1,
            burstWhenBatchFull: batch,
            localConcurrency: batch ? 2 : places,
            ...(groupMax < Infinity && { groupConcurrency: groupMax }),
          },
          async (jobs) => void (await Promise.all(jobs.map(() => work()))),
        )
      },
    }
  }
  return { node, close: async () => void (await Promise.all(closing.map((close) => close()))) }
}
