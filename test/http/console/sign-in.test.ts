import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeFirstLink } from '../../../src/flow/sign-in/links.ts'
import { Api, SUBMIT } from '../../harness/api.ts'
import { TestClock } from '../../harness/clock.ts'
import { ConsoleBrowser, firstAdmin, firstToken, PASSWORD } from '../../harness/console.ts'
import { startTestServer } from '../../harness/server.ts'
import { startWithUpstream } from '../fixture.ts'

const ME = '/console/api/me'
const SIGN_IN = '/console/api/auth/sign-in'
const statuses = async (browser: ConsoleBrowser, ...paths: string[]) =>
  Promise.all(paths.map(async (path) => (await browser.get(path)).status))

test('the first link makes an administrator on the default account, signs in, and is good once', async (context) => {
  const server = await startTestServer(context)
  const browser = new ConsoleBrowser(server.url)
  assert.equal((await browser.get('/console/api/sign-in-options')).body.first_start, true)
  const token = await firstToken(server)
  const looked = await browser.get(`/console/api/sign-in-link?token=${token}`)
  assert.deepEqual(looked.body.data, { kind: 'first_start', name: null })
  const start = { token, name: 'Ada', password: PASSWORD }
  const started = await browser.post('/console/api/first-start', start)
  assert.equal(started.status, 200, JSON.stringify(started.body))
  assert.match(
    started.headers.getSetCookie()[0] ?? '',
    /^reelgate_session=[a-z2-7]{52}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/,
  )
  const { body: me } = await browser.get(ME)
  assert.deepEqual([me.user.name, me.user.role, me.account.name], ['Ada', 'admin', 'default'])
  assert.deepEqual(me, started.body)
  const other = new ConsoleBrowser(server.url)
  assert.equal((await other.post('/console/api/first-start', { ...start, name: 'eve' })).status, 410)
  assert.equal((await other.get('/console/api/sign-in-options')).body.first_start, false)
  assert.equal(await makeFirstLink(server.flow.db, { actor: 'test', at: server.flow.clock.now() }), undefined)
  assert.equal((await other.get(ME)).status, 401)
})

test('two who open the first link at once: one is the administrator, the other is told that it was used', async (context) => {
  const server = await startTestServer(context)
  const token = await firstToken(server)
  const answers = await Promise.all(
    ['ada', 'eve'].map((name) => new ConsoleBrowser(server.url).post('/console/api/first-start', { token, name })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 410],
  )
})

test('a link is over after 30 minutes', async (context) => {
  const clock = new TestClock()
  const server = await startTestServer(context, { clock })
  const token = await firstToken(server)
  clock.advance(30 * 60_000)
  const answer = await new ConsoleBrowser(server.url).post('/console/api/first-start', { token, name: 'ada' })
  assert.equal(answer.status, 410)
})

test('a session opens /v1 as a key of the account would and /admin/v1 for an administrator; its tasks name its user', async (context) => {
  const server = await startWithUpstream(context)
  const browser = await firstAdmin(server)
  const id = await browser.submitted()
  const done = await browser.ended(id)
  assert.equal(done.status, 'completed')
  assert.deepEqual(
    await statuses(browser, '/v1/balance', '/v1/tasks', '/v1/models', '/admin/v1/accounts'),
    [200, 200, 200, 200],
  )
  const story = (await browser.get(`/admin/v1/tasks/${id}`)).body.data
  const { user, account } = (await browser.get(ME)).body
  const accountId = account.id as string
  assert.deepEqual([story.account_id, story.user_id], [accountId, user.id])
  const usage = await browser.get('/v1/usage?group_by=key')
  assert.equal(usage.body.data.rows[0].key_id, user.key_id)
  // The key behind the session is on no list, and can't be taken hold of.
  assert.deepEqual((await browser.get(`/admin/v1/accounts/${accountId}/keys`)).body.data, [])
  assert.deepEqual((await browser.get('/console/api/keys')).body.data, [])
  for (const path of ['', '/revoke', '/rotate']) {
    const answer = await browser.call(path === '' ? 'GET' : 'POST', `/admin/v1/keys/${story.key_id}${path}`)
    assert.equal(answer.status, 404)
  }
  const report = await server.verify()
  assert.deepEqual(report.problems ?? [], [])
})

test('what an administrator does by session is in the audit log under its name', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  const { user } = (await browser.get(ME)).body
  await browser.post('/admin/v1/accounts', { name: 'shop' })
  const [newest] = (await browser.get('/admin/v1/audit?limit=1')).body.data
  assert.deepEqual([newest.actor, newest.action], [`ada (${user.id})`, 'account.create'])
})

