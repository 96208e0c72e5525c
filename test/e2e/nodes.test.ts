import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Api, CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { EventReader } from '../harness/events.ts'
import { ownFolder } from '../harness/folder.ts'
import { Nodes } from '../harness/nodes.ts'
import { ownDatabaseUrl } from '../harness/postgres.ts'
import { Receiver } from '../harness/receiver.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const TIMEOUT = { timeout: 180_000 }

/** Two nodes that answer and two that work, their clocks up to two seconds apart, before a service that charges. */
async function openNodes(context: TestContext, settings: Record<string, string> = {}) {
  const upstream = await Upstream.open(context)
  const env = { REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on', REELGATE_LOG_LEVEL: 'info', ...settings }
  const program = { upstream: upstream.url }
  const folder = await ownFolder(context)
  const nodes = await Nodes.open(context, { folder, databaseUrl: ownDatabaseUrl(context), env, program })
  const key = await nodes.newKey('much', '--unlimited')
  // Clocks are never quite the same.
  const apis = [await nodes.start('api-1', 'api'), await nodes.start('api-2', 'api', 1_000)] as const
  const workers = [await nodes.start('worker-1', 'worker'), await nodes.start('worker-2', 'worker', -1_000)] as const
  const api = new Api(nodes.balancer.url, key)
  await eventually(async () => (await api.get('/readyz')).status === 200)
  return { upstream, nodes, key, apis, workers, api }
}

type World = Awaited<ReturnType<typeof openNodes>>

/** Callers who submit, and look at what they have, until it is over; a call that meets no answer is made again. */
function callers({ api }: World, receiver: Receiver, count: number) {
  const acknowledged: string[] = []
  const wrong: string[] = []
  const over = new AbortController()
  const answered = async (call: () => Promise<Answer>): Promise<Answer> => {
    for (;;) {
      const answer = await call().catch(() => undefined)
      if (answer !== undefined && answer.status !== 503) return answer
      await pause(20)
    }
  }
  const work = async (caller: number) => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      const body = { ...SUBMIT, webhook: receiver.url }
      const submitted = await answered(() => api.submit(body, { 'idempotency-key': `${caller}-${turn}` }))
      if (submitted.status !== 200) return void wrong.push(JSON.stringify(submitted.body))
      const id = submitted.body.data[0].task_id as string
      acknowledged.push(id)
      const seen = await answered(() => api.get(`/v1/tasks/${id}`))
      if (seen.status !== 200) wrong.push(`${id} was acknowledged, and is answered ${seen.status}`)
      await pause(30)
    }
  }
  const working = Promise.all(Array.from({ length: count }, (_, caller) => work(caller)))
  const stop = async () => {
    over.abort()
    await working
  }
  return { acknowledged, wrong, stop }
}

