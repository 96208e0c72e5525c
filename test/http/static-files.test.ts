import assert from 'node:assert/strict'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { HttpEnv, HttpServices } from '../../src/http/context.ts'
import { serveDocs, serveTextsForModels } from '../../src/http/docs/docs.ts'
import { ASK_AGAIN, fileBelow, pageHeaders, serveStatic } from '../../src/http/static-files.ts'
import { ownFolder } from '../harness/folder.ts'
import { serve } from '../harness/listen.ts'
import { raw } from './fixture.ts'

const PAGE = '<h1>A page</h1>'.repeat(100)
const services = { publicUrl: () => 'https://video.example.com' } as HttpServices

/** A folder as a build leaves it, served over HTTP. */
async function served(context: TestContext) {
  const folder = await ownFolder(context)
  const site = join(folder, 'site')
  await mkdir(join(site, 'en'), { recursive: true })
  await writeFile(join(folder, 'secret.html'), 'secret')
  await writeFile(join(site, 'page.html'), PAGE)
  await writeFile(join(site, 'page.html.br'), brotliCompressSync(PAGE))
  await writeFile(join(site, 'page.html.gz'), gzipSync(PAGE))
  await writeFile(join(site, 'logo.svg'), '<svg/>')
  const app = new Hono<HttpEnv>()
  const notThere = () => new Response('not there', { status: 404 })
  app.get('/site/*', async (c) => {
    const path = fileBelow(site, c.req.path.slice('/site/'.length))
    const headers = { 'Cache-Control': ASK_AGAIN, ...pageHeaders() }
    return (path === undefined ? undefined : await serveStatic(c, path, { headers })) ?? notThere()
  })
  app.get('/docs', async (c) => serveDocs(c, services, site))
  app.get('/docs/*', async (c) => serveDocs(c, services, site))
  app.get('/llms.txt', async (c) => serveTextsForModels(c, services, site))
  return { url: await serve(context, getRequestListener(app.fetch)), site }
}

test('a built file is served in the smallest form that the caller takes', async (context) => {
  const { url } = await served(context)
  const get = (encoding?: string) =>
    raw(`${url}/site/page.html`, encoding === undefined ? {} : { headers: { 'accept-encoding': encoding } })
  const forms = [
    { asked: 'gzip, deflate, br', encoding: 'br', open: brotliDecompressSync },
    { asked: 'gzip', encoding: 'gzip', open: gunzipSync },
    { asked: 'br;q=0, gzip;q=0.5', encoding: 'gzip', open: gunzipSync },
    { asked: 'identity', encoding: undefined, open: (bytes: Buffer) => bytes },
  ]
  const etags = new Set<string | undefined>()
  for (const { asked, encoding, open } of forms) {
    const { status, headers, bytes } = await get(asked)
    assert.deepEqual([status, headers['content-encoding']], [200, encoding], asked)
    assert.equal(open(bytes).toString(), PAGE)
    assert.equal(headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(headers['content-length'], String(bytes.length))
    assert.equal(headers.vary, 'Accept-Encoding')
    etags.add(headers.etag)
  }
  assert.equal(etags.size, 3, 'each form has an ETag of its own')
  const plain = await raw(`${url}/site/logo.svg`, { headers: { 'accept-encoding': 'br' } })
  assert.deepEqual([plain.headers['content-encoding'], plain.headers['content-type']], [undefined, 'image/svg+xml'])
})

test('who has the file already is told so, until a build changes it', async (context) => {
  const { url, site } = await served(context)
  const { headers } = await raw(`${url}/site/logo.svg`)
  const again = () => raw(`${url}/site/logo.svg`, { headers: { 'if-none-match': headers.etag ?? '' } })
  const kept = await again()
  assert.deepEqual([kept.status, kept.bytes.length, kept.headers.etag], [304, 0, headers.etag])
  await writeFile(join(site, 'logo.svg'), '<svg></svg>')
  await utimes(join(site, 'logo.svg'), 1, 1)
  assert.equal((await again()).status, 200)
})

test('nothing outside the folder is ever served', async (context) => {
  const { url } = await served(context)
  const names = [
    '../secret.html',
    '..%2fsecret.html',
    '%2e%2e/secret.html',
    'en/../../secret.html',
    'en//x',
    '.env',
    'en',
  ]
  for (const name of names) {
    const { status, bytes } = await raw(`${url}/site/${name}`)
    assert.equal(status, 404, name)
    assert.ok(!bytes.toString().includes('secret'), name)
  }
  assert.equal(fileBelow('/site', 'a\\..\\b'), undefined)
  assert.equal(fileBelow('/site', 'a\0b'), undefined)
})

test('a page may load nothing from another host, and nothing inline', () => {
  const policy = pageHeaders()['Content-Security-Policy'] ?? ''
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self';/)
  assert.ok(!/unsafe|https?:|\*/.test(policy), policy)
})

test('where the documentation was not built, its address says what to do', async (context) => {
  const { url } = await served(context)
  for (const path of ['/docs', '/docs/en/api', '/llms.txt']) {
    const { status, bytes, headers } = await raw(`${url}${path}`)
    assert.deepEqual([status, headers['content-type']], [503, 'text/plain; charset=UTF-8'])
    assert.match(bytes.toString(), /npm run build:docs/)
  }
})