test('without the header of the console a cookie is nothing, and nothing below /console/api is done', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  const bare = { 'x-reelgate-console': '' }
  for (const path of [ME, '/v1/tasks', '/admin/v1/accounts', '/console/api/keys']) {
    assert.equal((await browser.get(path, bare)).status, 401, path)
  }
  assert.equal((await browser.submit(SUBMIT, bare)).status, 401)
  for (const path of ['/console/api/auth/sign-out', '/console/api/keys', SIGN_IN]) {
    assert.equal((await browser.post(path, {}, bare)).status, 403, path)
  }
  assert.equal((await browser.get(ME)).status, 200)
  const preflight = await browser.call('OPTIONS', '/v1/videos/generations', {
    headers: { origin: 'https://evil.example' },
  })
  assert.doesNotMatch(preflight.headers.get('access-control-allow-headers') ?? '', /console/i)
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
  assert.equal((await browser.get(ME)).headers.get('access-control-allow-origin'), null)
})

test('a key wins over the cookie, whether it is good or not', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  const authorization = `Bearer ${server.api.key}`
  const seen = async (headers: Record<string, string>) => (await browser.get('/v1/user/balance', headers)).status
  assert.equal(await seen({ authorization: 'Bearer rg_wrong' }), 401)
  const mine = await browser.submitted()
  assert.equal((await browser.get(`/v1/tasks/${mine}`, { authorization })).status, 400)
  assert.equal((await browser.get('/admin/v1/accounts', { authorization })).status, 401)
})

test('name and password sign in; what was in the cookie before opens nothing afterwards', async (context) => {
  const server = await startTestServer(context)
  await firstAdmin(server)
  const browser = new ConsoleBrowser(server.url)
  browser.cookies.set('reelgate_session', 'a'.repeat(52))
  assert.equal((await browser.post(SIGN_IN, { name: ' ADA', password: PASSWORD })).status, 200)
  const first = browser.cookies.get('reelgate_session') ?? ''
  assert.notEqual(first, 'a'.repeat(52))
  assert.equal((await browser.post(SIGN_IN, { name: 'ada', password: PASSWORD })).status, 200)
  assert.notEqual(browser.cookies.get('reelgate_session'), first)
  const old = new ConsoleBrowser(server.url)
  old.cookies.set('reelgate_session', first)
  assert.equal((await old.get(ME)).status, 401)
  const stored = await server.flow.db.read.all<{ hash: string }>('SELECT hash FROM console_session', [])
  assert.ok(stored.length > 0 && stored.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash)))
})

test('an unknown name and a wrong password are one answer; too many in a minute are a 429, also after a restart', async (context) => {
  const clock = new TestClock()
  const options = { clock, env: { REELGATE_SIGN_IN_ATTEMPTS_PER_MINUTE: '3' } }
  const server = await startTestServer(context, options)
  await firstAdmin(server)
  const browser = new ConsoleBrowser(server.url)
  const wrong = await browser.post(SIGN_IN, { name: 'ada', password: 'wrong' })
  const unknown = await browser.post(SIGN_IN, { name: 'bob', password: 'wrong' })
  assert.equal(wrong.status, 401)
  assert.deepEqual(unknown.body, wrong.body)
  assert.equal((await browser.post(SIGN_IN, { name: 'ada', password: PASSWORD })).status, 200)
  assert.equal((await browser.post(SIGN_IN, { name: 'ada', password: 'wrong' })).status, 401)
  assert.equal((await browser.post(SIGN_IN, { name: 'ada', password: PASSWORD })).status, 429)
  await server.stop()
  const next = await startTestServer(context, { ...options, dataDir: server.dataDir })
  const later = new ConsoleBrowser(next.url)
  const limited = await later.post(SIGN_IN, { name: 'ada', password: PASSWORD })
  assert.equal(limited.status, 429)
  assert.equal(limited.headers.get('retry-after'), '60')
  clock.advance(60_000)
  assert.equal((await later.post(SIGN_IN, { name: 'ada', password: PASSWORD })).status, 200)
})

test('a name is limited wherever its attempts come from, and attempts at once are counted each', async (context) => {
  const env = { REELGATE_SIGN_IN_ATTEMPTS_PER_MINUTE: '3', REELGATE_TRUSTED_PROXIES: '1' }
  const server = await startTestServer(context, { clock: new TestClock(), env })
  await firstAdmin(server)
  const tries = await Promise.all(
    [1, 2, 3, 4, 5].map((last) =>
      new ConsoleBrowser(server.url).post(
        SIGN_IN,
        { name: 'ada', password: 'wrong' },
        { 'x-forwarded-for': `192.0.2.${last}` },
      ),
    ),
  )
  assert.deepEqual(
    tries.map(({ status }) => status).toSorted((a, b) => a - b),
    [401, 401, 401, 429, 429],
  )
})

test('a session is over when its hours are, is listed, and can be ended from another browser', async (context) => {
  const clock = new TestClock()
  const server = await startTestServer(context, { clock, env: { REELGATE_SESSION_HOURS: '2' } })
  const here = await firstAdmin(server)
  clock.advance(1000)
  const there = new ConsoleBrowser(server.url)
  await there.post(SIGN_IN, { name: 'ada', password: PASSWORD }, { 'user-agent': 'Elsewhere/1' })
  const { data: sessions } = (await here.get('/console/api/sessions')).body
  assert.deepEqual(
    sessions.map(({ current, method }: { current: boolean; method: string }) => [current, method]),
    [
      [false, 'password'],
      [true, 'link'],
    ],
  )
  assert.equal(sessions[0].user_agent, 'Elsewhere/1')
  assert.equal((await here.call('DELETE', `/console/api/sessions/${sessions[0].id}`)).status, 200)
  assert.equal((await here.call('DELETE', `/console/api/sessions/${sessions[0].id}`)).status, 404)
  assert.deepEqual([...(await statuses(there, ME)), ...(await statuses(here, ME))], [401, 200])
  clock.advance(2 * 3_600_000)
  assert.deepEqual(await statuses(here, ME), [401])
})

