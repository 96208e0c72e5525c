import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { CallerCache } from '../../src/http/caller-cache.ts'
import { KeyLookups } from '../../src/http/key-lookups.ts'
import { sha256Hex } from '../../src/lib/ids.ts'
import { TestClock } from '../harness/clock.ts'
import { ACT, openOwnDatabase, watched } from '../harness/database.ts'

const ADDRESS = () => '203.0.113.1'

test('calls at the same moment with one key look it up once; unknown keys are counted all the same', async (context) => {
  const { db } = await openOwnDatabase(context)
  const account = await createAccount(db, ACT, { name: 'caller', unlimited: true, balance: 0 })
  const { secret } = await createKey(db, ACT, account.id)
  const { seen, reads } = watched(db)
  const callers = new CallerCache(seen, new KeyLookups(new TestClock(), 3))
  const find = (key: string) => callers.find(sha256Hex(key), ADDRESS)
  const found = await Promise.all([find(secret), find(secret), find(secret)])
  assert.deepEqual(
    found.map((caller) => caller?.account.id),
    [account.id, account.id, account.id],
  )
  assert.equal(reads.length, 2)
  assert.deepEqual(await Promise.all([find('no'), find('no'), find('no')]), [undefined, undefined, undefined])
  assert.equal(reads.length, 3)
  await assert.rejects(find('other'), { code: 'lookups_limited' })
})
