import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { sweep } from '../../src/flow/sweep.ts'
import { postWebhook } from '../../src/flow/webhooks/post-webhook.ts'
import { SUBMIT } from '../harness/api.ts'
import type { Answer, Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { Receiver } from '../harness/receiver.ts'
import type { Answering, Received } from '../harness/receiver.ts'
import type { TestServer, TestServerOptions } from '../harness/server.ts'
import { eventually } from '../harness/wait.ts'
import { newAdmin } from '../http/admin-calls.ts'
import { assertProblem, startWithUpstream } from '../http/fixture.ts'

const PRIVATE = { REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' }
const DAY_MS = 86_400_000

/** A server that may tell receivers on this machine, and one of them. */
async function withReceiver(context: TestContext, options: TestServerOptions = {}) {
  const receiver = await Receiver.open(context)
  const server = await startWithUpstream(context, { ...options, env: { ...PRIVATE, ...options.env } })
  return { server, receiver, webhook: `${receiver.url}/hooks` }
}

const log = async (api: Api, id: string): Promise<Answer['body']> => {
  const answer = await api.get(`/v1/tasks/${id}/webhooks`)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.data
}

/** The log once so many tries are in it, and no more is under way. */
const tried = (api: Api, id: string, count: number) =>
  eventually(async () => {
    const data = await log(api, id)
    const isAtRest = data.status !== 'waiting' || data.next_try !== null
    return data.tries.length === count && isAtRest && data
  })

/** Moves the clock to the next try of a task's webhook. */
async function goToNextTry(server: TestServer, clock: TestClock, id: string): Promise<void> {
  const { next_try: next } = await log(server.api, id)
  assert.ok(typeof next === 'number', 'no try is due')
  clock.advance((next + 1) * 1000 - clock.now())
  server.wake()
}

const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, headers as Record<string, string>)

const secretOf = async (api: Api): Promise<string> => (await api.get('/v1/webhook-secret')).body.data.secret

for (const ending of ['completed', 'failed', 'cancelled'] as const) {
  test(`the bare data of the status answer is posted to <webhook>/callback when a task is ${ending}, in the language of its submit`, async (context) => {
    const { server, receiver, webhook } = await withReceiver(context)
    server.upstream.endsAs = ending === 'failed' ? 'failed' : 'done'
    server.upstream.finishAtOnce = ending !== 'cancelled'
    const id = await server.api.submitted({ ...SUBMIT, webhook, language: 'ja' })
    if (ending === 'cancelled') {
      assert.equal((await log(server.api, id)).status, 'pending')
      await eventually(() => server.upstream.operations.length === 1)
      await server.api.call('POST', `/v1/tasks/${id}/cancel`)
    }
    const { status, url, next_try: next } = await tried(server.api, id, 1)
    assert.deepEqual({ status, url, next }, { status: 'delivered', url: `${webhook}/callback`, next: null })
    const [one = assert.fail(), ...more] = receiver.received
    assert.deepEqual([one.method, one.path, more], ['POST', '/hooks/callback', []])
    const { data } = (await server.api.get(`/v1/tasks/${id}?language=ja`)).body
    assert.equal(data.status, ending)
    assert.deepEqual(JSON.parse(one.body), data)
    assert.equal(one.headers['content-type'], 'application/json')
    assert.equal(one.headers['webhook-id'], id)
    assert.deepEqual(verify(await secretOf(server.api), one), data)
  })
}

test('a task without a webhook tells nobody, and its log says so', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context)
  const silent = await server.api.submitted()
  const told = await server.api.submitted({ ...SUBMIT, webhook })
  await server.api.ended(silent)
  await tried(server.api, told, 1)
  assert.deepEqual(await log(server.api, silent), {
    task_id: silent,
    url: null,
    status: 'none',
    next_try: null,
    tries: [],
  })
  assert.deepEqual(receiver.ids, [told])
})

const TROUBLES: Record<string, { answering: Answering | 'gone'; seen: { status: number | null; error: string } }> = {
  'answers 301': { answering: { redirect: '/elsewhere' }, seen: { status: 301, error: 'redirect' } },
  'answers 500': { answering: 500, seen: { status: 500, error: 'HTTP 500' } },
  hangs: { answering: 'hang', seen: { status: null, error: 'timeout' } },
  'is gone': { answering: 'gone', seen: { status: null, error: 'ECONNREFUSED' } },
}

