import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listArtifacts } from '../../src/db/artifacts.ts'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { cancelTask } from '../../src/flow/cancel-task.ts'
import { Worker } from '../../src/flow/claim-task.ts'
import type { Step } from '../../src/flow/context.ts'
import { driveTask } from '../../src/flow/drive-provider.ts'
import { settleTask } from '../../src/flow/settle-task.ts'
import { LeaseLost } from '../../src/queue/queue.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { openDatabaseOf } from '../harness/database.ts'
import { Api, CHEAPEST_USD } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { atRest, eventually, Gate } from '../harness/wait.ts'
import { minutes, openByHand } from './by-hand.ts'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const never = () => new AbortController().signal

test('S5: a success that comes after our time-out changes nothing: failed once, refunded once', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await atRest(server, id)
  clock.advance(minutes(30) - 1)
  server.wake()
  await eventually(() => upstream.checks === 2)
  await atRest(server, id)
  assert.equal((await api.task(id)).status, 'processing')
  clock.advance(minutes(1))
  server.wake()
  const failed = await api.ended(id)
  assert.equal(failed.status, 'failed')
  assert.equal(failed.error.code, 504)
  assert.equal(failed.cost, 0)
  assert.equal(await api.balance(), 1)

  upstream.finish()
  clock.advance(minutes(60))
  server.wake()
  // A worker that would still deliver it, as one that was asleep all the while.
  const late = { state: 'completed' as const, delivered: [] }
  assert.equal(await settleTask(server.flow, id, () => late), false)
  // The worker has been through its queue: it has done another task since.
  upstream.finishAtOnce = true
  assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
  assert.deepEqual(await api.task(id), failed)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S11: what the provider finished while no server ran is delivered, however late it is', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const dataDir = await ownFolder(context)
  const providers = [httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })]
  const first = await startTestServer(context, { clock, providers, dataDir })
  const { api } = await first.newCaller(1)
  const id = await api.submitted()
  await eventually(() => upstream.checks === 1)
  await first.stop()
  upstream.finish()
  clock.advance(minutes(120))
  const second = await startTestServer(context, { clock, providers, dataDir })
  const task = await new Api(second.url, api.key).ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.cost, CHEAPEST_USD)
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual((await second.verify()).problems, [])
})

test('S5: a cancel that races the completion ends the task once, and the money follows its end', async (context) => {
  const upstream = await Upstream.open(context)
  const provider = httpProvider({ url: upstream.url, canCancel: true, checkAfterMs: 0 })
  const server = await startTestServer(context, { providers: [provider] })
  const rounds = 30
  const { api } = await server.newCaller(rounds)
  let charged = 0
  for (const round of times(rounds)) {
    upstream.finishAtOnce = false
    const id = await api.submitted()
    await eventually(() => upstream.operations.some(({ taskId }) => taskId === id))
    const operation = upstream.operations.find(({ taskId }) => taskId === id)
    const cancelling = api.call('POST', `/v1/tasks/${id}/cancel`)
    // The provider is done at another moment of the cancel in each round.
    for (let turn = 0; turn < round; turn += 1) await new Promise(setImmediate)
    upstream.finish()
    assert.equal((await cancelling).status, 200)
    const task = await api.ended(id)
    if (task.status === 'cancelled') {
      assert.equal(task.cost, 0)
      assert.equal(operation?.state, 'cancelled')
    } else {
      assert.equal(task.status, 'completed')
      assert.equal(task.cost, CHEAPEST_USD)
      charged += 1
    }
    const entries = await server.flow.db.read.all<{ kind: string }>(
      "SELECT kind FROM ledger_entry WHERE task_id = ? AND kind <> 'hold'",
      [id],
    )
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      [task.status === 'completed' ? 'capture' : 'release'],
    )
  }
  assert.equal(Math.round((await api.balance()) * 100), rounds * 100 - charged * 32)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S5: two workers on one database start and settle each of 40 tasks once', async (context) => {
  const upstream = await Upstream.open(context)
  const settled: string[] = []
  const reached = (step: Step, id: string) => void (step === 'settle:committed' && settled.push(id))
  const provider = httpProvider({ url: upstream.url, checkAfterMs: 0 })
  const server = await startTestServer(context, { providers: [provider], reached })
  // The second one has connections of its own, as another process would.
  const db = await openDatabaseOf(server.dataDir)
  const second = new Worker({ ...server.flow, db, queue: openJobTableQueue(db) })
  second.start()
  context.after(async () => {
    await second.drain(1000)
    await db.close()
  })
  const { api } = await server.newCaller(40)
  const ids = await Promise.all(
    times(40).map(async () => {
      const id = await api.submitted()
      second.wake()
      return id
    }),
  )
  for (const id of ids) assert.equal((await api.ended(id)).status, 'completed')
  assert.deepEqual(upstream.operations.map(({ taskId }) => taskId).sort(), ids.sort())
  assert.deepEqual([...settled].sort(), ids)
  assert.equal(Math.round((await api.balance()) * 100), 4000 - 40 * 32)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S5: two workers that end one task at the same moment end it once', async (context) => {
  const upstream = await Upstream.open(context)
  const hand = await openByHand(context, httpProvider({ url: upstream.url }))
  const failure = { code: 'provider_failed' as const }
  const endings = times(10).map((index) =>
    settleTask(hand.flow, hand.taskId, () => (index % 2 === 0 ? { state: 'cancelled' } : { state: 'failed', failure })),
  )
  assert.deepEqual(await Promise.all(endings), [true, ...times(9).map(() => false)])
  assert.equal((await hand.task()).state, 'cancelled')
  assert.deepEqual(await hand.problems(), [])
})

