import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConsoleBrowser, firstAdmin } from '../../harness/console.ts'
import { OidcIssuer } from '../../harness/oidc-issuer.ts'
import { startTestServer } from '../../harness/server.ts'
import { raw } from '../fixture.ts'

const BEGIN = '/console/api/auth/oidc/oidc'
const ME = '/console/api/me'

/** A browser's navigation: no header of the console, and redirects are looked at instead of followed. */
async function visit(browser: ConsoleBrowser, url: string) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { status, headers } = await raw(url, { headers: cookie === '' ? {} : { cookie } })
  for (const line of headers['set-cookie'] ?? []) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') browser.cookies.delete(name)
    else browser.cookies.set(name, value)
  }
  return { status, to: headers.location ?? '', cookies: headers['set-cookie'] ?? [] }
}

/** To the issuer and back to our door, which is not opened yet. */
async function backFromIssuer(browser: ConsoleBrowser, query = '') {
  const begun = await visit(browser, `${browser.url}${BEGIN}${query}`)
  const back = new URL((await visit(new ConsoleBrowser(''), begun.to)).to)
  return `${browser.url}${back.pathname}${back.search}`
}

const signIn = async (browser: ConsoleBrowser, query = '') => visit(browser, await backFromIssuer(browser, query))

test('whoever the issuer vouches for signs in, lands where it wanted to go, and is the same user the next time', async (context) => {
  const issuer = await OidcIssuer.open(context)
  const server = await startTestServer(context, { env: issuer.env })
  await firstAdmin(server)
  const browser = new ConsoleBrowser(server.url)
  const ways = (await browser.get('/console/api/sign-in-options')).body
  assert.deepEqual(ways.oidc, [{ id: 'oidc', name: 'Company' }])
  const { status, to, cookies } = await signIn(browser, '?to=/tasks')
  assert.deepEqual([status, to], [302, '/tasks'])
  assert.ok(
    cookies.some((line) => /^__Host-reelgate=[a-z2-7]{52}; Path=\/; HttpOnly; SameSite=Lax;.*; Secure$/.test(line)),
  )
  const { body } = await browser.get(ME)
  assert.deepEqual([body.user.name, body.user.role, body.account.name], ['grace', 'user', 'default'])
  const again = new ConsoleBrowser(server.url)
  issuer.claims = { ...issuer.claims, preferred_username: 'renamed' }
  await signIn(again)
  assert.equal((await again.get(ME)).body.user.id, body.user.id)
  issuer.claims = { sub: '2', preferred_username: 'Grace' }
  const other = new ConsoleBrowser(server.url)
  await signIn(other)
  const second = (await other.get(ME)).body.user
  assert.notEqual(second.id, body.user.id)
  assert.match(second.name, /^Grace-[0-9a-f]{8}$/)
})

test('nobody is led to another site after signing in', async (context) => {
  const issuer = await OidcIssuer.open(context)
  const server = await startTestServer(context, { env: issuer.env })
  await firstAdmin(server)
  for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:1']) {
    const answer = await signIn(new ConsoleBrowser(server.url), `?to=${encodeURIComponent(to)}`)
    assert.equal(answer.to, '/playground', to)
  }
})

test('what comes back is taken from the browser that went, once, and only as the issuer signed it for this sign-in', async (context) => {
  const issuer = await OidcIssuer.open(context)
  const server = await startTestServer(context, { env: issuer.env })
  await firstAdmin(server)
  const victim = new ConsoleBrowser(server.url)
  const attacker = new ConsoleBrowser(server.url)
  const address = await backFromIssuer(attacker)
  assert.equal((await visit(victim, address)).to, '/sign-in?error=oidc_failed')
  assert.equal((await visit(attacker, address)).to, '/playground')
  assert.equal((await visit(attacker, address)).to, '/sign-in?error=oidc_failed')
  for (const changes of [{ nonce: 'other' }, { aud: 'other' }, { iss: 'https://other.example' }, { exp: 1 }]) {
    issuer.changes = changes
    const browser = new ConsoleBrowser(server.url)
    assert.equal((await signIn(browser)).to, '/sign-in?error=oidc_failed', JSON.stringify(changes))
    assert.equal((await browser.get(ME)).status, 401)
  }
})

test('who may sign in, as what and for which account, is decided by verified mail domains and claims', async (context) => {
  const issuer = await OidcIssuer.open(context)
  const server = await startTestServer(context, {
    env: {
      ...issuer.env,
      REELGATE_OIDC_ALLOWED: 'example.com,groups=video',
      REELGATE_OIDC_ADMINS: 'groups=ops',
      REELGATE_OIDC_ACCOUNT: 'claim:team',
    },
  })
  await firstAdmin(server)
  const { account } = await server.newCaller()
  const team = account.name
  const meAs = async (claims: Record<string, unknown>) => {
    issuer.claims = claims
    const browser = new ConsoleBrowser(server.url)
    const { to } = await signIn(browser)
    return to === '/playground' ? (await browser.get(ME)).body : to
  }
  const refused = '/sign-in?error=oidc_refused'
  assert.equal(await meAs({ sub: '1', team, email: 'a@example.com' }), refused)
  assert.equal(await meAs({ sub: '1', team, email: 'a@example.com', email_verified: false }), refused)
  assert.equal(await meAs({ sub: '1', team, email: 'a@notexample.com', email_verified: true }), refused)
  assert.equal(await meAs({ sub: '1', team: 'none', groups: ['video'] }), refused)
  const byMail = await meAs({ sub: '1', team, email: 'a@example.com', email_verified: true })
  assert.deepEqual([byMail.user.name, byMail.user.role, byMail.account.name], ['a@example.com', 'user', team])
  const byGroup = await meAs({ sub: '2', team, preferred_username: 'lin', groups: ['video', 'ops'] })
  assert.deepEqual([byGroup.user.name, byGroup.user.role], ['lin', 'admin'])
  const left = await meAs({ sub: '2', team: 'default', preferred_username: 'lin', groups: ['video'] })
  assert.deepEqual([left.user.id, left.user.role, left.account.name], [byGroup.user.id, 'user', 'default'])
})

test('a disabled user is refused, however much its issuer vouches for it', async (context) => {
  const issuer = await OidcIssuer.open(context)
  const server = await startTestServer(context, { env: issuer.env })
  const admin = await firstAdmin(server)
  const browser = new ConsoleBrowser(server.url)
  await signIn(browser)
  const { id } = (await browser.get(ME)).body.user
  assert.equal((await admin.call('PATCH', `/admin/v1/users/${id}`, { body: { disabled: true } })).status, 200)
  assert.equal((await browser.get(ME)).status, 401)
  assert.equal((await signIn(browser)).to, '/sign-in?error=oidc_refused')
})
