import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { Api, SUBMIT } from '../harness/api.ts'
import { startTestServer } from '../harness/server.ts'
import type { TestServer } from '../harness/server.ts'
import { ownFolder } from '../harness/folder.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const quote = (api: Api, body: unknown) => api.call('POST', '/v1/videos/quote', { body })

async function callerIn(server: TestServer, group: string, usd: number): Promise<Api> {
  const { db } = server.flow
  const act = { actor: 'test', at: 1 }
  const { id } = await createAccount(db, act, { name: group, group, unlimited: false, balance: usd * 1_000_000 })
  const { secret } = await createKey(db, act, id)
  return new Api(server.url, secret)
}

/** A file of settings that holds this. */
async function configFile(context: Parameters<typeof ownFolder>[0], content: unknown): Promise<string> {
  const path = join(await ownFolder(context), 'reelgate.json')
  await writeFile(path, JSON.stringify(content))
  return path
}

test('a quote says what a submit would hold, makes nothing, and fetches no picture', async (context) => {
  const server = await startTestServer(context)
  const { api } = await server.newCaller(1)
  const body = { ...SUBMIT, duration: 6, sample_count: 2, generate_audio: true, resolution: '1080p' }
  const answer = await quote(api, { ...body, first_frame_image: 'http://127.0.0.1:1/none.png' })
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.body.data, {
    model: 'veo3.1-fast-official',
    cost: 1.44,
    credits_cost: 14.4,
    price_version: 1,
    details: {
      usd_per_second: 0.12,
      ratio: 1,
      seconds: 6,
      sample_count: 2,
      resolution: '1080p',
      generate_audio: true,
    },
    sufficient_balance: false,
  })
  assert.equal((await quote(api, SUBMIT)).body.data.sufficient_balance, true)
  assert.equal(await api.balance(), 1)
  assert.deepEqual((await api.get('/v1/tasks')).body.data, [])
})

test('a quote refuses what a submit would refuse, with the same words', async (context) => {
  const server = await startTestServer(context)
  for (const body of [{ ...SUBMIT, duration: '8' }, { ...SUBMIT, model: 'x' }, { ...SUBMIT, sample_count: 5 }, '[]']) {
    const [asked, submitted] = [await quote(server.api, body), await server.api.submit(body)]
    assert.equal(asked.status, 400)
    assert.deepEqual(asked.body, submitted.body)
  }
})

test("a group's ratio decides what its accounts pay, and a task keeps the price it was quoted", async (context) => {
  const dataDir = await ownFolder(context)
  const cheap = await configFile(context, { groupRatios: { staff: '0.25' } })
  const first = await startTestServer(context, { dataDir, env: { REELGATE_CONFIG: cheap } })
  const staff = await callerIn(first, 'staff', 5)
  const { api: other } = await first.newCaller(5)
  assert.equal((await quote(staff, SUBMIT)).body.data.cost, 0.08)
  assert.equal((await quote(other, SUBMIT)).body.data.cost, 0.32)
  const before = await staff.submitted()
  await staff.ended(before)
  await first.stop()

  const dear = await configFile(context, { groupRatios: { staff: 2 } })
  const second = await startTestServer(context, { dataDir, env: { REELGATE_CONFIG: dear } })
  const again = new Api(second.url, staff.key)
  assert.equal((await again.task(before)).cost, 0.08)
  const after = await again.submitted()
  assert.equal((await again.ended(after)).cost, 0.64)
  const versions = await Promise.all([before, after].map((id) => findTask(second.flow.db.read, id)))
  assert.deepEqual(
    versions.map((task) => task?.priceVersion),
    [1, 2],
  )
  assert.deepEqual((await second.verify()).problems, [])
})

test('the same settings at the next start make no new version of the prices', async (context) => {
  const dataDir = await ownFolder(context)
  for (let start = 0; start < 2; start += 1) {
    const server = await startTestServer(context, { dataDir })
    assert.equal((await server.flow.prices.get()).version, 1)
    await server.stop()
  }
})
