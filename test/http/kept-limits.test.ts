import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Tx } from '../../src/db/database.ts'
import { changeAccount } from '../../src/flow/admin/accounts.ts'
import { Api } from '../harness/api.ts'
import type { Answer } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ACT, openDatabaseOf } from '../harness/database.ts'
import { ownFolder } from '../harness/folder.ts'
import { ON_POSTGRES } from '../harness/postgres.ts'
import { startWithUpstream } from './fixture.ts'
import type { ServerWithUpstream } from './fixture.ts'

const limitsOf = ({ headers }: Answer) =>
  ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`ratelimit-${name}`) ?? Number.NaN))

test('a restart begins no minute anew: submits, polls and what an account has used stay used until it is over', async (context) => {
  const clock = new TestClock()
  const dataDir = await ownFolder(context)
  const first = await startWithUpstream(context, { clock, dataDir })
  const { api, account } = await first.newCaller(100, { submits: 5, polls: 3 })
  await changeAccount(first.flow.db, ACT, account.id, { submitsPerMinute: 2 })
  await api.submitted()
  clock.advance(10_000)
  await api.get('/v1/models')
  await api.submitted()
  await first.stop()
  clock.advance(10_500)
  const { url } = await startWithUpstream(context, { clock, dataDir })
  const again = new Api(url, api.key)
  const refused = await again.submit()
  assert.deepEqual([refused.status, limitsOf(refused)], [429, [2, 0, 40]])
  assert.equal(refused.headers.get('retry-after'), '40')
  assert.deepEqual(limitsOf(await again.get('/v1/models')), [3, 1, 50])
  clock.advance(39_500)
  assert.deepEqual(limitsOf(await again.submit()), [2, 1, 60])
  assert.deepEqual(limitsOf(await again.get('/v1/models')), [3, 0, 10])
})

/** Brings the file to what a kill would have left: `change` is done to the counters after the server has stopped. */
async function asKilled(server: ServerWithUpstream, change: (tx: Tx) => Promise<unknown>): Promise<void> {
  await server.stop()
  const db = await openDatabaseOf(server.dataDir)
  await db.write(change)
  await db.close()
}

// With other nodes about, their submits are on their way into the rows, and would be counted twice.
const ALONE = { skip: ON_POSTGRES && 'only a node that is alone counts again' }

test(
  'of the submits that a killed process took none is forgotten, whatever it had written down',
  ALONE,
  async (context) => {
    const clock = new TestClock()
    const dataDir = await ownFolder(context)
    const server = await startWithUpstream(context, { clock, dataDir })
    const callers = [await server.newCaller(100, { submits: 3 }), await server.newCaller(100, { submits: 3 })]
    for (const { api } of callers) await api.submitted()
    clock.advance(5000)
    for (const { api } of callers) await api.submitted()
    clock.advance(5500)
    // The counters of one as they were after its first submit, of the other none at all.
    const [one, other] = callers.map(({ keyId }) => `submit:${keyId}`)
    await asKilled(server, async (tx) => {
      assert.equal(await tx.run('UPDATE call_window SET used = 1 WHERE name = ?', [one ?? '']), 1)
      assert.equal(await tx.run('DELETE FROM call_window WHERE name = ?', [other ?? '']), 1)
    })
    const { url } = await startWithUpstream(context, { clock, dataDir })
    for (const { api } of callers) assert.deepEqual(limitsOf(await new Api(url, api.key).submit()), [3, 0, 50])
  },
)

test(
  'a minute that began after the last time is found again, and takes none of the minute before',
  ALONE,
  async (context) => {
    const clock = new TestClock()
    const dataDir = await ownFolder(context)
    const server = await startWithUpstream(context, { clock, dataDir })
    const { api, keyId } = await server.newCaller(100, { submits: 3 })
    const name = `submit:${keyId}`
    clock.advance(1000)
    await api.submitted()
    const endsAt = clock.now() + 60_000
    clock.advance(59_000)
    await api.submitted()
    clock.advance(11_000)
    await api.submitted()
    clock.advance(20_000)
    await asKilled(server, (tx) =>
      tx.run('UPDATE call_window SET used = 2, ends_at = ? WHERE name = ?', [endsAt, name]),
    )
    const { url } = await startWithUpstream(context, { clock, dataDir })
    assert.deepEqual(limitsOf(await new Api(url, api.key).submit()), [3, 1, 40])
  },
)