test(
  'S1, S5, S11: every node is restarted in turn under load, one of them by kill -9: nothing that was acknowledged is lost, bought twice or untold',
  TIMEOUT,
  async (context) => {
    const world = await openNodes(context)
    const { upstream, nodes, apis, workers, api } = world
    upstream.finishAtOnce = false
    const finishing = setInterval(() => upstream.finish(), 200)
    context.after(() => clearInterval(finishing))
    const receiver = await Receiver.open(context)
    const load = callers(world, receiver, 8)
    const goOn = async () => {
      const before = load.acknowledged.length
      await eventually(() => load.acknowledged.length > before + 20)
    }
    for (const node of [apis[0], workers[0], apis[1]]) {
      await goOn()
      const { code } = await nodes.restart(node, 'SIGTERM')
      assert.equal(code, 0, `${node.name} did not stop as it should`)
    }
    await goOn()
    await nodes.restart(workers[1], 'SIGKILL')
    await goOn()
    await load.stop()
    assert.deepEqual(load.wrong, [])

    const unfinished = async () => (await api.get('/readyz')).body.unfinished_tasks as Record<string, number>
    await eventually(async () => Object.keys(await unfinished()).every((state) => state === 'unresolved'))
    // What was being started at the moment of the kill is ended by its rule, an hour later.
    const lost = (await unfinished())['unresolved'] ?? 0
    assert.ok(lost <= 32, `${lost} starts were lost`)
    if (lost > 0) {
      const late = { upstream: upstream.url, aheadMs: 2 * 3_600_000 }
      const later = await Nodes.open(context, { ...nodes.options, program: late })
      await later.start('worker-late', 'worker')
      await eventually(async () => Object.keys(await unfinished()).length === 0)
    }
    for (const id of load.acknowledged) {
      const { status } = await api.task(id)
      assert.ok(status === 'completed' || status === 'failed', `${id} is ${status}`)
    }
    const bought = Map.groupBy(upstream.operations, ({ taskId }) => taskId)
    assert.deepEqual(
      [...bought].filter(([, operations]) => operations.length > 1),
      [],
    )
    await eventually(() => load.acknowledged.every((id) => receiver.ids.includes(id)))
    const verified = await nodes.command('ledger', 'verify')
    assert.equal(verified.code, 0, verified.stdout + verified.stderr)
    context.diagnostic(`${load.acknowledged.length} tasks, ${upstream.operations.length} bought, ${lost} unresolved`)
  },
)

test(
  'a long poll and a stream on one node hear of what another node has done, and so do limits, keys, prices and breakers',
  TIMEOUT,
  async (context) => {
    const world = await openNodes(context)
    const { upstream, nodes, apis, key } = world
    upstream.finishAtOnce = false
    const [one, two] = apis.map(({ server }) => new Api(server.url, key)) as [Api, Api]
    const id = await one.submitted()
    await eventually(() => upstream.operations.length === 1)
    const before = await one.until(id, ({ status }) => status === 'processing')
    const stream = await EventReader.open(two, id)
    const polls = [one, two].map((api) => api.get(`/v1/tasks/${id}?wait=30`))
    upstream.finish()
    for (const { body } of await Promise.all(polls)) assert.notDeepEqual(body.data, before)
    assert.equal((await stream.all()).at(-1)?.data.status, 'completed')

    // A key that is revoked by a command, in a process of its own, opens nothing on any node from then on.
    const made = await nodes.command('keys', 'create', '--account', 'much', '--polls-per-minute', '40', '--json')
    const limited = JSON.parse(made.stdout) as { key: string; id: string }
    const both = [one, two].map(({ url }) => new Api(url, limited.key)) as [Api, Api]
    for (let call = 0; call < 10; call += 1) assert.equal((await both[0].get('/v1/models')).status, 200)
    await eventually(async () => Number((await both[1].get('/v1/models')).headers.get('ratelimit-remaining')) < 30)
    await nodes.command('keys', 'revoke', limited.id)
    for (const api of both) assert.equal((await api.get('/v1/models')).status, 401)

    // Prices that are changed on one node are those of the next quote on the other.
    const admin = JSON.parse((await nodes.command('admin-keys', 'create', 'ops', '--json')).stdout) as { key: string }
    const [book, changer] = [await new Api(one.url, admin.key).get('/admin/v1/prices'), new Api(two.url, admin.key)]
    const dearer = {
      book: { ...book.body.data.book, ratio: '2' },
      note: 'twice as dear',
      if_version: book.body.data.version,
    }
    assert.equal((await changer.call('PUT', '/admin/v1/prices', { body: dearer })).status, 200)
    const quote = async () => (await one.call('POST', '/v1/videos/quote', { body: SUBMIT })).body.data.cost
    await eventually(async () => (await quote()) === 2 * CHEAPEST_USD)

    // Three failed starts, wherever they were, and every node knows.
    upstream.onStart = 500
    for (let task = 0; task < 6; task += 1) await one.submitted()
    const breakerOf = async (url: string) => (await new Api(url, '').get('/readyz')).body.breakers.builtin as string
    for (const { server } of [...apis, ...world.workers])
      await eventually(async () => (await breakerOf(server.url)) === 'open')
  },
)
