import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import type { Answer } from '../../harness/api.ts'
import { openPage } from '../../harness/browser.ts'
import { ConsoleBrowser, firstAdmin, firstToken, PASSWORD } from '../../harness/console.ts'
import { startTestServer } from '../../harness/server.ts'

const API = '/console/api'

/** Calls as the pages of the console do, from a page. */
const post = (page: Page, path: string, body: object): Promise<Pick<Answer, 'status' | 'body'>> =>
  page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json', 'x-reelgate-console': '1' }
      const answer = await fetch(address, { method: 'POST', headers, body: text })
      return { status: answer.status, body: await answer.json() }
    },
    [`${API}${path}`, JSON.stringify(body)] as const,
  )

/** Has the browser make a passkey or sign with one; its answer, as JSON. */
const credential = (page: Page, kind: 'create' | 'get', options: unknown): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ([how, text]) => {
      // What browsers have and the compiler's list of them for servers has not.
      const browser = globalThis as unknown as {
        PublicKeyCredential: Record<string, (options: unknown) => unknown>
        navigator: { credentials: Record<string, (wanted: object) => Promise<{ toJSON(): Record<string, unknown> }>> }
      }
      const parse = how === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON'
      const publicKey = browser.PublicKeyCredential[parse]?.(JSON.parse(text))
      const made = await browser.navigator.credentials[how]?.({ publicKey })
      return made?.toJSON() ?? {}
    },
    [kind, JSON.stringify(options)] as const,
  )

/** A browser with a device that holds passkeys and knows its owner, at a page of the server by its name. */
async function browserWithDevice(context: TestContext) {
  const server = await startTestServer(context)
  const token = await firstToken(server)
  const page = await openPage(context)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const features = { hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true, ...features },
  })
  await page.goto(`${server.url.replace('127.0.0.1', 'localhost')}/healthz`)
  const verified = (isUserVerified: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
  return { server, page, token, verified }
}

test('a passkey is made in a browser, signs in without a name, and is good until it is removed', async (context) => {
  const { server, page, token } = await browserWithDevice(context)
  const started = await post(page, '/first-start', { token, name: 'ada', password: PASSWORD })
  assert.equal(started.status, 200, JSON.stringify(started.body))
  assert.equal(started.body.features.passkeys, true)
  const { data: wanted } = (await post(page, '/auth/passkeys/options', {})).body
  const made = await credential(page, 'create', wanted.options)
  const registration = { challenge_id: wanted.challenge_id, response: made, name: 'laptop' }
  const registered = await post(page, '/auth/passkeys', registration)
  assert.deepEqual([registered.status, registered.body.data.name], [200, 'laptop'])
  assert.equal((await post(page, '/auth/passkeys', registration)).status, 401)
  await post(page, '/auth/sign-out', {})

  const { data: asked } = (await post(page, '/auth/passkeys/sign-in-options', {})).body
  const signed = { challenge_id: asked.challenge_id, response: await credential(page, 'get', asked.options) }
  const welcome = await post(page, '/auth/passkeys/sign-in', signed)
  assert.deepEqual([welcome.status, welcome.body.user.name], [200, 'ada'])
  assert.equal((await post(page, '/auth/passkeys/sign-in', signed)).status, 401)
  // An answer to one challenge is no answer to another.
  const { data: later } = (await post(page, '/auth/passkeys/sign-in-options', {})).body
  assert.equal(
    (await post(page, '/auth/passkeys/sign-in', { ...signed, challenge_id: later.challenge_id })).status,
    401,
  )

  const admin = new ConsoleBrowser(server.url)
  await admin.post(`${API}/auth/sign-in`, { name: 'ada', password: PASSWORD })
  const [passkey] = (await admin.get(`${API}/auth/passkeys`)).body.data
  assert.equal(typeof passkey.last_used_at, 'number')
  assert.equal((await admin.call('DELETE', `${API}/auth/passkeys/${passkey.id}`)).status, 200)
  const { data: last } = (await post(page, '/auth/passkeys/sign-in-options', {})).body
  const removed = { challenge_id: last.challenge_id, response: await credential(page, 'get', last.options) }
  assert.equal((await post(page, '/auth/passkeys/sign-in', removed)).status, 401)
})

test('a disabled user is refused its passkey', async (context) => {
  const { server, page, token } = await browserWithDevice(context)
  await post(page, '/first-start', { token, name: 'ada', password: PASSWORD })
  const admin = new ConsoleBrowser(server.url)
  await admin.post(`${API}/auth/sign-in`, { name: 'ada', password: PASSWORD })
  const made = (await admin.post('/admin/v1/users', { name: 'bob' })).body.data
  await post(page, '/sign-in-link', { token: new URL(made.link).searchParams.get('token') })
  const { data: wanted } = (await post(page, '/auth/passkeys/options', {})).body
  const response = await credential(page, 'create', wanted.options)
  assert.equal((await post(page, '/auth/passkeys', { challenge_id: wanted.challenge_id, response })).status, 200)
  await admin.call('PATCH', `/admin/v1/users/${made.id}`, { body: { disabled: true } })
  const { data: asked } = (await post(page, '/auth/passkeys/sign-in-options', {})).body
  const signed = { challenge_id: asked.challenge_id, response: await credential(page, 'get', asked.options) }
  assert.equal((await post(page, '/auth/passkeys/sign-in', signed)).status, 401)
})

test('a page that was opened by an IP address is told that it can use no passkeys', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  assert.equal((await browser.get(`${API}/sign-in-options`)).body.passkeys, false)
  assert.equal((await browser.post(`${API}/auth/passkeys/options`)).status, 400)
})