test('S5: a worker that lost its lease while it started a task writes nothing, and nothing is started twice', async (context) => {
  const upstream = await Upstream.open(context)
  const gate = new Gate()
  const inner = httpProvider({ url: upstream.url })
  const start: Provider['start'] = async (job, signal) => {
    const outcome = await inner.start(job, signal)
    await gate.pass()
    return outcome
  }
  const hand = await openByHand(context, { ...inner, start })
  const slow = hand.step('slow')
  await gate.reached
  hand.clock.advance(hand.flow.settings.leaseMs)
  await hand.step('second')
  const before = await hand.task()
  assert.equal(before.state, 'unresolved')
  gate.open()
  await assert.rejects(slow, LeaseLost)
  assert.deepEqual(await hand.task(), before)
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual(await hand.problems(), [])
})

test('S5: a worker that lost its lease while it checked or copied writes nothing', async (context) => {
  for (const place of ['check', 'copy'] as const) {
    const upstream = await Upstream.open(context)
    const gate = new Gate()
    let held = true
    const hold = async () => {
      if (!held) return
      held = false
      await gate.pass()
    }
    const inner = httpProvider({ url: upstream.url })
    const check: Provider['check'] = async (token, signal) => {
      const outcome = await inner.check(token, signal)
      if (place === 'check') await hold()
      if (place === 'copy' && outcome.kind === 'done') {
        const outputs = outcome.outputs.map((output) => ({
          contentType: output.contentType,
          open: async (outputSignal: AbortSignal) => {
            await hold()
            return output.open(outputSignal)
          },
        }))
        return { ...outcome, outputs }
      }
      return outcome
    }
    const hand = await openByHand(context, { ...inner, check })
    await hand.step('slow')
    const slow = hand.step('slow')
    await gate.reached
    hand.clock.advance(hand.flow.settings.leaseMs)
    await hand.step('second')
    const [task, artifacts] = [await hand.task(), await listArtifacts(hand.flow.db.read, hand.taskId)]
    assert.equal(task.state, 'completed')
    gate.open()
    // In the check it finds its lease gone; after the copy it finds the task ended already.
    if (place === 'check') await assert.rejects(slow, LeaseLost)
    else await slow
    assert.deepEqual(await hand.task(), task)
    assert.deepEqual(await listArtifacts(hand.flow.db.read, hand.taskId), artifacts)
    assert.deepEqual(await hand.problems(), [])
  }
})

