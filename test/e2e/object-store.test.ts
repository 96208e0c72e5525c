import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { CutLine } from '../harness/cut-line.ts'
import { ownFolder } from '../harness/folder.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const TIMEOUT = { timeout: 120_000 }

test(
  'S13: kill -9 while a video is on its way to the bucket: the next process stores it whole, and nothing is left of the first',
  TIMEOUT,
  async (context) => {
    const { env: direct, objects, uploads } = await openTestBucket(context)
    const line = await CutLine.open(context, direct['REELGATE_S3_ENDPOINT'] ?? '')
    const env = { ...direct, REELGATE_S3_ENDPOINT: line.url }
    const upstream = await Upstream.open(context)
    upstream.video = randomBytes(20_000_000)
    upstream.finishAtOnce = false
    const dataDir = await ownFolder(context)
    const first = await startServer(context, { dataDir, upstream: upstream.url, env })
    const id = await first.api.submitted()
    await eventually(() => upstream.checks > 0)
    line.clogAt = line.sent + 10_000_000
    upstream.finish()
    await line.clogged(1)
    assert.deepEqual(await objects(), [])
    await first.kill()
    line.mend()
    assert.equal((await uploads()).length, 1)
    const second = await startServer(context, { dataDir, upstream: upstream.url, env }, first.api.key)
    const task = await second.api.ended(id)
    assert.equal(task.status, 'completed')
    const got = await fetch(task.result.videos[0].url[0])
    assert.ok(upstream.video.equals(Buffer.from(await got.arrayBuffer())))
    assert.equal((await objects()).length, 1)
    assert.equal((await second.api.call('DELETE', `/v1/videos/${id}`)).status, 200)
    assert.deepEqual([...(await objects()), ...(await uploads())], [])
    const verified = await runCli(context, { args: ['ledger', 'verify'], env: serverEnv(dataDir) })
    assert.equal(verified.code, 0, verified.stdout + verified.stderr)
  },
)

test(
  'a backup beside a bucket holds the database, says what it does not hold, and is restored',
  TIMEOUT,
  async (context) => {
    const { env: bucket } = await openTestBucket(context)
    const dataDir = await ownFolder(context)
    const upstream = await Upstream.open(context)
    const server = await startServer(context, { dataDir, upstream: upstream.url, env: bucket })
    const id = await server.api.submitted()
    await server.api.ended(id)
    const folder = `${await ownFolder(context)}/backup`
    const env = { ...serverEnv(dataDir), ...bucket }
    const made = await runCli(context, { args: ['backup', folder], env })
    assert.equal(made.code, 0, made.stderr)
    assert.match(made.stdout, /1 files.*not in it: results, uploads and input pictures are in the bucket bucket-/s)
    await server.kill()
    const restored = `${await ownFolder(context)}/data`
    const result = await runCli(context, { args: ['restore', folder], env: { ...env, REELGATE_DATA_DIR: restored } })
    assert.equal(result.code, 0, result.stderr)
    const again = { dataDir: restored, upstream: upstream.url, env: bucket }
    const { api } = await startServer(context, again, server.api.key)
    const url = (await api.task(id)).result.videos[0].url[0] as string
    assert.equal((await fetch(url)).status, 200)
  },
)

test('an erasure removes videos and uploads from the bucket too', TIMEOUT, async (context) => {
  const { env: bucket, objects } = await openTestBucket(context)
  const dataDir = await ownFolder(context)
  const upstream = await Upstream.open(context)
  const server = await startServer(context, { dataDir, upstream: upstream.url, env: bucket })
  await server.api.ended(await server.api.submitted())
  assert.equal((await objects()).length, 1)
  const env = { ...serverEnv(dataDir), ...bucket }
  const erased = await runCli(context, { args: ['erase', 'default', '--yes'], env })
  assert.equal(erased.code, 0, erased.stderr)
  assert.deepEqual(await objects(), [])
})
