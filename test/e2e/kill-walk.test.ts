import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { TestContext } from 'node:test'
import { STEPS } from '../../src/flow/context.ts'
import type { Step } from '../../src/flow/context.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { failureText } from '../../src/http/messages/catalogue.ts'
import { photo } from '../images/pictures.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { openDatabaseOf, rowsOf } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { Receiver } from '../harness/receiver.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const PREPAID_USD = 10
const HOLD = CHEAPEST_USD * 1_000_000
/** With one retry key a client may send its submit as often as it likes. */
const RETRY = { 'idempotency-key': 'the-same-submit' }
const TIMEOUT = { timeout: 300_000 }
/** The receiver of the webhook is on this machine. */
const PRIVATE = { REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' }

/** Killed here, nobody knows whether the upstream has the order. */
const OUTCOME_UNKNOWN: ReadonlySet<Step> = new Set(['start:attempt-stored', 'start:provider-answered'])
/** A task comes here only once a video has been made. */
const VIDEO_MADE: ReadonlySet<Step> = new Set(['check:done-seen', 'keep:artifacts-named', 'keep:bytes-stored'])

/** An account with prepaid money, and a key, in a folder that no server has seen yet. */
async function prepaidKey(dataDir: string): Promise<string> {
  const db = await openDatabaseOf(dataDir)
  const act = { actor: 'test', at: Date.now() }
  const { id } = await createAccount(db, act, { name: 'prepaid', unlimited: false, balance: PREPAID_USD * 1_000_000 })
  const { secret } = await createKey(db, act, id)
  await db.close()
  return secret
}

/** What the ledger says about tasks, in the order in which it happened. */
function moneyMoves(dataDir: string): Promise<{ kind: string; amount: number }[]> {
  return rowsOf(dataDir, 'SELECT kind, amount FROM ledger_entry WHERE task_id IS NOT NULL ORDER BY id')
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)
}

async function assertLedgerExact(context: TestContext, dataDir: string): Promise<void> {
  const verified = await runCli(context, { args: ['ledger', 'verify'], env: serverEnv(dataDir) })
  assert.equal(verified.code, 0, verified.stdout + verified.stderr)
}

/** A task with a picture whose server killed itself at `step`. */
async function killedAt(context: TestContext, step: Step, upstream: Upstream) {
  const dataDir = await ownFolder(context)
  const key = await prepaidKey(dataDir)
  const picture = `data:image/png;base64,${(await photo().png().toBuffer()).toString('base64')}`
  const receiver = await Receiver.open(context)
  const body = { ...SUBMIT, first_frame_image: picture, webhook: receiver.url }
  const server = await startServer(context, { dataDir, upstream: upstream.url, killAt: step, env: PRIVATE }, key)
  // Killed while it was accepting, the server gives no answer.
  const answer = await server.api.submit(body, RETRY).catch(() => undefined)
  const { signal, stderr } = await server.program.finished
  assert.equal(signal, 'SIGKILL', stderr)
  return { dataDir, key, body, receiver, taskId: answer?.body.data[0].task_id as string | undefined }
}

