import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReelgateError } from '../../src/domain/errors.ts'
import { openOwnPostgres, openPostgresAt } from '../harness/database.ts'
import { PostgresServer } from '../harness/postgres.ts'
import { Program, ROOT } from '../harness/process.ts'
import { eventually } from '../harness/wait.ts'
import { count, insert, numbers } from './conformance.ts'

const isAway = (error: unknown) =>
  error instanceof ReelgateError &&
  error.code === 'database_unavailable' &&
  error.details.retryAfterSeconds !== undefined

for (const how of ['fast', 'immediate'] as const) {
  test(`a ${how} restart under load loses nothing acknowledged, and every refusal can be tried again`, async (context) => {
    const server = new PostgresServer()
    const url = server.url('reelgate')
    const nodes = [await openPostgresAt(context, url), await openPostgresAt(context, url)] as const
    const missed: number[] = []
    for (const [index, node] of nodes.entries())
      node.listen(
        () => {},
        () => missed.push(index),
      )
    const acknowledged: string[] = []
    const refusals: unknown[] = []
    const load = { isOver: false }
    const writing = nodes.flatMap((node, which) =>
      numbers(5).map(async (caller) => {
        for (let index = 0; !load.isOver; index += 1) {
          const id = `${which}-${caller}-${index}`
          try {
            await Promise.all([insert(node, id), count(node.read)])
            acknowledged.push(id)
          } catch (error) {
            refusals.push(error)
            await new Promise(setImmediate)
          }
        }
      }),
    )
    await eventually(() => acknowledged.length > 50)
    server.stop(how)
    await eventually(() => refusals.length > 20)
    server.start()
    const before = acknowledged.length
    await eventually(() => acknowledged.length > before + 50)
    load.isOver = true
    await Promise.all(writing)
    assert.deepEqual(
      refusals.filter((error) => !isAway(error)),
      [],
    )
    const kept = new Set((await nodes[0].read.all<{ id: string }>('SELECT id FROM account', [])).map(({ id }) => id))
    assert.deepEqual(
      acknowledged.filter((id) => !kept.has(id)),
      [],
    )
    await eventually(() => new Set(missed).size === 2)
    const revision = await nodes[0].revision()
    await insert(nodes[1], 'after')
    await eventually(async () => (await nodes[0].revision()) !== revision)
    const settled = await nodes[0].revision()
    assert.equal(await nodes[0].revision(), settled, 'what was read is true again while nothing changes')
  })
}

test('while it is not heard whether others write, nothing that was read counts as still true', async (context) => {
  const server = new PostgresServer()
  const db = await openPostgresAt(context, server.url('reelgate'))
  context.after(() => server.start())
  server.stop('fast')
  await assert.rejects(insert(db, 'a'), isAway)
  await assert.rejects(count(db.read), isAway)
  await assert.rejects(db.snapshot(count), isAway)
  await eventually(async () => (await db.revision()) !== (await db.revision()))
})

test('a node that stops in the middle of a transaction does not hold up the others for ever', async (context) => {
  const { db, url } = await openOwnPostgres(context)
  const place = JSON.stringify({ databaseUrl: url, databaseConnectionsMax: 3 })
  const other = new Program(context, { script: `${ROOT}/test/db/writer-program.ts`, args: [place, '1', 'stop'] })
  await other.says(/stops/)
  await insert(db, 'after')
  assert.deepEqual(await db.read.all('SELECT id FROM account', []), [{ id: 'after' }])
})

test('a server that can not be used is named with its remedy, and without the password', async (context) => {
  const refusal = async (url: string) => {
    const error = await openPostgresAt(context, url).then(
      () => assert.fail(`${url} was opened`),
      (reason: unknown) => reason,
    )
    assert.ok(error instanceof Error)
    assert.ok(!error.message.includes('hunter2'), error.message)
    return error.message
  }
  const { url } = await openOwnPostgres(context)
  assert.match(
    await refusal('postgres://me:hunter2@127.0.0.1:1/x'),
    /127\.0\.0\.1:1\/x.*nothing listens there.*DATABASE_URL/,
  )
  assert.match(await refusal('postgres://me:hunter2@nowhere.invalid/x'), /nowhere\.invalid:5432\/x.*DATABASE_URL/)
  assert.match(await refusal(url.replace(/\/test_\d+/, '/missing')), /no such database.*createdb/)
})