test('S5: a worker that lost its lease can not end the task, whatever it found, while another has it', async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const gate = new Gate()
  const inner = httpProvider({ url: upstream.url })
  let checks = 0
  const check: Provider['check'] = async (token, signal) => {
    checks += 1
    if (checks > 1) return inner.check(token, signal)
    await gate.pass()
    return { kind: 'failed', failure: { code: 'provider_failed' } }
  }
  const hand = await openByHand(context, { ...inner, check })
  await hand.step('slow')
  const slow = hand.step('slow')
  await gate.reached
  hand.clock.advance(hand.flow.settings.leaseMs)
  const claim = await hand.claim('second')
  const before = await hand.task()
  gate.open()
  await assert.rejects(slow, LeaseLost)
  assert.deepEqual(await hand.task(), before)
  upstream.finish()
  await hand.drive(claim)
  assert.equal((await hand.task()).state, 'completed')
  assert.deepEqual(await hand.problems(), [])
})

test('a worker whose own lease ran out in the middle of a step keeps the step it is in', async (context) => {
  const upstream = await Upstream.open(context)
  const gate = new Gate()
  const inner = httpProvider({ url: upstream.url })
  const start: Provider['start'] = async (job, signal) => {
    await gate.pass()
    return inner.start(job, signal)
  }
  const clock = new TestClock()
  const server = await startTestServer(context, { clock, providers: [{ ...inner, start }] })
  const { api } = await server.newCaller(1)
  const id = await api.submitted()
  await gate.reached
  // As after the machine was asleep: the lease is over, and this worker is the only one there is.
  clock.advance(minutes(5))
  server.wake()
  await eventually(async () => {
    const sql = 'SELECT lease_until FROM job WHERE task_id = ?'
    const job = await server.flow.db.read.get<{ lease_until: number }>(sql, [id])
    return job !== undefined && job.lease_until > clock.now()
  })
  gate.open()
  assert.equal((await api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 1)
  assert.deepEqual((await server.verify()).problems, [])
})

test('a task whose provider is gone from the configuration waits, and its money with it', async (context) => {
  const upstream = await Upstream.open(context)
  const hand = await openByHand(context, httpProvider({ url: upstream.url }))
  const before = await hand.task()
  const flow = { ...hand.flow, providers: new Map() }
  await driveTask(flow, await hand.claim('w'), never())
  assert.deepEqual(await hand.task(), before)
  // It is let go of, and looked at again later.
  await assert.rejects(hand.claim('w'), /can't have the task/)
  assert.deepEqual(await hand.problems(), [])
})

test('a cancel that comes between the look at a task and its start is kept: it is never started', async (context) => {
  const upstream = await Upstream.open(context)
  const hand = await openByHand(context, httpProvider({ url: upstream.url }))
  const { flow, taskId } = hand
  let cancelled = false
  const db: typeof flow.db = {
    read: flow.db.read,
    revision: () => flow.db.revision(),
    snapshot: (work) => flow.db.snapshot(work),
    listen: (heard, missed) => flow.db.listen(heard, missed),
    emptyLog: () => flow.db.emptyLog(),
    close: () => flow.db.close(),
    write: async (work) => {
      // Only the wish is stored before the worker goes on; the rest of the cancel comes too late to end the task.
      if (!cancelled)
        await flow.db.write((tx) => tx.run('UPDATE task SET cancel_requested_at = 1 WHERE id = ?', [taskId]))
      cancelled = true
      return flow.db.write(work)
    },
  }
  await driveTask({ ...flow, db }, await hand.claim('w'), never())
  assert.equal((await hand.task()).state, 'cancelled')
  assert.equal(upstream.operations.length, 0)
  await cancelTask(flow, taskId)
  assert.equal((await findTask(flow.db.read, taskId))?.state, 'cancelled')
  assert.deepEqual(await hand.problems(), [])
})
