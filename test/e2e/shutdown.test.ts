import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { descendants, isAlive } from '../harness/descendants.ts'
import type { Seen } from '../harness/descendants.ts'
import { ownFolder } from '../harness/folder.ts'
import { PostgresServer } from '../harness/postgres.ts'
import { startServer } from '../harness/process.ts'
import type { RunningServer, ServerOptions } from '../harness/process.ts'
import { assertClip } from '../harness/tools.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const EXIT_MS = 10_000
const TIMEOUT = { timeout: 120_000 }
/** As an operator runs it: with the whole time to drain that the settings give. */
const DRAIN = { REELGATE_DRAIN_SECONDS: '7' }

/** SIGTERM; fails unless the process ends by itself, with code 0, within ten seconds. */
async function terminate({ program }: RunningServer): Promise<void> {
  const asked = performance.now()
  program.child.kill('SIGTERM')
  const { code, signal, stderr } = await program.finished
  assert.deepEqual({ code, signal }, { code: 0, signal: null }, stderr)
  assert.ok(performance.now() - asked < EXIT_MS, 'it took more than 10 s to end')
}

const start = (context: TestContext, options: ServerOptions, key?: string) =>
  startServer(context, { ...options, env: { ...DRAIN, ...options.env } }, key)

test(
  'S11: SIGTERM in mid-task ends the process in time, and the next one goes on from the stored operation',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    upstream.finishAtOnce = false
    const dataDir = await ownFolder(context)
    const first = await start(context, { dataDir, upstream: upstream.url })
    const id = await first.api.submitted()
    await eventually(() => upstream.checks > 1)
    await terminate(first)

    const next = await start(context, { dataDir, upstream: upstream.url }, first.api.key)
    const before = upstream.checks
    await eventually(() => upstream.checks > before)
    assert.equal((await next.api.task(id)).status, 'processing')
    upstream.finish()
    assert.equal((await next.api.ended(id)).status, 'completed')
    assert.equal(upstream.operations.length, 1)
  },
)

test('S11: SIGTERM ends the process in time though the upstream answers nothing any more', TIMEOUT, async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const dataDir = await ownFolder(context)
  const first = await start(context, { dataDir, upstream: upstream.url })
  const id = await first.api.submitted()
  await eventually(() => upstream.checks > 1)
  upstream.onCheck = 'hang'
  const before = upstream.checks
  await eventually(() => upstream.checks > before)
  await terminate(first)

  upstream.onCheck = 'ok'
  upstream.finish()
  const next = await start(context, { dataDir, upstream: upstream.url }, first.api.key)
  assert.equal((await next.api.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 1)
})

test(
  'S11: SIGTERM while the upstream is being asked to start leaves a task that is never bought twice',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    upstream.onStart = 'hang'
    const dataDir = await ownFolder(context)
    const env = { REELGATE_DRAIN_SECONDS: '0' }
    const first = await start(context, { dataDir, upstream: upstream.url, env })
    const id = await first.api.submitted()
    await eventually(async () => (await first.api.task(id)).status === 'processing')
    await terminate(first)

    upstream.onStart = 'ok'
    const next = await start(context, { dataDir, upstream: upstream.url }, first.api.key)
    // Tasks are taken in their order, so the first one's turn has come when the second one has ended.
    assert.equal((await next.api.ended(await next.api.submitted())).status, 'completed')
    assert.equal((await next.api.task(id)).status, 'processing')
    assert.deepEqual(
      upstream.operations.map((operation) => operation.taskId === id),
      [false],
    )
  },
)

/** SIGTERM; resolves when `/readyz` says that it was heard. */
async function drain({ program, api }: RunningServer): Promise<void> {
  program.child.kill('SIGTERM')
  await eventually(async () => (await api.get('/readyz')).status === 503)
}

