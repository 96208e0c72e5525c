import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { HttpEnv } from '../../../src/http/context.ts'
import { serveConsole, serveConsoleFile } from '../../../src/http/console/pages.ts'
import { ownFolder } from '../../harness/folder.ts'
import { startTestServer } from '../../harness/server.ts'

const HTML = { accept: 'text/html,application/xhtml+xml' }

test('each answer of a built page has a nonce of its own, in its policy and in its text', async (context) => {
  const folder = await ownFolder(context)
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>')
  await writeFile(join(folder, 'assets', 'app-1.js'), 'let a')
  const app = new Hono<HttpEnv>()
  app.get('/console/*', (c) => serveConsoleFile(c, folder))
  app.get('/*', (c) => serveConsole(c, { flow: { store: {} } }, folder))
  const nonces = await Promise.all(
    ['/keys', '/keys'].map(async (path) => {
      const answer = await app.request(path, { headers: HTML })
      const policy = answer.headers.get('content-security-policy') ?? ''
      const [, nonce = ''] = /style-src 'self' 'nonce-([^']+)'/.exec(policy) ?? []
      assert.match(policy, /default-src 'none'; script-src 'self';.*frame-ancestors 'none'/)
      assert.equal(await answer.text(), `<meta content="${nonce}"><style nonce="${nonce}"></style>`)
      return nonce
    }),
  )
  assert.equal(new Set(nonces).size, 2)
  const script = await app.request('/console/assets/app-1.js')
  assert.match(script.headers.get('cache-control') ?? '', /immutable/)
  assert.match(script.headers.get('content-type') ?? '', /^text\/javascript/)
})

test('pages are for browsers: the API keeps its addresses, and what is not there is told as JSON', async (context) => {
  const { api } = await startTestServer(context)
  const browse = (path: string) => fetch(`${api.url}${path}`, { headers: HTML, redirect: 'manual' })
  const home = await browse('/')
  assert.deepEqual([home.status, home.headers.get('location')], [302, '/playground'])
  assert.equal((await api.get('/')).body.name, 'reelgate')
  for (const path of ['/sign-in', '/balance', '/tasks/task_x', '/admin/users']) {
    const { status, headers } = await browse(path)
    assert.ok(status === 200 || status === 503, path)
    assert.match(headers.get('content-type') ?? '', /^text\//, path)
  }
  assert.equal((await api.get('/balance', HTML)).body.success, true)
  assert.equal((await api.get('/balance', { authorization: '' })).status, 401)
  for (const path of ['/keys', '/admin/v1', '/admin/v1/none', '/console/index.html', '/console/assets/none.js']) {
    const { status, body } = await api.get(path, path === '/keys' ? {} : HTML)
    assert.deepEqual([status, body.error.code], [404, 404], path)
  }
})
