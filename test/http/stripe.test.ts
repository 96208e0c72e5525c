import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { readConfig } from '../../src/config.ts'
import { Api } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'
import { noticeOf, StripeStandIn } from '../harness/stripe.ts'
import type { Session } from '../harness/stripe.ts'
import { assertProblem } from './fixture.ts'

const REFUSED = { status: 400, type: 'invalid_request_error' }
const CHECKOUT = '/v1/recharge/checkout'
const WEBHOOK = '/v1/recharge/stripe/webhook'

async function start(context: TestContext, env: Record<string, string> = {}) {
  const stripe = await StripeStandIn.open(context)
  const server = await startTestServer(context, { env: { ...stripe.env, ...env } })
  const { api, account } = await server.newCaller(0)
  const checkout = (amount: unknown) => api.call('POST', CHECKOUT, { body: { amount } })
  /** A session of this caller's, as Stripe knows it. */
  const begun = async (amount = '25'): Promise<Session> => {
    const answer = await checkout(amount)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return stripe.sessions.find(({ id }) => id === answer.body.data.id) ?? assert.fail('Stripe has no such session')
  }
  const notify = (...told: Parameters<typeof noticeOf>) => api.call('POST', WEBHOOK, noticeOf(...told))
  return { stripe, server, api, account, checkout, begun, notify }
}

test('a checkout is a session at Stripe for exact cents, and leads back to where the operator says', async (context) => {
  const env = {
    REELGATE_RECHARGE_SUCCESS_URL: 'https://example.com/paid',
    REELGATE_RECHARGE_URL: 'https://example.com',
  }
  const { stripe, server, account, checkout } = await start(context, env)
  const { status, body } = await checkout('19.99')
  assert.equal(status, 200)
  assert.deepEqual(body.data, { id: 'cs_test_1', url: `${stripe.url}/pay/cs_test_1`, amount: 19.99 })
  const [form = new URLSearchParams()] = stripe.forms
  const asked = Object.fromEntries(form)
  assert.equal(asked['line_items[0][price_data][unit_amount]'], '1999')
  assert.equal(asked['line_items[0][price_data][currency]'], 'usd')
  assert.equal(asked['client_reference_id'], account.id)
  assert.deepEqual([asked['success_url'], asked['cancel_url']], Array(2).fill('https://example.com/paid'))
  assert.equal((await server.verify()).problems.length, 0)
})

test('money comes with the notice that it was paid, and by any number of the same notice only once', async (context) => {
  const { server, api, begun, notify } = await start(context)
  const session = await begun('19.99')
  assert.equal(await api.balance(), 0)
  const answers = await Promise.all(Array.from({ length: 20 }, () => notify(session)))
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, { received: true }])
  assert.equal((await notify(session, { type: 'checkout.session.async_payment_succeeded' })).status, 200)
  assert.equal(await api.balance(), 19.99)
  await notify(await begun('5'))
  assert.equal(await api.balance(), 24.99)
  assert.deepEqual((await server.verify()).problems, [])
})

test('a delayed payment is credited when it has arrived, not when the page was left', async (context) => {
  const { api, begun, notify } = await start(context)
  const session = await begun()
  assert.equal((await notify(session, { payment_status: 'unpaid' })).status, 200)
  assert.equal(await api.balance(), 0)
  assert.equal((await notify(session, { type: 'checkout.session.async_payment_succeeded' })).status, 200)
  assert.equal(await api.balance(), 25)
})

test('a notice of another event, or of a session that is not ours, moves no money', async (context) => {
  const { api, begun, notify } = await start(context)
  const session = await begun()
  for (const change of [
    { type: 'checkout.session.expired' },
    { type: 'payment_intent.succeeded' },
    { metadata: {} },
    { metadata: { purpose: 'a shop' } },
  ]) {
    assert.deepEqual((await notify(session, change)).body, { received: true }, JSON.stringify(change))
  }
  assert.equal(await api.balance(), 0)
})

