import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { CHEAPEST_USD, MODEL, SUBMIT } from '../harness/api.ts'
import type { Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { newAdmin } from './admin-calls.ts'
import { assertProblem, startWithUpstream } from './fixture.ts'

const START = Date.UTC(2026, 9, 24, 12)

async function start(context: TestContext) {
  const clock = new TestClock(START)
  const server = await startWithUpstream(context, { clock })
  const { upstream } = server
  const { api, keyId, account } = await server.newCaller(100)
  /** Has a task end at this moment. */
  const endedAt = async (iso: string, how: 'done' | 'failed' = 'done', by: Api = api, body: object = SUBMIT) => {
    clock.advance(Date.parse(iso) - clock.now())
    upstream.endsAs = how
    upstream.finishAtOnce = true
    const ended = await by.ended(await by.submitted(body))
    assert.equal(ended.status, how === 'done' ? 'completed' : 'failed')
  }
  const usage = async (query: string, by: Api = api, path = '/v1/usage') => {
    const answer = await by.get(`${path}?${query}`)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }
  return { server, clock, api, keyId, account, endedAt, usage }
}

const byDay = (rows: { day: string; tasks: number; cost: number }[]) =>
  rows.map((row) => [row.day, row.tasks, row.cost])

test('a task counts on the day it ended where the caller lives, also over the hour that clocks go back', async (context) => {
  const { endedAt, usage } = await start(context)
  // Berlin's 25th of October has 25 hours: from 22:00 UTC the day before to 23:00 UTC.
  for (const at of ['24T21:59:59', '24T22:00:00', '25T00:30:00', '25T01:30:00', '25T22:59:59', '25T23:00:00']) {
    await endedAt(`2026-10-${at}Z`)
  }
  const cost = (tasks: number) => Math.round(tasks * CHEAPEST_USD * 100) / 100
  const dates = 'from=2026-10-24&to=2026-10-26'
  assert.deepEqual(byDay((await usage(`${dates}&timezone=Europe/Berlin`)).rows), [
    ['2026-10-24', 1, cost(1)],
    ['2026-10-25', 4, cost(4)],
    ['2026-10-26', 1, cost(1)],
  ])
  assert.deepEqual(byDay((await usage(`${dates}&timezone=Asia/Kolkata`)).rows), [
    ['2026-10-25', 4, cost(4)],
    ['2026-10-26', 2, cost(2)],
  ])
  const utc = await usage(dates)
  assert.deepEqual(byDay(utc.rows), [
    ['2026-10-24', 2, cost(2)],
    ['2026-10-25', 4, cost(4)],
  ])
  assert.deepEqual(utc.total, { tasks: 6, completed: 6, cost: cost(6), credits_cost: cost(60) })
  assert.equal((await usage('from=2026-10-25&to=2026-10-25')).total.tasks, 4)
})

test('failed work is counted and costs nothing, and the sums are those of the ledger', async (context) => {
  const { server, api, endedAt, usage, keyId, account } = await start(context)
  await endedAt('2026-10-25T10:00:00Z')
  await endedAt('2026-10-25T10:00:00Z', 'failed')
  const { rows, total } = await usage('group_by=model,key,status')
  const same = { model: MODEL, key_id: keyId }
  const paid = { tasks: 1, completed: 1, cost: CHEAPEST_USD, credits_cost: CHEAPEST_USD * 10 }
  assert.deepEqual(rows, [
    { ...same, status: 'completed', ...paid },
    { ...same, status: 'failed', tasks: 1, completed: 0, cost: 0, credits_cost: 0 },
  ])
  assert.deepEqual(total, { ...paid, tasks: 2 })
  assert.equal((await api.get('/v1/user/balance')).body.used_balance, total.cost)
  assert.deepEqual((await usage('', server.api)).rows, [], `${account.name} is nobody else's`)
})

test('without dates the last 30 days are meant, as the caller counts them', async (context) => {
  const { clock, usage } = await start(context)
  clock.advance(11 * 3_600_000)
  const { from, to, timezone } = await usage('timezone=Asia/Shanghai')
  assert.deepEqual([from, to, timezone], ['2026-09-26', '2026-10-25', 'Asia/Shanghai'])
})

test('the same comes as CSV, by header or by query', async (context) => {
  const { api, endedAt, keyId } = await start(context)
  await endedAt('2026-10-25T10:00:00Z')
  const path = '/v1/usage?from=2026-10-25&to=2026-10-25&group_by=status,day,key'
  const lines = ['day,key_id,status,tasks,completed,cost,credits_cost', `2026-10-25,${keyId},completed,1,1,0.32,3.2`]
  for (const answer of [await api.get(path, { accept: 'text/csv' }), await api.get(`${path}&format=csv`)]) {
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8')
    assert.match(answer.headers.get('content-disposition') ?? '', /"usage_2026-10-25_2026-10-25\.csv"/)
    assert.equal(answer.body, lines.map((line) => `${line}\r\n`).join(''))
  }
  const json = await api.get(`${path}&format=json`, { accept: 'text/csv' })
  assert.match(json.headers.get('content-type') ?? '', /json/)
})

test('a zone, a date or a group that there is not, and too long a time, are refused by name', async (context) => {
  const { api } = await start(context)
  for (const [query, param] of [
    ['timezone=Mars/Base', 'timezone'],
    ['from=2026-13-01', 'from'],
    ['to=yesterday', 'to'],
    ['from=2026-02-30', 'from'],
    ['from=2026-10-26&to=2026-10-25', 'from'],
    ['from=2025-10-25&to=2026-10-26', 'from'],
    ['group_by=week', 'group_by'],
    ['format=xml', 'format'],
  ] as const) {
    assertProblem(await api.get(`/v1/usage?${query}`), { status: 400, type: 'invalid_request_error', param })
  }
  assert.equal((await api.get('/v1/usage?from=2025-10-25&to=2026-10-25')).status, 200)
})

test("an administrator sees everybody's usage by account, as each sees its own, over pages of accounts", async (context) => {
  const { server, api, account, endedAt, usage } = await start(context)
  const admin = await newAdmin(server)
  const other = await server.newCaller(100)
  // So that the two do not stand on one page of accounts.
  for (let count = 0; count < 110; count += 1) await server.newCaller()
  const late = await server.newCaller(100)
  await endedAt('2026-10-25T10:00:00Z')
  await endedAt('2026-10-25T10:00:00Z', 'done', other.api)
  await endedAt('2026-10-25T10:00:00Z', 'failed', other.api)
  await endedAt('2026-10-26T10:00:00Z', 'done', late.api)
  const dates = 'from=2026-10-24&to=2026-10-26'
  const all = (query: string) => usage(query, admin, '/admin/v1/usage')
  const sums = (tasks: number, completed = tasks) => {
    const cost = Math.round(completed * CHEAPEST_USD * 100) / 100
    return { tasks, completed, cost, credits_cost: Math.round(cost * 1000) / 100 }
  }
  assert.deepEqual((await all(dates)).rows, [
    { day: '2026-10-25', ...sums(3, 2) },
    { day: '2026-10-26', ...sums(1) },
  ])
  const byAccount = await all(`${dates}&group_by=account`)
  const rows = [
    { account_id: account.id, ...sums(1) },
    { account_id: other.account.id, ...sums(2, 1) },
    { account_id: late.account.id, ...sums(1) },
  ]
  assert.deepEqual(
    byAccount.rows,
    rows.toSorted((one, two) => (one.account_id < two.account_id ? -1 : 1)),
  )
  assert.deepEqual(byAccount.total, sums(4, 3))
  assert.deepEqual((await all(`${dates}&group_by=model`)).rows, [{ model: MODEL, ...sums(4, 3) }])
  for (const one of [{ api, account }, other, late]) {
    const own = (await usage(`${dates}&group_by=day,key,status`, one.api)).rows
    assert.deepEqual((await all(`${dates}&group_by=day,key,status&account_id=${one.account.id}`)).rows, own)
  }
  const csv = await admin.get(`/admin/v1/usage?${dates}&group_by=day,account`, { accept: 'text/csv' })
  assert.match(csv.body, /^day,account_id,tasks,completed,cost,credits_cost\r\n2026-10-25,/)
  assert.equal((await admin.get('/admin/v1/usage?account_id=none')).status, 404)
  assert.equal((await api.get('/admin/v1/usage')).status, 401)
  const own = await api.get('/v1/usage?group_by=account')
  assertProblem(own, { status: 400, type: 'invalid_request_error', param: 'group_by' })
})
