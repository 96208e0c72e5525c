import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { ownDatabaseUrl, postgresProgram } from '../harness/postgres.ts'
import { runCli, startServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

test('on Postgres backup and restore do nothing, and say with which commands it is done instead', async (context) => {
  const folder = await ownFolder(context)
  const env = { DATABASE_URL: 'postgres://localhost/reelgate', REELGATE_DATA_DIR: join(folder, 'data') }
  const BUCKET = { REELGATE_S3_BUCKET: 'videos' }
  for (const [command, program] of [
    ['backup', 'pg_dump --format=custom'],
    ['restore', 'pg_restore '],
  ] as const) {
    for (const [more, files] of [
      [{}, /the files: results, uploads and inputs of \S+data are folders to copy/],
      [BUCKET, /the files: .* in the bucket videos/],
    ] as const) {
      const args = [command, join(folder, 'copy')]
      const { code, stdout, stderr } = await runCli(context, { args, env: { ...env, ...more } })
      assert.deepEqual([code, stdout], [1, ''])
      assert.match(stderr, /^reelgate: nothing was done: /)
      assert.ok(stderr.includes(`the database: ${program}`), stderr)
      assert.match(stderr, files)
    }
  }
  assert.deepEqual(await readdir(folder), [])
})

test(
  'what pg_dump took beside a running server, pg_restore brings back: the ledger is exact, results play, running tasks go on',
  { timeout: 120_000 },
  async (context) => {
    const upstream = await Upstream.open(context)
    const folder = await ownFolder(context)
    const [dataDir, restored, dump] = [join(folder, 'data'), join(folder, 'restored'), join(folder, 'reelgate.dump')]
    // What is in hand at the dump is taken up when its lease is over.
    const lease = { REELGATE_LEASE_SECONDS: '3' }
    const env = { ...lease, DATABASE_URL: ownDatabaseUrl(context) }
    const live = await startServer(context, { dataDir, upstream: upstream.url, env })
    const done = await live.api.submitted()
    const [link] = (await live.api.ended(done)).result.videos[0].url as [string]
    upstream.finishAtOnce = false
    const running = await live.api.submitted()
    await eventually(async () => (await live.api.task(running)).status === 'processing')
    await eventually(() => live.program.stderr.split('task started').length > 2)

    execFileSync(postgresProgram('pg_dump'), ['--format=custom', `--file=${dump}`, env.DATABASE_URL])
    await cp(join(dataDir, 'results'), join(restored, 'results'), { recursive: true })
    await live.kill()

    const target = { ...lease, DATABASE_URL: ownDatabaseUrl(context) }
    const options = ['--no-owner', '--exit-on-error', `--dbname=${target.DATABASE_URL}`]
    execFileSync(postgresProgram('pg_restore'), [...options, dump])
    const verified = await runCli(context, {
      args: ['ledger', 'verify'],
      env: { ...target, REELGATE_DATA_DIR: restored },
    })
    assert.equal(verified.code, 0, verified.stdout + verified.stderr)
    const second = await startServer(context, { dataDir: restored, upstream: upstream.url, env: target }, live.api.key)
    assert.equal((await second.api.get(new URL(link).pathname)).body, upstream.video.toString())
    upstream.finish()
    assert.equal((await second.api.ended(running)).status, 'completed')
    assert.equal(upstream.operations.length, 2)
  },
)