test(
  'for the drain delay a balancer sees 503 at /readyz while everything else goes on: new connections, submits, tasks',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    // Longer than any test: what is answered after the signal is answered within the delay.
    const env = { REELGATE_DRAIN_DELAY_SECONDS: '600' }
    const server = await start(context, { dataDir: await ownFolder(context), upstream: upstream.url, env })
    assert.equal((await server.api.get('/readyz')).status, 200)
    await drain(server)
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    context.after(() => socket.destroy())
    await once(socket, 'connect')
    assert.equal((await server.api.get('/healthz')).status, 200)
    assert.equal((await server.api.ended(await server.api.submitted())).status, 'completed')
    assert.equal((await server.api.get('/readyz')).status, 503)
    // Which is what was asked for, and no error to wake anybody for.
    await eventually(() => server.program.stderr.includes('"path":"/readyz","status":503'))
    assert.doesNotMatch(server.program.stderr, /"level":50/)
    assert.equal(server.program.child.exitCode, null)
  },
)

test(
  'once the drain delay is over the server stops as without one: no new connection, exit code 0',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const env = { REELGATE_DRAIN_DELAY_SECONDS: '1' }
    const server = await start(context, { dataDir: await ownFolder(context), upstream: upstream.url, env })
    await terminate(server)
    await assert.rejects(server.api.get('/healthz'), { name: 'TypeError' })
  },
)

/** A server whose own renderer is at work on a clip of 4 s, and every process below it. */
async function rendering(context: TestContext) {
  const dataDir = await ownFolder(context)
  const server = await start(context, { dataDir })
  const id = await server.api.submitted(SUBMIT)
  await server.api.until(id, (task) => task.progress > 0)
  const below = descendants(server.program.child.pid ?? 0)
  assert.ok(below.length > 0, 'the renderer has a process of its own')
  return { dataDir, server, id, below }
}

const gone = (processes: readonly Seen[]) => eventually(() => !processes.some(isAlive))

async function assertFinishedBy(context: TestContext, dataDir: string, key: string, id: string): Promise<void> {
  const next = await start(context, { dataDir }, key)
  const task = await next.api.ended(id)
  assert.equal(task.status, 'completed', JSON.stringify(task))
  const video = await fetch(task.result.videos[0].url[0] as string)
  const file = join(dataDir, 'fetched.mp4')
  await writeFile(file, Buffer.from(await video.arrayBuffer()))
  assertClip(file)
  await eventually(async () => (await readdir(join(dataDir, 'renders'))).length === 0)
}

test(
  'S11: SIGTERM while a clip is drawn ends the renderer too, and the next process draws the clip',
  TIMEOUT,
  async (context) => {
    const { dataDir, server, id, below } = await rendering(context)
    await terminate(server)
    await gone(below)
    await assertFinishedBy(context, dataDir, server.api.key, id)
  },
)

test(
  'kill -9 while a clip is drawn leaves no renderer behind, and the next process draws the clip',
  TIMEOUT,
  async (context) => {
    const { dataDir, server, id, below } = await rendering(context)
    await server.kill()
    await gone(below)
    await assertFinishedBy(context, dataDir, server.api.key, id)
  },
)

test(
  'S11: SIGTERM ends the process in time though its Postgres is away, and the next one goes on',
  TIMEOUT,
  async (context) => {
    const postgres = new PostgresServer()
    context.after(() => postgres.stop('immediate'))
    const upstream = await Upstream.open(context)
    upstream.finishAtOnce = false
    const env = { DATABASE_URL: postgres.url('shutdown'), REELGATE_DRAIN_SECONDS: '2', REELGATE_LEASE_SECONDS: '3' }
    const options = { dataDir: await ownFolder(context), upstream: upstream.url, env }
    const first = await start(context, options)
    const id = await first.api.submitted()
    await eventually(() => upstream.checks > 1)
    postgres.stop('immediate')
    await terminate(first)

    postgres.start()
    const next = await start(context, options, first.api.key)
    upstream.finish()
    assert.equal((await next.api.ended(id)).status, 'completed')
    assert.equal(upstream.operations.length, 1)
  },
)
