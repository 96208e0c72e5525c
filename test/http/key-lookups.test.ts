import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ReelgateError } from '../../src/domain/errors.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { KeyLookups } from '../../src/http/key-lookups.ts'
import { Api } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ACT } from '../harness/database.ts'
import { newAdmin } from './admin-calls.ts'
import { startWithUpstream } from './fixture.ts'

const ENV = { REELGATE_UNKNOWN_KEYS_PER_MINUTE: '3', REELGATE_TRUSTED_PROXIES: '1' }
const from = (address: string) => ({ 'x-forwarded-for': address })

test('past so many unknown keys an address is looked up nothing more for, on any surface, until its minute is over', async (context) => {
  const clock = new TestClock()
  const server = await startWithUpstream(context, { clock, env: ENV })
  const { account, api: seen } = await server.newCaller(100)
  const admin = await newAdmin(server)
  const unseen = new Api(server.url, (await createKey(server.flow.db, ACT, account.id)).secret)
  assert.equal((await seen.get('/v1/tasks')).status, 200)
  assert.equal((await admin.get('/admin/v1/accounts')).status, 200)
  const guess = (count: number) => new Api(server.url, `rg_${String(count).padStart(40, 'a')}`)
  for (let count = 0; count < 3; count += 1) {
    assert.equal((await guess(count).get('/v1/tasks', from('203.0.113.7'))).status, 401)
  }
  clock.advance(17_500)
  for (const path of ['/v1/tasks', '/v1beta/models', '/v1/videos', '/admin/v1/accounts']) {
    const answer = await guess(9).get(path, from('203.0.113.7'))
    assert.equal(answer.status, 429, path)
    assert.equal(answer.headers.get('retry-after'), '43')
    assert.match(answer.body.error.message, /3 a minute.*43 s/)
  }
  // Good keys that were seen go on, from that address too, also when everything else has to be read again.
  assert.equal((await seen.submit(undefined, from('203.0.113.7'))).status, 200)
  assert.equal((await seen.get('/v1/tasks', from('203.0.113.7'))).status, 200)
  assert.equal((await admin.get('/admin/v1/accounts', from('203.0.113.7'))).status, 200)
  assert.equal((await guess(9).get('/v1/tasks', from('203.0.113.8'))).status, 401, 'another address is not concerned')
  assert.equal((await unseen.get('/v1/tasks', from('203.0.113.7'))).status, 429, 'nothing is looked up')
  clock.advance(42_499)
  assert.equal((await unseen.get('/v1/tasks', from('203.0.113.7'))).status, 429)
  clock.advance(1)
  assert.equal((await unseen.get('/v1/tasks', from('203.0.113.7'))).status, 200)
})

test('a network of IPv6 counts as one, IPv4 mapped into IPv6 as IPv4, and good keys are never counted', async (context) => {
  const server = await startWithUpstream(context, { clock: new TestClock(), env: ENV })
  const { account } = await server.newCaller(100)
  for (let count = 0; count < 10; count += 1) {
    const { secret } = await createKey(server.flow.db, ACT, account.id)
    assert.equal((await new Api(server.url, secret).get('/v1/tasks', from('192.0.2.1'))).status, 200)
  }
  const unknown = new Api(server.url, 'rg_unknown')
  const statuses = async (addresses: readonly string[]) => {
    const found: number[] = []
    for (const address of addresses) found.push((await unknown.get('/v1/tasks', from(address))).status)
    return found
  }
  assert.deepEqual(
    await statuses(['2001:db8::1', '2001:db8::2', '2001:db8:0:0:ff::', '2001:db8::4']),
    [401, 401, 401, 429],
  )
  assert.deepEqual(await statuses(['2001:db8:0:1::1']), [401])
  assert.deepEqual(await statuses(['192.0.2.1', '::ffff:192.0.2.1', '192.0.2.1', '192.0.2.1']), [401, 401, 401, 429])
})

test('however many addresses try keys, no more than the last ten thousand of them are counted', async () => {
  const lookups = new KeyLookups(new TestClock(), 1)
  const nobody = () => Promise.resolve(undefined)
  const ask = (count: number) => lookups.find('hash', `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`, nobody)
  const limited = (error: unknown) => error instanceof ReelgateError && error.code === 'lookups_limited'
  for (let count = 0; count < 10_000; count += 1) await ask(count)
  await assert.rejects(ask(0), limited)
  await ask(10_000)
  await assert.rejects(ask(1), limited)
  assert.equal(await ask(0), undefined, 'the oldest was forgotten')
})
