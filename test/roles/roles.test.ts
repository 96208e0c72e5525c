import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import { findTask } from '../../src/db/tasks.ts'
import { createFirstAccount } from '../../src/flow/admin/keys.ts'
import { openLog } from '../../src/lib/log.ts'
import { startReelgate } from '../../src/main.ts'
import { Api } from '../harness/api.ts'
import { ACT } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv } from '../harness/process.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

/** Servers of one role after the other on one folder, as nodes would be on one database. */
async function open(context: TestContext) {
  const upstream = await Upstream.open(context)
  const dataDir = await ownFolder(context)
  const config = readConfig({ REELGATE_PORT: '0', REELGATE_DATA_DIR: dataDir, REELGATE_DRAIN_SECONDS: '1' }, {})
  const start = async (role: Config['role']) => {
    const providers = [httpProvider({ url: upstream.url, checkAfterMs: 0 })]
    const server = await startReelgate({ ...config, role }, { log: openLog('silent'), providers })
    let stopped: Promise<void> | undefined
    const stop = () => (stopped ??= server.stop())
    context.after(stop)
    return { ...server, stop }
  }
  return { upstream, start }
}

test('an api node accepts and drives nothing; a worker drives what it finds, and answers nobody but probes', async (context) => {
  const { upstream, start } = await open(context)
  const node = await start('api')
  const key = (await createFirstAccount(node.flow.db, ACT)) ?? ''
  const api = new Api(node.url, key)
  const id = await api.submitted()
  assert.equal((await api.get('/readyz')).status, 200)
  node.wake()
  await new Promise(setImmediate)
  const [job] = await node.flow.queue.depths()
  assert.deepEqual([job?.phase, job?.count, upstream.starts], ['start', 1, 0])
  await node.stop()

  const worker = new Api((await start('worker')).url, key)
  for (const path of ['/healthz', '/readyz', '/metrics']) assert.equal((await worker.get(path)).status, 200, path)
  for (const path of [
    '/',
    `/v1/tasks/${id}`,
    '/v1/models',
    '/admin/v1/accounts',
    '/console/api/auth/options',
    '/sign-in',
  ])
    assert.equal((await worker.get(path)).status, 404, path)
  assert.equal((await worker.submit()).status, 404)
})

test('what an api node has accepted a worker brings to its end', async (context) => {
  const { upstream, start } = await open(context)
  const node = await start('api')
  const key = (await createFirstAccount(node.flow.db, ACT)) ?? ''
  const id = await new Api(node.url, key).submitted()
  await node.stop()
  const worker = await start('worker')
  await eventually(async () => (await findTask(worker.flow.db.read, id))?.state === 'completed')
  await worker.stop()
  const again = new Api((await start('all')).url, key)
  assert.equal((await again.ended(id)).status, 'completed')
  assert.equal(upstream.operations.length, 1)
})

test('a role of its own without a database and files that others can reach is refused at the start, with what to do', async (context) => {
  const dataDir = await ownFolder(context)
  for (const role of ['api', 'worker']) {
    const { code, stderr } = await runCli(context, { args: ['serve', '--role', role], env: serverEnv(dataDir) })
    assert.notEqual(code, 0)
    assert.match(stderr, new RegExp(`REELGATE_ROLE is ${role}: .*set DATABASE_URL`))
    assert.match(stderr, /set REELGATE_PUBLIC_URL/)
    assert.match(stderr, /set REELGATE_S3_BUCKET, or REELGATE_SHARED_DISK=on/)
  }
  const { code, stderr } = await runCli(context, { args: ['serve', '--role', 'both'], env: serverEnv(dataDir) })
  assert.notEqual(code, 0)
  assert.match(stderr, /REELGATE_ROLE: must be one of all, api, worker/)
})