test('a notice with a wrong, an old or no signature, or another body than was signed, is a 400 and moves no money', async (context) => {
  const { api, begun, notify } = await start(context)
  const session = await begun()
  assertProblem(await notify(session, { secret: 'whsec_other' }), REFUSED)
  assertProblem(await notify(session, { timestamp: Math.floor(Date.now() / 1000) - 3600 }), REFUSED)
  const { body, headers } = noticeOf(session)
  const changed = [body.replace('2500', '9900'), JSON.stringify(JSON.parse(body)), '']
  for (const other of changed) {
    assert.notEqual(other, body)
    assertProblem(await api.call('POST', WEBHOOK, { body: other, headers }), REFUSED)
  }
  assertProblem(await api.call('POST', WEBHOOK, { body }), REFUSED)
  assert.equal(await api.balance(), 0)
})

test('a notice for an account that is gone is a 500, so that Stripe goes on telling and the operator sees it', async (context) => {
  const { begun, notify } = await start(context)
  assert.equal((await notify(await begun(), { client_reference_id: 'acct_gone' })).status, 500)
})

test('an amount outside the bounds, or in parts of a cent, is refused and Stripe hears nothing', async (context) => {
  const { stripe, checkout } = await start(context, { REELGATE_RECHARGE_MIN: '2', REELGATE_RECHARGE_MAX: '50' })
  for (const amount of ['1.99', '50.01', '10.001', '-5', 'ten', undefined]) {
    assertProblem(await checkout(amount), { ...REFUSED, param: 'amount' })
  }
  assert.deepEqual([(await checkout('2')).status, (await checkout(50)).status], [200, 200])
  assert.equal(stripe.forms.length, 2)
})

test('when Stripe takes no order the caller is told to try again later', async (context) => {
  const { stripe, checkout } = await start(context)
  stripe.refusing = true
  assertProblem(await checkout('5'), { status: 502, type: 'bad_gateway' })
})

test('without Stripe configured there are no payments; with half of it the server does not start', async (context) => {
  const { api } = await startTestServer(context)
  assertProblem(await api.call('POST', CHECKOUT, { body: { amount: '5' } }), {
    status: 404,
    type: 'invalid_request_error',
  })
  assert.equal((await api.call('POST', WEBHOOK, { body: {} })).status, 404)
  assert.throws(() => readConfig({ REELGATE_STRIPE_SECRET_KEY: 'sk_test_x' }, {}), /belong together/)
  assert.throws(() => readConfig({ REELGATE_RECHARGE_MIN: '9', REELGATE_RECHARGE_MAX: '8' }, {}), /is more than/)
})

test('a server killed over a notice credits it once when it comes again', { timeout: 120_000 }, async (context) => {
  const stripe = await StripeStandIn.open(context)
  const dataDir = await ownFolder(context)
  const env = { ...serverEnv(dataDir), ...stripe.env }
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(context, { args: [...args, '--json'], env })
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout)
  }
  await run('accounts', 'create', 'payer', '--balance', '0')
  const { key } = await run('keys', 'create', '--account', 'payer')
  let server = await startServer(context, { dataDir, env: stripe.env }, key)
  const begun = await server.api.call('POST', CHECKOUT, { body: { amount: '25' } })
  assert.equal(begun.status, 200)
  const [session = assert.fail()] = stripe.sessions
  // Killed at whatever point it has reached: before, in or after its commit.
  const dying = server.api.call('POST', WEBHOOK, noticeOf(session)).catch(() => undefined)
  await server.kill()
  await dying
  server = await startServer(context, { dataDir, env: stripe.env }, key)
  const api = new Api(server.url, key)
  for (const again of [1, 2]) {
    assert.equal((await api.call('POST', WEBHOOK, noticeOf(session))).status, 200, `notice ${again}`)
  }
  assert.equal(await api.balance(), 25)
  await server.kill()
  assert.equal((await run('ledger', 'verify')).exact, true)
})
