import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConsoleBrowser, PASSWORD } from '../harness/console.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'

const SIGN_IN = /(http:\/\/\S+)\/sign-in\?token=([a-z2-7]{40})/

test('the first start prints a link that makes the administrator; console-link lets it in again', async (context) => {
  const dataDir = await ownFolder(context)
  const { program, url } = await startServer(context, { dataDir })
  const [, origin = '', token = ''] = await program.says(SIGN_IN)
  assert.equal(origin, url.replace('127.0.0.1', 'localhost'))
  const browser = new ConsoleBrowser(url)
  const start = { token, name: 'ada', password: PASSWORD }
  assert.equal((await browser.post('/console/api/first-start', start)).status, 200)

  const env = serverEnv(dataDir)
  const made = await runCli(context, { args: ['console-link', '--json'], env })
  const link = JSON.parse(made.stdout) as { url: string; user: string }
  assert.equal(link.user, 'ada')
  const lost = new ConsoleBrowser(url)
  const again = await lost.post('/console/api/sign-in-link', { token: new URL(link.url).searchParams.get('token') })
  assert.deepEqual([again.status, again.body.user.role], [200, 'admin'])
  assert.equal((await lost.post('/console/api/auth/password', { password: `${PASSWORD} 2` })).status, 200)
  assert.equal((await browser.get('/console/api/me')).status, 401)

  const unknown = await runCli(context, { args: ['console-link', '--user', 'bob'], env })
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /no user named "bob"; there are: ada/)
})
