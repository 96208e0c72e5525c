import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { insertAudit } from '../../src/db/audit-entries.ts'
import { SUBMIT } from '../harness/api.ts'
import { ON_POSTGRES } from '../harness/postgres.ts'
import { eventually } from '../harness/wait.ts'
import { adminCall, newAdmin } from './admin-calls.ts'
import { assertProblem, dataUrl, startWithUpstream } from './fixture.ts'

const SECRET = 'a heron of rhodochrosite'

test('an administrator exports an account line by line, and erases it only under its name; both are on record', async (context) => {
  const server = await startWithUpstream(context)
  const admin = await newAdmin(server)
  const ask = adminCall(admin)
  const { api, account } = await server.newCaller(10)
  const other = await server.newCaller(10)
  const body = { ...SUBMIT, prompt: SECRET, first_frame_image: await dataUrl() }
  const [mine, theirs] = [await api.submitted(body), await other.api.submitted(body)]
  const ended = await api.ended(mine)
  await other.api.ended(theirs)

  const exported = await ask('POST', `/accounts/${account.id}/export`)
  assert.equal(exported.status, 200)
  assert.equal(exported.headers.get('content-type'), 'application/x-ndjson')
  const lines: string[] = exported.body.trimEnd().split('\n')
  const rows = lines.map((line) => JSON.parse(line))
  const of = (type: string) => rows.filter((row) => row.type === type)
  assert.deepEqual(
    of('task').map(({ id, request }) => [id, request.prompt]),
    [[mine, SECRET]],
  )
  assert.deepEqual([of('account').length, of('key').length, of('result').length], [1, 1, 1])
  for (const secret of [theirs, api.key, '"hash"', '"token"']) assert.ok(!exported.body.includes(secret), secret)

  const path = `/accounts/${account.id}/erase`
  for (const wrong of [{}, { confirm: account.id }, { confirm: account.name.toUpperCase() }]) {
    assertProblem(await ask('POST', path, wrong), { status: 400, type: 'invalid_request_error', param: 'confirm' })
  }
  assert.equal((await api.task(mine)).status, 'completed', 'nothing was erased')
  const erased = await ask('POST', path, { confirm: account.name })
  const done = { account_id: account.id, keys_revoked: 1, tasks_unfinished: 0, log_empty: true }
  assert.deepEqual(erased.body, { code: 200, data: done })
  assert.equal((await api.get('/v1/user/balance')).status, 401)
  assert.equal((await fetch(ended.result.videos[0].url[0])).status, 410)
  assert.equal((await other.api.task(theirs)).status, 'completed')
  assert.equal((await ask('POST', path, { confirm: account.name })).body.data.keys_revoked, 0, 'it can be done again')

  const audit = (await ask('GET', `/audit?target=${account.id}`)).body.data
  const acts = audit.map(({ action, actor }: { action: string; actor: string }) => [action, actor.split(' ')[0]])
  assert.deepEqual(acts.slice(0, 3), [
    ['account.erase', 'ops'],
    ['account.erase', 'ops'],
    ['account.export', 'ops'],
  ])
  assert.deepEqual((await server.verify()).problems, [])

  await ask('POST', `/accounts/${other.account.id}/erase`, { confirm: other.account.name })
  const names = (await readdir(server.dataDir)).filter((name) => name.startsWith('reelgate.db'))
  for (const name of names) {
    const bytes = await readFile(join(server.dataDir, name), 'latin1')
    assert.ok(!bytes.includes(SECRET), `${name} beside the running server`)
  }
})

// Only SQLite's log tells whether somebody reads an earlier moment.
const ON_SQLITE = { skip: ON_POSTGRES && 'asks the log of SQLite' }

test('an export that its reader leaves lets go of the moment that it was reading', ON_SQLITE, async (context) => {
  const server = await startWithUpstream(context)
  const admin = await newAdmin(server)
  const { account } = await server.newCaller()
  const { db, clock } = server.flow
  const act = { actor: 'test', at: clock.now(), action: 'note', target: account.id, before: null, after: null }
  // More than the buffers of a connection take.
  await db.write(async (tx) => {
    for (let at = 0; at < 400; at += 1) await insertAudit(tx, { ...act, note: 'x'.repeat(100_000) })
  })
  const handle = new DatabaseSync(join(server.dataDir, 'reelgate.db'), { timeout: 0 })
  context.after(() => handle.close())
  // A log can't be emptied while somebody reads an earlier moment.
  const isRead = async () => {
    await db.write((tx) => insertAudit(tx, { ...act, note: '' }))
    return handle.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 1
  }
  const leaving = new AbortController()
  const answer = await fetch(`${server.url}/admin/v1/accounts/${account.id}/export`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.key}` },
    signal: leaving.signal,
  })
  const reader = answer.body?.getReader() ?? assert.fail()
  assert.equal((await reader.read()).done, false)
  assert.equal(await isRead(), true)
  leaving.abort()
  await eventually(async () => !(await isRead()))
})