for (const ending of ['completed', 'failed'] as const) {
  const money = ending === 'completed' ? 'captured' : 'refunded'
  describe(`a task that will have ${ending}`, { concurrency: 2 }, () => {
    for (const step of STEPS.filter((step) => !OUTCOME_UNKNOWN.has(step))) {
      test(
        `S1, S17: killed at ${step}, its hold is ${money} exactly once, nothing is bought twice, its webhook is told`,
        TIMEOUT,
        async (context) => {
          const upstream = await Upstream.open(context)
          upstream.endsAs = ending === 'completed' || VIDEO_MADE.has(step) ? 'done' : 'failed'
          const { dataDir, key, body, receiver, taskId } = await killedAt(context, step, upstream)
          if (ending === 'failed') {
            for (const operation of upstream.operations) operation.state = 'failed'
            upstream.endsAs = 'failed'
          }

          const next = await startServer(context, { dataDir, upstream: upstream.url, env: PRIVATE }, key)
          const retried = await next.api.submit(body, RETRY)
          assert.equal(retried.status, 200)
          const id = retried.body.data[0].task_id as string
          assert.equal(retried.headers.get('idempotency-replayed'), step === 'accept:images-kept' ? null : 'true')
          if (taskId !== undefined) assert.equal(id, taskId)

          const task = await next.api.ended(id)
          const cost = ending === 'completed' ? CHEAPEST_USD : 0
          assert.deepEqual({ status: task.status, cost: task.cost }, { status: ending, cost })
          assert.equal((await next.api.get('/v1/tasks')).body.data.length, 1)
          assert.equal(upstream.operations.length, 1)
          assert.deepEqual(await moneyMoves(dataDir), [
            { kind: 'hold', amount: HOLD },
            { kind: ending === 'completed' ? 'capture' : 'release', amount: HOLD },
          ])
          assert.equal(await next.api.balance(), PREPAID_USD - cost)
          await assertLedgerExact(context, dataDir)

          const told = async () => (await next.api.get(`/v1/tasks/${id}/webhooks`)).body.data.status === 'delivered'
          await eventually(told)
          assert.deepEqual(new Set(receiver.received.map((one) => JSON.parse(one.body).status)), new Set([ending]))
          assert.deepEqual(new Set(receiver.ids), new Set([id]))

          if (ending === 'completed') {
            const [url] = task.result.videos[0].url
            assert.equal((await next.api.get(url)).body, upstream.video.toString())
          }
          await eventually(async () => (await readdir(join(dataDir, 'inputs'))).length === 0)
          const expected = ending === 'completed' ? 1 : 0
          if (ending === 'failed' && VIDEO_MADE.has(step)) {
            // Bytes that were stored for nothing go with the next sweep, and one comes with each start.
            await next.kill()
            await startServer(context, { dataDir, upstream: upstream.url }, key)
          }
          const stored = () => filesBelow(join(dataDir, 'results'))
          await eventually(async () => (await stored()).length === expected)
        },
      )
    }
  })
}

describe('a task of which nobody knows whether the upstream has it', { concurrency: 2 }, () => {
  for (const step of OUTCOME_UNKNOWN) {
    test(
      `S7: killed at ${step}, it is shown as processing, never bought again, and refunded after its time`,
      TIMEOUT,
      async (context) => {
        const upstream = await Upstream.open(context)
        const { dataDir, key, body, taskId = '' } = await killedAt(context, step, upstream)
        const bought = step === 'start:attempt-stored' ? 0 : 1
        assert.equal(upstream.operations.length, bought)

        const next = await startServer(context, { dataDir, upstream: upstream.url }, key)
        await eventually(() => next.program.stderr.includes('task is unresolved'))
        assert.equal((await next.api.task(taskId)).status, 'processing')
        assert.equal((await next.api.submit(body, RETRY)).body.data[0].task_id, taskId)
        await assertLedgerExact(context, dataDir)
        await next.kill()

        const MINUTE_MS = 60_000
        const later = await startServer(context, { dataDir, upstream: upstream.url, aheadMs: 61 * MINUTE_MS }, key)
        const task = await later.api.ended(taskId)
        assert.equal(task.status, 'failed')
        assert.equal(task.error.message, failureText({ code: 'outcome_unknown' }, 'en'))
        assert.equal(upstream.operations.length, bought)
        assert.deepEqual(await moneyMoves(dataDir), [
          { kind: 'hold', amount: HOLD },
          { kind: 'release', amount: HOLD },
        ])
        assert.equal(await later.api.balance(), PREPAID_USD)
        await assertLedgerExact(context, dataDir)
        await eventually(async () => (await readdir(join(dataDir, 'inputs'))).length === 0)
      },
    )

    test(
      `killed at ${step}, a task is started again where that costs nothing, and captured once`,
      TIMEOUT,
      async (context) => {
        const upstream = await Upstream.open(context)
        const { dataDir, key, taskId = '' } = await killedAt(context, step, upstream)
        const next = await startServer(context, { dataDir, upstream: upstream.url, startIsRepeatable: true }, key)
        assert.equal((await next.api.ended(taskId)).status, 'completed')
        assert.equal(await next.api.balance(), PREPAID_USD - CHEAPEST_USD)
        await assertLedgerExact(context, dataDir)
      },
    )
  }
})
