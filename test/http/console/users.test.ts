import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandLineAct } from '../../../src/flow/admin/act.ts'
import { eraseAccount } from '../../../src/flow/admin/erase.ts'
import { ConsoleBrowser, firstAdmin, PASSWORD } from '../../harness/console.ts'
import { startTestServer } from '../../harness/server.ts'

const ME = '/console/api/me'
const USERS = '/admin/v1/users'
const tokenOf = (link: string) => new URL(link).searchParams.get('token')

test('an administrator invites a user by a link that is good once; it sees its account and nothing else', async (context) => {
  const server = await startTestServer(context)
  const admin = await firstAdmin(server)
  const { account } = await server.newCaller(5)
  const invited = (await admin.post(USERS, { name: 'bob', account_id: account.id })).body.data
  assert.deepEqual([invited.role, invited.has_password, invited.account_id], ['user', false, account.id])
  const bob = new ConsoleBrowser(server.url)
  const token = tokenOf(invited.link)
  assert.deepEqual((await bob.get(`/console/api/sign-in-link?token=${token}`)).body.data, { kind: 'user', name: 'bob' })
  const welcome = await bob.post('/console/api/sign-in-link', { token })
  assert.deepEqual([welcome.status, welcome.body.user.role, welcome.body.account.id], [200, 'user', account.id])
  assert.equal((await new ConsoleBrowser(server.url).post('/console/api/sign-in-link', { token })).status, 410)
  assert.equal((await bob.get(USERS)).status, 403)
  assert.equal((await bob.post('/console/api/auth/password', { password: PASSWORD })).status, 200)
  const { data } = (await admin.get(USERS)).body
  assert.deepEqual(
    data.map(({ name, has_password: has }: { name: string; has_password: boolean }) => [name, has]),
    [
      ['ada', true],
      ['bob', true],
    ],
  )
  const { data: audit } = (await admin.get(`/admin/v1/audit?target=${invited.id}`)).body
  assert.deepEqual(
    audit.map(({ action }: { action: string }) => action),
    ['user.password', 'user.link', 'user.create'],
  )
  assert.equal(JSON.stringify(audit).includes(String(token)), false)
})

test('a newer link takes the place of the one before', async (context) => {
  const server = await startTestServer(context)
  const admin = await firstAdmin(server)
  const first = (await admin.post(USERS, { name: 'bob' })).body.data
  const second = (await admin.post(`${USERS}/${first.id}/link`)).body.data
  const open = (link: string) =>
    new ConsoleBrowser(server.url).post('/console/api/sign-in-link', { token: tokenOf(link) })
  assert.equal((await open(first.link)).status, 410)
  assert.equal((await open(second.link)).status, 200)
})

test('a user that is disabled is signed out at once and can’t come in; enabled again it signs in anew', async (context) => {
  const server = await startTestServer(context)
  const admin = await firstAdmin(server)
  const { id, link } = (await admin.post(USERS, { name: 'bob' })).body.data
  const bob = new ConsoleBrowser(server.url)
  await bob.post('/console/api/sign-in-link', { token: tokenOf(link) })
  await bob.post('/console/api/auth/password', { password: PASSWORD })
  const spare = (await admin.post(`${USERS}/${id}/link`)).body.data.link
  const change = (body: object) => admin.call('PATCH', `${USERS}/${id}`, { body })
  assert.equal((await change({ disabled: true })).body.data.disabled, true)
  assert.equal((await bob.get(ME)).status, 401)
  assert.equal((await bob.get('/v1/tasks')).status, 401)
  const signIn = () => bob.post('/console/api/auth/sign-in', { name: 'bob', password: PASSWORD })
  assert.equal((await signIn()).status, 401)
  assert.equal((await bob.post('/console/api/sign-in-link', { token: tokenOf(spare) })).status, 410)
  await change({ disabled: false })
  assert.equal((await bob.get(ME)).status, 401)
  assert.equal((await signIn()).status, 200)
})

test('a role and an account count from the next call on; the last administrator stays one', async (context) => {
  const server = await startTestServer(context)
  const admin = await firstAdmin(server)
  const { account } = await server.newCaller(5)
  const { id, link } = (await admin.post(USERS, { name: 'bob' })).body.data
  const bob = new ConsoleBrowser(server.url)
  await bob.post('/console/api/sign-in-link', { token: tokenOf(link) })
  const own = (await admin.get(ME)).body.user.id
  const change = (user: string, body: object) => admin.call('PATCH', `${USERS}/${user}`, { body })
  assert.equal((await change(own, { role: 'user' })).status, 409)
  assert.equal((await change(own, { disabled: true })).status, 409)
  assert.equal((await change(id, { role: 'admin', account_id: account.id })).status, 200)
  assert.deepEqual([(await bob.get(USERS)).status, (await bob.get(ME)).body.account.id], [200, account.id])
  assert.equal((await change(own, { role: 'user' })).status, 200)
  assert.equal((await admin.get(USERS)).status, 403)
})

test('the users of an erased account are signed out for good, and nothing that they signed in with is kept', async (context) => {
  const server = await startTestServer(context)
  const admin = await firstAdmin(server)
  const { account } = await server.newCaller(5)
  const { link } = (await admin.post(USERS, { name: 'bob', email: 'b@example.com', account_id: account.id })).body.data
  const bob = new ConsoleBrowser(server.url)
  await bob.post('/console/api/sign-in-link', { token: tokenOf(link) })
  await bob.post('/console/api/auth/password', { password: PASSWORD })
  await eraseAccount(server.flow, commandLineAct(), account.id)
  assert.equal((await bob.get(ME)).status, 401)
  const row = await server.flow.db.read.get("SELECT email, password_hash FROM console_user WHERE name = 'bob'", [])
  assert.deepEqual({ ...(row as object) }, { email: null, password_hash: null })
})