for (const [name, { answering, seen }] of Object.entries(TROUBLES)) {
  test(`S17: a receiver that ${name} is told again after growing pauses, over a restart too, and each try is in the log`, async (context) => {
    const clock = new TestClock()
    const env = { REELGATE_WEBHOOK_TIMEOUT_SECONDS: '1', REELGATE_PUBLIC_URL: 'https://video.example.com' }
    const { server, receiver, webhook } = await withReceiver(context, { clock, env })
    if (answering === 'gone') receiver.close()
    else receiver.answering = answering
    const id = await server.api.submitted({ ...SUBMIT, webhook })
    const pauses: number[] = []
    for (const count of [1, 2]) {
      const { status, next_try: next, tries } = await tried(server.api, id, count)
      assert.equal(status, 'waiting')
      const { at, duration_ms: duration, ...last } = tries.at(-1)
      assert.deepEqual(last, seen)
      assert.ok(Number.isInteger(duration))
      pauses.push(next - at)
      await goToNextTry(server, clock, id)
      if (count === 1) continue
      await tried(server.api, id, 3)
    }
    assert.ok((pauses[0] ?? 0) >= 4 && (pauses[0] ?? 0) <= 7, String(pauses))
    assert.ok((pauses[1] ?? 0) >= 24 && (pauses[1] ?? 0) <= 37, String(pauses))
    await server.stop()

    if (answering === 'gone') await receiver.listen()
    receiver.answering = 200
    const next = await startWithUpstream(context, { clock, env: { ...PRIVATE, ...env }, dataDir: server.dataDir })
    const api = Object.assign(next.api, { key: server.api.key })
    assert.equal((await log(api, id)).tries.length, 3)
    await goToNextTry({ ...next, api }, clock, id)
    const done = await tried(api, id, 4)
    assert.deepEqual(
      [done.status, done.next_try, done.tries[3].status, done.tries[3].error],
      ['delivered', null, 200, null],
    )
    assert.equal(receiver.received.at(-1)?.headers['webhook-id'], id)
    assert.ok(receiver.received.every(({ path }) => path === '/hooks/callback'))
    assert.equal(new Set(receiver.received.map(({ body }) => body)).size, 1)
  })
}

test('S17: after the last pause a webhook has failed, and is told no more', async (context) => {
  const clock = new TestClock()
  const env = { REELGATE_WEBHOOK_RETRY_SECONDS: '5' }
  const { server, receiver, webhook } = await withReceiver(context, { clock, env })
  receiver.answering = 503
  const id = await server.api.submitted({ ...SUBMIT, webhook })
  await tried(server.api, id, 1)
  await goToNextTry(server, clock, id)
  const { status, next_try: next } = await tried(server.api, id, 2)
  assert.deepEqual([status, next], ['failed', null])
  clock.advance(DAY_MS)
  server.wake()
  const other = await server.api.submitted({ ...SUBMIT, webhook })
  await tried(server.api, other, 1)
  assert.deepEqual(receiver.ids, [id, id, other])
})

for (const status of [400, 404, 410, 429]) {
  test(`S17: a ${status} is final: nothing is told again`, async (context) => {
    const clock = new TestClock()
    const { server, receiver, webhook } = await withReceiver(context, { clock })
    receiver.answering = status
    const id = await server.api.submitted({ ...SUBMIT, webhook })
    const data = await tried(server.api, id, 1)
    assert.deepEqual([data.status, data.next_try, data.tries[0].status], ['failed', null, status])
    assert.equal(receiver.received.length, 1)
  })
}

test('S17: a receiver that hangs delays nobody else, of the same account or another', async (context) => {
  const env = { REELGATE_WEBHOOK_TIMEOUT_SECONDS: '60' }
  const { server, receiver: dead, webhook } = await withReceiver(context, { env })
  dead.answering = 'hang'
  const live = await Receiver.open(context)
  const lost = await Promise.all(Array.from({ length: 80 }, () => server.api.submitted({ ...SUBMIT, webhook })))
  for (const id of lost) await server.api.ended(id)
  const { api } = await server.newCaller()
  for (const caller of [server.api, api]) {
    const id = await caller.submitted({ ...SUBMIT, webhook: live.url })
    assert.equal((await tried(caller, id, 1)).status, 'delivered')
  }
  await eventually(() => dead.received.length >= 4)
  assert.equal(dead.received.length, 4)
})

