import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import { MODEL } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { Upstream, httpProvider } from '../harness/upstream.ts'
import { atRest, eventually } from '../harness/wait.ts'
import { FakeGemini } from '../providers/fakes/fake-gemini.ts'
import { FakeVertex } from '../providers/fakes/fake-vertex.ts'
import type { Fake } from '../providers/fakes/fake.ts'
import { ENTRIES } from '../providers/open-providers.ts'
import { minutes } from './by-hand.ts'

/** 8 s at 720p with sound, fast: what both of Google's surfaces take. */
const BODY = { model: MODEL, prompt: 'a lighthouse at night', duration: 8, generate_audio: true, seed: 1 }
const USD_EACH = 0.8

/** A server whose only provider is the fake; the account has 10 USD. */
async function before(context: TestContext, fake: Fake, entry: (url: string) => object) {
  await fake.listen(context)
  const folder = await ownFolder(context)
  const config = join(folder, 'reelgate.json')
  const veo = { ...entry(fake.url), pollSeconds: 0.05 }
  await writeFile(config, JSON.stringify({ provider: 'veo', providers: { veo } }))
  const server = await startTestServer(context, { env: { REELGATE_CONFIG: config } })
  return { server, ...(await server.newCaller(10)) }
}

test('S4: Vertex AI filtered 1 of 2: completed, one is charged, and the reason is told in words', async (context) => {
  const fake = new FakeVertex()
  const { server, api } = await before(context, fake, ENTRIES.vertex)
  const id = await api.submitted({ ...BODY, sample_count: 2 })
  await eventually(() => fake.orders.length === 1)
  fake.finish({ delivered: 1 })
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.result.videos[0].url.length, 1)
  assert.equal(task.cost, USD_EACH)
  assert.equal(await api.balance(), 10 - USD_EACH)
  assert.match(task.warning.message, /2 requested, 1 delivered\); the reason: violence or children/)
  const inChinese = (await api.get(`/v1/tasks/${id}?language=zh`)).body.data.warning.message
  assert.match(inChinese, /原因：暴力或儿童/)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S4: Vertex AI filtered all: failed, refunded, and the support codes are the operator’s', async (context) => {
  const fake = new FakeVertex()
  const { server, api } = await before(context, fake, ENTRIES.vertex)
  const id = await api.submitted(BODY)
  await eventually(() => fake.orders.length === 1)
  fake.finish({ delivered: 0 })
  const task = await api.ended(id)
  assert.equal(task.status, 'failed')
  assert.doesNotMatch(task.error.message, /\d{8}/)
  assert.match(task.error.message, /violence/)
  const row = await findTask(server.flow.db.read, id)
  assert.match(row?.failure?.operatorText ?? '', /61493863/)
  assert.equal(await api.balance(), 10)
})

test('S7: the Gemini API had room for 1 of 2: the second is started by a check, and both are delivered', async (context) => {
  const fake = new FakeGemini()
  fake.roomFor = 1
  fake.retryAfter = '0.1'
  const { server, api } = await before(context, fake, ENTRIES.gemini)
  const id = await api.submitted({ ...BODY, sample_count: 2 })
  await eventually(() => fake.starts().length >= 3)
  fake.roomFor = 2
  await eventually(() => fake.orders.length === 2)
  fake.finish()
  const task = await api.ended(id)
  assert.equal(task.status, 'completed')
  assert.equal(task.result.videos[0].url.length, 2)
  assert.equal(fake.orders.length, 2)
  assert.deepEqual((await server.verify()).problems, [])
})

test('S15: what the Gemini API can’t do is a 400 that names the field, and nothing is held', async (context) => {
  const { api } = await before(context, new FakeGemini(), ENTRIES.gemini)
  const answer = await api.submit({ ...BODY, duration: 4, resolution: '1080p' })
  assert.equal(answer.status, 400)
  assert.equal(answer.body.error.param, 'duration')
  assert.match(answer.body.error.message, /takes only 8 for duration/)
  assert.equal(await api.balance(), 10)
})

test('a task whose provider is no longer configured waits, does not hold up others, and is refunded after its time', async (context) => {
  const clock = new TestClock()
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const config = join(await ownFolder(context), 'reelgate.json')
  await writeFile(config, JSON.stringify({ provider: 'old', providers: { old: ENTRIES.relay(upstream.url) } }))
  const old = { ...httpProvider({ url: upstream.url }), name: 'old' }
  const first = await startTestServer(context, { clock, providers: [old], env: { REELGATE_CONFIG: config } })
  const { api, account } = await first.newCaller(10)
  const body = { ...BODY, generate_audio: false, duration: 4 }
  const running = await api.submitted(body)
  await eventually(() => upstream.operations.length === 1)
  await eventually(async () => (await findTask(first.flow.db.read, running))?.state === 'running')
  await first.stop()

  upstream.finishAtOnce = true
  const providers = [httpProvider({ url: upstream.url })]
  const other = await startTestServer(context, { clock, dataDir: first.dataDir, providers })
  await atRest(other, running)
  const { state } = (await findTask(other.flow.db.read, running)) ?? {}
  assert.equal(state, 'running')
  const mine = await other.newCaller(10)
  assert.equal((await mine.api.ended(await mine.api.submitted(body))).status, 'completed')
  clock.advance(minutes(31))
  other.wake()
  await eventually(async () => (await findTask(other.flow.db.read, running))?.state === 'failed')
  const ended = await findTask(other.flow.db.read, running)
  assert.equal(ended?.failure?.code, 'provider_unreachable')
  assert.deepEqual((await other.verify()).problems, [])
  const sql = 'SELECT sum(amount) AS released FROM ledger_entry WHERE account_id = ? AND kind = ?'
  const row = await other.flow.db.read.get<{ released: number }>(sql, [account.id, 'release'])
  assert.equal(row?.released, 320_000)
})
