import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Api, SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'

const TIMEOUT = { timeout: 120_000 }
const SECRET = 'aventurine lighthouse of my grandmother'
/** An address that nobody is told at: no public one. */
const HOOK = 'http://192.0.2.1/hook-of-mine'
const picture = await photo().png().toBuffer()
const WITH_PICTURE = {
  ...SUBMIT,
  prompt: SECRET,
  webhook: HOOK,
  first_frame_image: `data:image/png;base64,${picture.toString('base64')}`,
}

/** A running server with two accounts, each with a video, an upload and a running task. */
async function twoAccounts(context: TestContext) {
  const upstream = await Upstream.open(context)
  const folder = await ownFolder(context)
  const dataDir = join(folder, 'data')
  const server = await startServer(context, { dataDir, upstream: upstream.url })
  const cli = (...args: string[]) => runCli(context, { args, env: serverEnv(dataDir), cwd: folder })
  const newCaller = async (name: string) => {
    await cli('accounts', 'create', name, '--balance', '100')
    const { key } = JSON.parse((await cli('keys', 'create', '--account', name, '--json')).stdout) as { key: string }
    const api = new Api(server.url, key)
    // Enough rows for pages of the database to be split and moved.
    const ids = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        api.submitted(index % 4 === 0 ? WITH_PICTURE : { ...WITH_PICTURE, first_frame_image: undefined, seed: index }, {
          'idempotency-key': `mine-${index}`,
        }),
      ),
    )
    const ended = await Promise.all(ids.map((id) => api.ended(id)))
    const form = new FormData()
    form.append('file', new Blob([Buffer.from(picture)]), 'my-grandmother.png')
    const upload = (await api.call('POST', '/v1/uploads/images', { body: form })).body.url as string
    return { api, key, ids, link: ended[0].result.videos[0].url[0] as string, upload }
  }
  const one = await newCaller('one')
  const other = await newCaller('other')
  return { upstream, folder, dataDir, server, cli, one, other }
}

async function bytesOfDatabase(dataDir: string): Promise<string> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith('reelgate.db'))
  return (await Promise.all(names.map((name) => readFile(join(dataDir, name), 'latin1')))).join('')
}

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length

test(
  'an account is exported whole without a secret, and erased beside a running server: words, pictures and videos go from disk, money stays',
  TIMEOUT,
  async (context) => {
    const { upstream, folder, dataDir, server, cli, one, other } = await twoAccounts(context)
    upstream.finishAtOnce = false
    const running = await one.api.submitted(WITH_PICTURE)
    await eventually(() => upstream.operations.some(({ taskId }) => taskId === running))

    const exported = await cli('export', 'one', 'one.jsonl', '--json')
    assert.equal(exported.code, 0, exported.stderr)
    const text = await readFile(join(folder, 'one.jsonl'), 'utf8')
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.equal(JSON.parse(exported.stdout).rows, rows.length)
    const of = (type: string) => rows.filter((row) => row.type === type)
    assert.deepEqual(
      of('task').map(({ id, request }) => [id, request.prompt]),
      [...one.ids, running].toSorted().map((id) => [id, SECRET]),
    )
    assert.deepEqual([of('account').length, of('key').length, of('result').length, of('upload').length], [1, 1, 40, 1])
    assert.equal(of('ledger_entry').length, 1 + 40 * 2 + 1)
    assert.deepEqual([of('webhook').length, of('webhook_secret').length], [40, 1])
    assert.deepEqual(of('webhook')[0].tries[0].error, 'address_refused')
    for (const secret of [one.key, other.ids[0] ?? '', '"hash"', '"token"', 'whsec_'])
      assert.ok(!text.includes(secret), secret)
    assert.match((await cli('export', 'one', 'one.jsonl')).stderr, /there is a file one\.jsonl already/)

    const unsure = await cli('erase', 'other')
    assert.deepEqual([unsure.code, /--yes does it/.test(unsure.stderr)], [2, true])
    const erased = await cli('erase', 'one', '--yes', '--json')
    assert.equal(erased.code, 0, erased.stderr)
    assert.deepEqual(JSON.parse(erased.stdout), {
      account: 'one',
      keys_revoked: 1,
      tasks_unfinished: 1,
      log_empty: true,
    })
    assert.equal((await one.api.get('/v1/user/balance')).status, 401)
    for (const link of [one.link, one.upload]) assert.equal((await fetch(link)).status, 410)
    for (const link of [other.link, other.upload]) assert.equal((await fetch(link)).status, 200)
    assert.equal((await cli('keys', 'create', '--account', 'one')).code, 1)
    assert.match((await cli('ledger', 'verify')).stdout, /is exact/)

    // What still runs is erased by the sweep after its end; one comes with each start.
    upstream.finish()
    const taskEnded = `"task":"${running}","state":"completed"`
    await eventually(() => server.program.stderr.includes(taskEnded))
    await server.kill()
    const next = await startServer(context, { dataDir, upstream: upstream.url }, other.key)
    await eventually(async () => (await filesIn(join(dataDir, 'results'))) === 40)
    assert.equal(await filesIn(join(dataDir, 'uploads')), 1)
    assert.deepEqual(await readdir(join(dataDir, 'inputs')), [])

    // The other account's goes too, and then nothing that anybody wrote is left in any byte of the database.
    assert.ok((await bytesOfDatabase(dataDir)).includes(SECRET))
    assert.equal((await cli('erase', 'other', '--yes')).code, 0)
    await next.kill()
    const bytes = await bytesOfDatabase(dataDir)
    for (const word of [SECRET, HOOK, 'my-grandmother', 'mine-1', 'http://192.0.2.1', 'whsec_'])
      assert.ok(!bytes.includes(word), word)
    assert.equal(await filesIn(join(dataDir, 'results')), 0)
    assert.match((await cli('ledger', 'verify')).stdout, /is exact: 3 accounts, 81 tasks/)
  },
)
