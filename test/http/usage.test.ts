import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { CHEAPEST_USD, MODEL, SUBMIT } from '../harness/api.ts'
import type { Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
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
  const usage = async (query: string, by: Api = api) => {
    const answer = await by.get(`/v1/usage?${query}`)
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
