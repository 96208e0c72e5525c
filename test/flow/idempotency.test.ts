import assert from 'node:assert/strict'
import { test } from 'node:test'
import { topUp } from '../../src/ledger/ledger.ts'
import { BY_TEST } from '../harness/database.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'

const KEY = { 'idempotency-key': 'order-4711' }
const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const idOf = (answer: Answer) => answer.body.data[0].task_id as string
const isReplay = (answer: Answer) => answer.headers.get('idempotency-replayed') === 'true'

async function open(context: Parameters<typeof startTestServer>[0], env: Record<string, string> = {}) {
  const upstream = await Upstream.open(context)
  const server = await startTestServer(context, { providers: [httpProvider({ url: upstream.url })], env })
  const count = async (sql: string) => (await server.flow.db.read.get<{ n: number }>(sql, []))?.n
  return { upstream, server, count }
}

test('S2: 20 submits in parallel with one key are one task, one hold and one operation upstream', async (context) => {
  const { upstream, server, count } = await open(context)
  const { api } = await server.newCaller(10)
  const answers = await Promise.all(times(20).map(() => api.submit(SUBMIT, KEY)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  const ids = new Set(answers.map(idOf))
  assert.equal(ids.size, 1)
  assert.equal(answers.filter(isReplay).length, 19)
  const [id = ''] = ids
  assert.equal((await api.ended(id)).status, 'completed')
  assert.deepEqual(
    upstream.operations.map(({ taskId }) => taskId),
    [id],
  )
  assert.equal(await count("SELECT count(*) AS n FROM ledger_entry WHERE kind = 'hold'"), 1)
  assert.equal(await count('SELECT count(*) AS n FROM task'), 1)
  assert.equal(await api.balance(), 10 - CHEAPEST_USD)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S2: with money for one, 20 retries of it are all answered with the task and none with 402', async (context) => {
  const { server } = await open(context)
  const { api } = await server.newCaller(CHEAPEST_USD)
  const answers = await Promise.all(times(20).map(() => api.submit(SUBMIT, KEY)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.equal(new Set(answers.map(idOf)).size, 1)
})

test('S2: another body under a used key is a 409 and makes nothing', async (context) => {
  const { server, count } = await open(context)
  const { api } = await server.newCaller(10)
  const id = await api.submitted(SUBMIT, KEY)
  const other = await api.submit({ ...SUBMIT, prompt: 'another one' }, KEY)
  assert.equal(other.status, 409)
  assert.equal(other.body.error.type, 'idempotency_error')
  assert.equal(await count('SELECT count(*) AS n FROM task'), 1)
  await api.ended(id)
  assert.equal(await api.balance(), 10 - CHEAPEST_USD)
})

test('S2: of two bodies that race for one key one wins whole and the other is a 409 throughout', async (context) => {
  const { server, count } = await open(context)
  const { api } = await server.newCaller(10)
  const prompts = ['one', 'two']
  const answers = await Promise.all(
    times(20).map(async (index) => {
      const prompt = prompts[index % 2]
      return { prompt, ...(await api.submit({ ...SUBMIT, prompt }, KEY)) }
    }),
  )
  const winner = answers.find(({ status }) => status === 200)?.prompt
  for (const { prompt, status } of answers) assert.equal(status, prompt === winner ? 200 : 409)
  assert.equal(await count('SELECT count(*) AS n FROM task'), 1)
})

test('S2: the order of the keys in the body does not matter, also inside of it', async (context) => {
  const { server } = await open(context)
  const { api } = await server.newCaller(10)
  const extra = { metadata: { a: 1, b: { c: [1, 2], d: null } } }
  const turned = { metadata: { b: { d: null, c: [1, 2] }, a: 1 } }
  const first = await api.submit({ ...SUBMIT, ...extra }, KEY)
  const second = await api.submit({ ...turned, ...Object.fromEntries(Object.entries(SUBMIT).toReversed()) }, KEY)
  assert.equal(idOf(second), idOf(first))
  assert.equal(isReplay(second), true)
  const swapped = await api.submit({ ...SUBMIT, metadata: { a: 1, b: { c: [2, 1], d: null } } }, KEY)
  assert.equal(swapped.status, 409)
})

test('S2: the same key of two accounts never meets, even with other bodies', async (context) => {
  const { server } = await open(context)
  const [mine, theirs] = [await server.newCaller(10), await server.newCaller(10)]
  const first = await mine.api.submit(SUBMIT, KEY)
  const second = await theirs.api.submit({ ...SUBMIT, prompt: 'theirs' }, KEY)
  assert.equal(second.status, 200)
  assert.equal(isReplay(second), false)
  assert.notEqual(idOf(second), idOf(first))
  assert.equal(idOf(await mine.api.submit(SUBMIT, KEY)), idOf(first))
})

test('S2: a submit that was refused does not use its key up', async (context) => {
  const { server } = await open(context)
  const { api, account } = await server.newCaller(0)
  assert.equal((await api.submit(SUBMIT, KEY)).status, 402)
  await server.flow.db.write((tx) =>
    topUp(tx, { accountId: account.id, amount: 1_000_000, at: server.flow.clock.now(), ...BY_TEST }),
  )
  const answer = await api.submit(SUBMIT, KEY)
  assert.equal(answer.status, 200)
  assert.equal(isReplay(answer), false)
})

test('S2: a retry is answered also when the balance is used up, the queue is full or the task has ended', async (context) => {
  const { upstream, server } = await open(context, { REELGATE_QUEUE_TASKS_MAX: '1' })
  upstream.finishAtOnce = false
  const { api } = await server.newCaller(CHEAPEST_USD)
  const id = await api.submitted(SUBMIT, KEY)
  assert.equal(idOf(await api.submit(SUBMIT, KEY)), id)
  await api.until(id, ({ status }) => status === 'processing')
  upstream.finish()
  await api.ended(id)
  const late = await api.submit(SUBMIT, KEY)
  assert.equal(idOf(late), id)
  assert.equal(upstream.operations.length, 1)
})
