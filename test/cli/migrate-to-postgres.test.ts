import assert from 'node:assert/strict'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { openSqlite } from '../../src/db/sqlite.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { CHEAPEST_USD, SUBMIT } from '../harness/api.ts'
import { ACT, openPostgresAt } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { ownDatabaseUrl } from '../harness/postgres.ts'
import { Program, ROOT, runCli, startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const TIMEOUT = { timeout: 120_000 }
const SQLITE = { DATABASE_URL: '' }

/** A folder in which a server has ended three tasks and is following a fourth, and its key. */
async function usedFolder(context: TestContext) {
  const dataDir = await ownFolder(context)
  const file = join(dataDir, 'reelgate.db')
  const upstream = await Upstream.open(context)
  const db = openSqlite(file)
  const account = await createAccount(db, ACT, { name: 'prepaid', unlimited: false, balance: 10_000_000 })
  const { secret } = await createKey(db, ACT, account.id)
  await db.close()
  const server = await startServer(context, { dataDir, upstream: upstream.url, env: SQLITE }, secret)
  const ended = await Promise.all([1, 2, 3].map(() => server.api.submitted()))
  for (const id of ended) await server.api.ended(id)
  upstream.finishAtOnce = false
  const running = await server.api.submitted({ ...SUBMIT, prompt: 'a zero \0, a quotation " and 中文 🎬' })
  // Only then is its token stored.
  await eventually(() => server.program.stderr.split('task started').length > 4)
  await server.kill()
  return { dataDir, file, upstream, secret, ended, running }
}

test(
  'a folder moves over whole: tasks, money and keys are as they were, and a running task goes on',
  TIMEOUT,
  async (context) => {
    const { dataDir, file, upstream, secret, ended, running } = await usedFolder(context)
    const url = ownDatabaseUrl(context)
    const env = { DATABASE_URL: url, REELGATE_DATA_DIR: dataDir, REELGATE_PORT: '0' }
    const { code, stdout, stderr } = await runCli(context, { args: ['migrate-to-postgres', '--json'], env })
    assert.equal(code, 0, stderr)
    const { exact, rows, tasks } = JSON.parse(stdout)
    assert.deepEqual([exact, tasks, rows.task], [true, 4, 4])
    assert.match(stderr, /^ledger_entry: 8$/m)

    const source = new DatabaseSync(file, { readOnly: true })
    context.after(() => source.close())
    const target = await openPostgresAt(context, url)
    for (const table of ['account', 'api_key', 'ledger_entry', 'price_book', 'artifact']) {
      const sql = `SELECT * FROM ${table} ORDER BY 1`
      assert.deepEqual(
        await target.read.all(sql, []),
        source
          .prepare(sql)
          .all()
          .map((row) => ({ ...row })),
      )
    }

    const withoutUrl = (args: string[]) => runCli(context, { args, env: { ...env, DATABASE_URL: '' } })
    for (const args of [['serve'], ['ledger', 'verify'], ['backup', join(dataDir, 'copy')]]) {
      const refused = await withoutUrl(args)
      assert.equal(refused.code, 1, refused.stdout)
      assert.match(refused.stderr, /goes on there: set DATABASE_URL/)
    }
    const note = join(dataDir, 'moved-to-postgres')
    await rename(note, `${note}.away`)
    assert.equal((await withoutUrl(['ledger', 'verify'])).code, 0)
    await rename(`${note}.away`, note)

    const server = await startServer(context, { dataDir, upstream: upstream.url, env }, secret)
    for (const id of ended) assert.equal((await server.api.task(id)).status, 'completed')
    upstream.finishAtOnce = true
    upstream.finish()
    await server.api.ended(running)
    assert.equal(upstream.operations.filter(({ taskId }) => taskId === running).length, 1)
    await server.api.ended(await server.api.submitted())
    assert.equal(await server.api.balance(), 10 - 5 * CHEAPEST_USD)
    const verified = await runCli(context, { args: ['ledger', 'verify'], env })
    assert.equal(verified.code, 0, verified.stdout)

    const again = await runCli(context, { args: ['migrate-to-postgres'], env: { ...env, REELGATE_DATA_DIR: dataDir } })
    assert.match(again.stderr, /another Reelgate server is using/)
  },
)

test('what is not empty is refused and left as it is; what was cut off begins anew', TIMEOUT, async (context) => {
  const { dataDir } = await usedFolder(context)
  const url = ownDatabaseUrl(context)
  const env = { DATABASE_URL: url, REELGATE_DATA_DIR: dataDir }
  const move = () => runCli(context, { args: ['migrate-to-postgres'], env })

  const script = `${ROOT}/bin/reelgate.mjs`
  const killed = new Program(context, { script, args: ['migrate-to-postgres'], env })
  while (!killed.stderr.includes('account: ')) await Promise.race([killed.finished, new Promise(setImmediate)])
  killed.child.kill('SIGKILL')
  await killed.finished

  const done = await move()
  assert.equal(done.code, 0, done.stderr)
  assert.match(done.stdout, /the ledger is exact/)
  const again = await move()
  assert.equal(again.code, 1)
  assert.match(again.stderr, /is not empty: its table \w+ has rows/)
})

test('without a target, or with a mistake in it, nothing is begun', TIMEOUT, async (context) => {
  const dataDir = await ownFolder(context)
  openSqlite(join(dataDir, 'reelgate.db')).close()
  const move = (url: string) =>
    runCli(context, { args: ['migrate-to-postgres'], env: { REELGATE_DATA_DIR: dataDir, DATABASE_URL: url } })
  assert.match((await move('')).stderr, /DATABASE_URL/)
  assert.match(
    (await move('postgres://me:hunter2@127.0.0.1:1/x')).stderr,
    /^(?!.*hunter2).*127\.0\.0\.1:1\/x.*nothing listens/s,
  )
})