test('S17: one account with a hundred receivers that hang leaves places to the others', async (context) => {
  const env = { REELGATE_WEBHOOK_TIMEOUT_SECONDS: '60' }
  const { server, receiver: live } = await withReceiver(context, { env })
  const dead = await Promise.all(Array.from({ length: 20 }, () => Receiver.open(context)))
  for (const one of dead) one.answering = 'hang'
  const bodies = dead.flatMap(({ url }) => Array.from({ length: 5 }, () => ({ ...SUBMIT, webhook: url })))
  const lost = await Promise.all(bodies.map((body) => server.api.submitted(body)))
  for (const id of lost) await server.api.ended(id)
  const { api } = await server.newCaller()
  const id = await api.submitted({ ...SUBMIT, webhook: live.url })
  assert.equal((await tried(api, id, 1)).status, 'delivered')
  const hanging = () => dead.reduce((sum, { received }) => sum + received.length, 0)
  await eventually(() => hanging() > 0)
  assert.ok(hanging() <= 16, String(hanging()))
})

test('S17: a receiver in trouble is left alone, tried with one webhook, and told everything when it is back', async (context) => {
  const clock = new TestClock()
  const { server, receiver, webhook } = await withReceiver(context, { clock })
  receiver.answering = 500
  const ids = await Promise.all(Array.from({ length: 12 }, () => server.api.submitted({ ...SUBMIT, webhook })))
  const atRest = () =>
    eventually(async () => {
      const logs = await Promise.all(ids.map((id) => log(server.api, id)))
      // One that is due now, or under way, has no time of its own yet.
      return logs.every(({ status, next_try: next }) => status === 'waiting' && next * 1000 > clock.now())
    })
  await atRest()
  const first = receiver.received.length
  assert.ok(first >= 3 && first <= 6, `${first} tries before it was left alone`)

  clock.advance(11_000)
  server.wake()
  await eventually(() => receiver.received.length > first)
  await atRest()
  assert.equal(receiver.received.length, first + 1)

  receiver.answering = 200
  clock.advance(22_000)
  server.wake()
  // Those that have failed wait for their own time too.
  await eventually(async () => {
    const logs = await Promise.all(ids.map((id) => log(server.api, id)))
    clock.advance(1_000)
    server.wake()
    return logs.every(({ status }) => status === 'delivered')
  })
  assert.deepEqual(new Set(receiver.ids), new Set(ids))
})

test('S17: private addresses are refused at delivery, however they are written, unless a setting allows them', async (context) => {
  const receiver = await Receiver.open(context)
  const server = await startWithUpstream(context)
  const { port } = new URL(receiver.url)
  for (const host of [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '10.0.0.1',
    '169.254.169.254',
  ]) {
    const id = await server.api.submitted({ ...SUBMIT, webhook: `http://${host}:${port}` })
    const { status, tries } = await tried(server.api, id, 1)
    assert.deepEqual([status, tries[0].error, tries[0].status], ['failed', 'address_refused', null], host)
  }
  assert.equal(receiver.received.length, 0)
})

test('S17: a name is asked for its address at each delivery, and the connection goes to the very address that was checked', async (context) => {
  const receiver = await Receiver.open(context)
  const url = new URL(`http://receiver.test:${new URL(receiver.url).port}/callback`)
  const options = { timeoutMs: 10_000, signal: new AbortController().signal }
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
  const mixed = async () => [{ address: '93.184.215.14', family: 4 }, ...(await resolve())]
  const message = { headers: {}, body: '{}' }
  for (const one of [resolve, mixed]) {
    const refused = await postWebhook(url, message, { ...options, allowPrivate: false, resolve: one })
    assert.deepEqual(refused, { verdict: 'refused', status: null, error: 'address_refused' })
  }
  assert.equal(receiver.received.length, 0)
  const posted = await postWebhook(url, message, { ...options, allowPrivate: true, resolve })
  assert.equal(posted.verdict, 'delivered')
  assert.equal(receiver.received[0]?.headers.host, url.host)
})

test('an answer without end is cut off, and counts by its status', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context)
  receiver.answering = 'endless'
  const id = await server.api.submitted({ ...SUBMIT, webhook })
  assert.equal((await tried(server.api, id, 1)).status, 'delivered')
})

test('S17: a webhook can be told once more, whatever came of it, and only where there is one to tell', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context)
  receiver.answering = 404
  const id = await server.api.submitted({ ...SUBMIT, webhook })
  assert.equal((await tried(server.api, id, 1)).status, 'failed')
  receiver.answering = 200
  const replay = (task: string, api = server.api) => api.call('POST', `/v1/tasks/${task}/webhooks/replay`)
  for (const count of [2, 3]) {
    const answer = await replay(id)
    assert.deepEqual([answer.status, answer.body.data.status], [200, 'waiting'])
    assert.equal((await tried(server.api, id, count)).status, 'delivered')
  }
  assert.deepEqual(receiver.ids, [id, id, id])
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)

  const { api } = await server.newCaller()
  const invalid = { status: 400, type: 'invalid_request_error', param: 'task_id' }
  assertProblem(await replay(id, api), invalid)
  const silent = await server.api.submitted()
  await server.api.ended(silent)
  assertProblem(await replay(silent), { ...invalid, status: 409 })
  server.upstream.finishAtOnce = false
  assertProblem(await replay(await server.api.submitted({ ...SUBMIT, webhook })), invalid)
})

