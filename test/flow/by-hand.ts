import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { Task } from '../../src/domain/task.ts'
import type { Flow } from '../../src/flow/context.ts'
import { driveTask } from '../../src/flow/drive-provider.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import type { Claim } from '../../src/queue/queue.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { openDatabaseOf } from '../harness/database.ts'
import { SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { startTestServer } from '../harness/server.ts'

/** A flow without a worker, and one submitted task in it: the test takes each step itself, as whichever worker it likes. */
export interface ByHand {
  flow: Flow
  clock: TestClock
  taskId: string
  task(): Promise<Task>
  /** Leases the task for this worker; fails where it can't be had. */
  claim(worker: string): Promise<Claim>
  /** Takes the one step that is due, and releases what a worker would keep. */
  drive(claim: Claim): Promise<void>
  /** Claims, and drives. */
  step(worker: string): Promise<void>
  problems(): Promise<string[]>
}

const MINUTE_MS = 60_000

/** The account has 10 USD before the submit of `body`. */
export async function openByHand(
  context: TestContext,
  provider: Provider,
  body: object = SUBMIT,
  env: Record<string, string> = {},
): Promise<ByHand> {
  const clock = new TestClock()
  // Without a place at its provider the server's own worker leaves the task where it is.
  const server = await startTestServer(context, { clock, env, providers: [{ ...provider, capacity: 0 }] })
  const { api } = await server.newCaller(10)
  const taskId = await api.submitted(body)
  await server.stop()
  const db = await openDatabaseOf(server.dataDir)
  context.after(() => db.close())
  const providers = new Map([[provider.name, provider]])
  const flow: Flow = { ...server.flow, db, queue: openJobTableQueue(db), providers }
  const rooms = new Map([[provider.name, { capacity: 1 }]])
  const claim = async (owner: string) => {
    const now = clock.now()
    const leaseUntil = now + flow.settings.leaseMs
    const [got] = await flow.queue.claim({ owner, now, leaseUntil, limit: 1, rooms })
    assert.ok(got, `${owner} can't have the task`)
    return got
  }
  const drive = async (held: Claim) => {
    let next = await driveTask(flow, held, new AbortController().signal)
    if (next.kind === 'copy') next = await next.copy()
    const isKept = next.kind === 'check'
    if (isKept) await db.write((tx) => flow.queue.release(tx, held, clock.now()))
  }
  return {
    flow,
    clock,
    taskId,
    claim,
    task: async () => {
      const task = await findTask(db.read, taskId)
      assert.ok(task)
      return task
    },
    drive,
    step: async (worker) => drive(await claim(worker)),
    problems: async () => (await db.snapshot(verifyLedger)).problems,
  }
}

export const minutes = (count: number) => count * MINUTE_MS
