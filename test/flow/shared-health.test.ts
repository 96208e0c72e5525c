import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Database } from '../../src/db/database.ts'
import { Worker } from '../../src/flow/claim-task.ts'
import { RouteHealth } from '../../src/flow/route-health.ts'
import { openLog } from '../../src/lib/log.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { TestClock } from '../harness/clock.ts'
import { deafened, openDatabaseOf, openOwnDatabase } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { minutes } from './by-hand.ts'

const OPEN_MS = 10_000
const BAD = { call: 'start', isGood: false } as const
const GOOD = { call: 'start', isGood: true } as const

const healthOn = (db: Database, clock: TestClock) =>
  new RouteHealth({ db, clock, log: openLog('silent'), isShared: true })

async function twoNodes(context: TestContext) {
  const { db } = await openOwnDatabase(context)
  const clock = new TestClock()
  return { db, clock, one: healthOn(db, clock), two: healthOn(db, clock) }
}

function breakIt(health: RouteHealth, name = 'veo'): void {
  for (let failure = 0; failure < 3; failure += 1) health.report(name, BAD)
}

test('a breaker that opens on one node is open on all, is tried at the same time, and one good trial closes it on all', async (context) => {
  const { one, two, clock } = await twoNodes(context)
  breakIt(one)
  assert.equal(one.stateOf('veo'), 'open')
  await eventually(() => two.stateOf('veo') === 'open')
  assert.equal(two.startsMax('veo'), 0)
  clock.advance(OPEN_MS)
  assert.deepEqual([one.stateOf('veo'), two.stateOf('veo')], ['half-open', 'half-open'])
  two.report('veo', BAD)
  await eventually(() => one.stateOf('veo') === 'open')
  // Its time has doubled, on both.
  clock.advance(OPEN_MS)
  assert.deepEqual([one.stateOf('veo'), two.stateOf('veo')], ['open', 'open'])
  clock.advance(OPEN_MS)
  one.report('veo', GOOD)
  await eventually(() => two.stateOf('veo') === 'closed')
})

test('a provider that says "busy" to one node is busy for all, until it takes work from any', async (context) => {
  const { one, two, clock } = await twoNodes(context)
  one.setBusy('veo', clock.now() + 20_000)
  await eventually(() => two.isBusy('veo'))
  two.setBusy('veo', 0)
  await eventually(() => !one.isBusy('veo'))
})

test('what one node says of "busy" takes back nothing of what another has found at the same moment', async (context) => {
  const { one, two, clock } = await twoNodes(context)
  two.setBusy('veo', clock.now() + 20_000)
  breakIt(one)
  await eventually(() => two.stateOf('veo') === 'open' && one.isBusy('veo'))
  await Promise.all([one.share(), two.share()])
  assert.deepEqual([one.stateOf('veo'), two.isBusy('veo')], ['open', true])
})

test('a node that missed the word, or comes later, finds how providers stand by looking', async (context) => {
  const { one, clock, db } = await twoNodes(context)
  const deaf = healthOn(deafened(db), clock)
  breakIt(one)
  await one.share()
  assert.equal(deaf.stateOf('veo'), 'closed')
  await deaf.share()
  assert.equal(deaf.stateOf('veo'), 'open')
})

test('a node that is alone tells nothing to the database', async (context) => {
  const { db } = await openOwnDatabase(context)
  const health = new RouteHealth({ db, clock: new TestClock(), log: openLog('silent'), isShared: false })
  breakIt(health)
  await health.share()
  assert.deepEqual(await db.read.all('SELECT * FROM route_health', []), [])
})

test('while one node tries a provider no other does', async (context) => {
  const upstream = await Upstream.open(context)
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, checkAfterMs: minutes(1) })
  const server = await startTestServer(context, { clock, providers: [provider] })
  const db = await openDatabaseOf(server.dataDir)
  const health = healthOn(db, clock)
  const queue = openJobTableQueue(db)
  const looking = context.mock.method(queue, 'nextTurn')
  const second = new Worker({ ...server.flow, db, queue, health })
  second.start()
  context.after(async () => {
    await second.drain(1000)
    await db.close()
  })
  breakIt(server.flow.health, 'builtin')
  breakIt(health, 'builtin')
  const { api } = await server.newCaller(50)
  for (let task = 0; task < 6; task += 1) await api.submitted()
  upstream.onStart = 'hang'
  clock.advance(OPEN_MS)
  server.wake()
  await eventually(() => upstream.starts === 1)
  const before = looking.mock.callCount()
  await eventually(() => {
    second.wake()
    return looking.mock.callCount() > before + 5
  })
  assert.equal(upstream.starts, 1)
  assert.deepEqual([server.flow.health.stateOf('builtin'), health.stateOf('builtin')], ['half-open', 'half-open'])
})
