import assert from 'node:assert/strict'
import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import type { Api } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'

const TIMEOUT = { timeout: 120_000 }
const picture = await photo().png().toBuffer()
const WITH_PICTURE = { ...SUBMIT, first_frame_image: `data:image/png;base64,${picture.toString('base64')}` }

const cli = (context: TestContext, dataDir: string, ...args: string[]) =>
  runCli(context, { args, env: serverEnv(dataDir) })

/** Submits one after the other, with a picture every other time, until it is told to stop. */
function submitting(api: Api) {
  const ids: string[] = []
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) ids.push(await api.submitted(ids.length % 2 === 0 ? SUBMIT : WITH_PICTURE))
  })()
  const stop = () => {
    stopping.abort()
    return ended
  }
  return { ids, stop }
}

test(
  'a backup taken while submits go on restores one moment: the ledger is exact, results play, running tasks go on from their tokens',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const folder = await ownFolder(context)
    const [dataDir, copy, restored] = ['data', 'copy', 'restored'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    const live = await startServer(context, { dataDir, upstream: upstream.url })
    const done = await live.api.submitted()
    const [link] = (await live.api.ended(done)).result.videos[0].url as [string]
    const form = new FormData()
    form.append('file', new Blob([Buffer.from(picture)]), 'a.png')
    const uploaded = (await live.api.call('POST', '/v1/uploads/images', { body: form })).body.url as string

    upstream.finishAtOnce = false
    const running = await live.api.submitted(WITH_PICTURE)
    await eventually(() => upstream.operations.some(({ taskId }) => taskId === running))
    await eventually(async () => (await live.api.task(running)).status === 'processing')
    const submits = submitting(live.api)
    await eventually(() => submits.ids.length > 20)
    const before = submits.ids.length
    const backup = await cli(context, dataDir, 'backup', copy)
    assert.equal(backup.code, 0, backup.stderr)
    const after = submits.ids.length
    assert.ok(after > before, 'nothing was submitted while the backup was taken')
    await submits.stop()
    await live.kill()

    const restoring = await cli(context, restored, 'restore', copy, '--json')
    assert.equal(restoring.code, 0, restoring.stdout + restoring.stderr)
    assert.equal(JSON.parse(restoring.stdout).exact, true)
    const startsBefore = upstream.operations.filter(({ taskId }) => taskId === running).length
    const second = await startServer(
      context,
      { dataDir: restored, upstream: upstream.url, startIsRepeatable: true },
      live.api.key,
    )
    upstream.finishAtOnce = true
    const pathOf = (url: string) => new URL(url).pathname
    assert.equal((await second.api.get(pathOf(link))).body, upstream.video.toString())
    assert.equal((await second.api.get(pathOf(uploaded))).status, 200)

    const known: string[] = []
    for (const id of submits.ids) {
      const { status } = await second.api.get(`/v1/tasks/${id}`)
      if (status === 200) known.push(id)
    }
    assert.deepEqual(known, submits.ids.slice(0, known.length), 'the copy is not of one moment')
    assert.ok(known.length >= before, 'a submit that was acknowledged before the backup is missing')
    upstream.finish()
    for (const id of [running, ...known]) {
      // Operations that a task started anew opens are ended as they come.
      const task = await second.api.until(id, ({ status }) => {
        upstream.finish()
        return ['completed', 'failed'].includes(status)
      })
      assert.equal(task.status, 'completed', JSON.stringify(task))
    }
    assert.equal(startsBefore, 1)
    assert.equal(upstream.operations.filter(({ taskId }) => taskId === running).length, 1)
    const verified = await cli(context, restored, 'ledger', 'verify')
    assert.equal(verified.code, 0, verified.stdout)
    await eventually(async () => (await readdir(join(restored, 'inputs'))).length === 0)
  },
)

test(
  'a restore refuses a folder in use, one that is not empty, and a damaged backup, and changes nothing then',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const folder = await ownFolder(context)
    const dataDir = join(folder, 'data')
    const copy = join(folder, 'copy')
    const live = await startServer(context, { dataDir, upstream: upstream.url })
    await live.api.ended(await live.api.submitted())
    assert.equal((await cli(context, dataDir, 'backup', copy)).code, 0)
    const again = await cli(context, dataDir, 'backup', copy)
    assert.deepEqual([again.code, /copy is not empty/.test(again.stderr)], [1, true])
    assert.deepEqual((await readdir(folder)).sort(), ['copy', 'data'])

    const inUse = await cli(context, dataDir, 'restore', copy)
    assert.equal(inUse.code, 1)
    assert.match(inUse.stderr, /^reelgate: a running Reelgate server uses /)
    assert.equal((await live.api.get('/readyz')).status, 200)

    const full = join(folder, 'full')
    await mkdir(full)
    await writeFile(join(full, 'note.txt'), 'mine')
    const notEmpty = await cli(context, full, 'restore', copy)
    assert.match(notEmpty.stderr, /^reelgate: .* is not empty\./)
    assert.deepEqual(await readdir(full), ['note.txt'])

    const noBackup = await cli(context, join(folder, 'new'), 'restore', full)
    assert.match(noBackup.stderr, /^reelgate: .* is no backup/)

    const { files } = JSON.parse(await readFile(join(copy, 'backup.json'), 'utf8'))
    const result = files.find(({ name }: { name: string }) => name.startsWith('results/')).name as string
    await appendFile(join(copy, result), 'x')
    const damaged = join(folder, 'damaged')
    const refused = await cli(context, damaged, 'restore', copy)
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /^reelgate: the backup is damaged: results\//)
    assert.deepEqual(await readdir(damaged), [])
  },
)