test('after a rotation both secrets sign until the overlap is over, then the new one alone', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context)
  const { api } = await server.newCaller()
  const told = async () => {
    const id = await api.submitted({ ...SUBMIT, webhook })
    await tried(api, id, 1)
    return receiver.received.at(-1) ?? assert.fail()
  }
  const rotate = async (seconds: number) => {
    const answer = await api.call('POST', '/v1/webhook-secret/rotate', { body: { overlap_seconds: seconds } })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }
  const first = await secretOf(api)
  assert.match(first, /^whsec_[A-Za-z0-9+/]{43}=$/)
  assert.equal(await secretOf(api), first)
  verify(first, await told())

  const second = await rotate(3600)
  assert.equal(second.previous.length, 1)
  const both = await told()
  verify(first, both)
  verify(second.secret, both)

  const third = await rotate(0)
  assert.deepEqual(third.previous, [])
  const last = await told()
  verify(third.secret, last)
  for (const old of [first, second.secret]) assert.throws(() => verify(old, last))
  assert.notEqual(await secretOf(server.api), third.secret)
})

test('without signing no header of it is sent', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context, { env: { REELGATE_WEBHOOK_SIGNING: 'off' } })
  await tried(server.api, await server.api.submitted({ ...SUBMIT, webhook }), 1)
  const names = Object.keys(receiver.received[0]?.headers ?? {})
  assert.ok(names.includes('content-type'))
  assert.deepEqual(
    names.filter((name) => name.startsWith('webhook')),
    [],
  )
})

test('what came of webhooks is kept for its days; one that is still to be told stays', async (context) => {
  const clock = new TestClock()
  const { server, receiver, webhook } = await withReceiver(context, { clock })
  const told = await server.api.submitted({ ...SUBMIT, webhook })
  await tried(server.api, told, 1)
  clock.advance(29 * DAY_MS)
  await sweep(server.flow)
  assert.equal((await log(server.api, told)).status, 'delivered')
  receiver.answering = 500
  const waiting = await server.api.submitted({ ...SUBMIT, webhook })
  await tried(server.api, waiting, 1)
  clock.advance(DAY_MS)
  await sweep(server.flow)
  assert.deepEqual((await log(server.api, told)).tries, [])
  assert.ok((await log(server.api, waiting)).tries.length > 0)
})

test('administrators see the tries of every account, those that failed, tell again and rotate, and that is in the audit log', async (context) => {
  const { server, receiver, webhook } = await withReceiver(context)
  const admin = await newAdmin(server)
  receiver.answering = 410
  const { api, account } = await server.newCaller()
  const id = await api.submitted({ ...SUBMIT, webhook })
  const data = await tried(api, id, 1)
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer['body']> => {
    const answer = await admin.call(method, `/admin/v1${path}`, body === undefined ? {} : { body })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body
  }
  assert.deepEqual((await ask('GET', `/tasks/${id}/webhooks`)).data, data)
  const failed = await ask('GET', `/webhooks/failed?account_id=${account.id}`)
  assert.deepEqual(failed, { code: 200, data: [{ account_id: account.id, ...data }], has_more: false })
  receiver.answering = 200
  assert.equal((await ask('POST', `/tasks/${id}/webhooks/replay`)).data.status, 'waiting')
  assert.equal((await tried(api, id, 2)).status, 'delivered')
  assert.deepEqual((await ask('GET', '/webhooks/failed')).data, [])

  const path = `/accounts/${account.id}/webhook-secret`
  assert.equal((await ask('GET', path)).data.secret, await secretOf(api))
  const rotated = (await ask('POST', `${path}/rotate`, { overlap_seconds: 60 })).data
  assert.equal(rotated.secret, await secretOf(api))
  const acts = [await ask('GET', `/audit?target=${id}`), await ask('GET', `/audit?target=${account.id}&limit=1`)]
  assert.deepEqual(
    acts.map((page) => page.data[0].action),
    ['webhook.replay', 'webhook_secret.rotate'],
  )
  assert.ok(!JSON.stringify(acts).includes('whsec_'))
})