test('signing out ends the session in the database, not only in the browser', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  const kept = new ConsoleBrowser(server.url)
  kept.cookies.set('reelgate_session', browser.cookies.get('reelgate_session') ?? '')
  assert.equal((await browser.post('/console/api/auth/sign-out')).status, 200)
  assert.equal(browser.cookies.size, 0)
  assert.deepEqual(await statuses(kept, ME), [401])
})

test('a new password needs the old one, and ends the other sessions', async (context) => {
  const clock = new TestClock()
  const server = await startTestServer(context, { clock })
  const recovering = await firstAdmin(server)
  const browser = new ConsoleBrowser(server.url)
  await browser.post(SIGN_IN, { name: 'ada', password: PASSWORD })
  const path = '/console/api/auth/password'
  const password = 'another long password'
  assert.equal((await browser.post(path, { password })).status, 401)
  assert.equal((await browser.post(path, { current: 'wrong', password })).status, 401)
  assert.equal((await browser.post(path, { current: PASSWORD, password: 'short' })).status, 400)
  assert.equal((await browser.post(path, { current: PASSWORD, password })).status, 200)
  assert.deepEqual([...(await statuses(recovering, ME)), ...(await statuses(browser, ME))], [401, 200])
  const again = new ConsoleBrowser(server.url)
  assert.equal((await again.post(SIGN_IN, { name: 'ada', password: PASSWORD })).status, 401)
  assert.equal((await again.post(SIGN_IN, { name: 'ada', password })).status, 200)
})

test('one’s own keys are made, changed, rotated and revoked; those of other accounts are not there', async (context) => {
  const server = await startTestServer(context)
  const browser = await firstAdmin(server)
  const { keyId } = await server.newCaller()
  const keys = '/console/api/keys'
  const { data: made } = (await browser.post(keys, { name: 'ci', scopes: ['read'], spend_max: '2' })).body
  const api = new Api(server.url, made.key)
  assert.deepEqual([(await api.get('/v1/tasks')).status, (await api.submit()).status], [200, 403])
  assert.equal((await browser.call('PATCH', `${keys}/${made.id}`, { body: { scopes: null } })).body.data.scopes, null)
  const { data: next } = (await browser.post(`${keys}/${made.id}/rotate`, { overlap_seconds: 3600 })).body
  assert.deepEqual([next.replaces, (await api.get('/v1/tasks')).status], [made.id, 200])
  assert.equal((await browser.post(`${keys}/${next.id}/revoke`)).status, 200)
  assert.equal((await new Api(server.url, next.key).get('/v1/tasks')).status, 401)
  const { data: listed } = (await browser.get(keys)).body
  assert.deepEqual(
    listed.map(({ id }: { id: string }) => id),
    [made.id, next.id],
  )
  assert.equal(JSON.stringify(listed).includes(made.key), false)
  for (const path of [`${keys}/${keyId}/revoke`, `${keys}/${keyId}/rotate`]) {
    assert.equal((await browser.post(path)).status, 404)
  }
  assert.equal((await browser.call('PATCH', `${keys}/${keyId}`, { body: { name: 'mine' } })).status, 404)
})

test('nobody registers unless the server lets them; whoever does has an account of its own without money', async (context) => {
  const closed = await startTestServer(context)
  const register = (url: string) => {
    const browser = new ConsoleBrowser(url)
    return [browser, browser.post('/console/api/auth/register', { name: 'eve', password: PASSWORD })] as const
  }
  assert.equal((await register(closed.url)[1]).status, 403)
  const open = await startTestServer(context, { env: { REELGATE_REGISTRATION: 'on' } })
  await firstAdmin(open)
  const [browser, answer] = register(open.url)
  const { status, body } = await answer
  assert.deepEqual([status, body.user.role, body.account.name], [200, 'user', 'eve'])
  assert.equal((await browser.submit()).status, 402)
  assert.equal((await browser.get('/admin/v1/accounts')).status, 403)
})

test('whoever registers before there is an administrator shuts nobody out', async (context) => {
  const server = await startTestServer(context, { env: { REELGATE_REGISTRATION: 'on' } })
  const eve = new ConsoleBrowser(server.url)
  assert.equal((await eve.post('/console/api/auth/register', { name: 'eve', password: PASSWORD })).status, 200)
  assert.equal((await eve.get('/console/api/sign-in-options')).body.first_start, true)
  const admin = await firstAdmin(server)
  assert.deepEqual(await statuses(admin, '/admin/v1/users'), [200])
  assert.deepEqual(await statuses(eve, '/admin/v1/users'), [403])
})
