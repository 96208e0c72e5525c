import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { before, test } from 'node:test'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startTestServer } from '../harness/server.ts'
import { raw } from './fixture.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PUBLIC = 'https://video.example.com'

before(() => {
  execFileSync(process.execPath, ['scripts/build-docs.ts'], { cwd: ROOT, stdio: 'pipe' })
})

async function site(context: TestContext) {
  const { url } = await startTestServer(context, { env: { REELGATE_PUBLIC_URL: PUBLIC } })
  return async (path: string, headers: Record<string, string> = {}) => {
    const { bytes, ...answer } = await raw(`${url}${path}`, { headers })
    return { ...answer, text: bytes.toString() }
  }
}

test('an address without a language leads to the one that the reader asks for', async (context) => {
  const get = await site(context)
  for (const [asked, language] of [
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en-GB', 'en'],
    ['fr', 'en'],
  ] as const) {
    for (const [path, to] of [
      ['/docs', `/docs/${language}/`],
      ['/docs/', `/docs/${language}/`],
      ['/docs/reference', `/docs/${language}/reference`],
    ] as const) {
      const { status, headers } = await get(path, { 'accept-language': asked })
      assert.deepEqual([status, headers.location, headers.vary], [302, to, 'Accept-Language'])
    }
  }
})

test('a page has one address, without .html and without a slash at its end', async (context) => {
  const get = await site(context)
  const page = await get('/docs/en/api')
  assert.deepEqual([page.status, page.headers['content-type']], [200, 'text/html; charset=utf-8'])
  assert.match(page.text, /<h1 id="api"/)
  for (const [path, to] of [
    ['/docs/en/api.html', '/docs/en/api'],
    ['/docs/en/api/', '/docs/en/api'],
    ['/docs/zh', '/docs/zh/'],
    ['/docs/zh/index.html', '/docs/zh/'],
    ['/docs/console', '/playground'],
  ] as const) {
    const { status, headers } = await get(path)
    assert.deepEqual([status, headers.location], [302, to])
  }
  const missing = await get('/docs/en/nothing-here')
  assert.deepEqual([missing.status, missing.headers['content-type']], [404, 'text/html; charset=utf-8'])
})

test('a page may run nothing inline but what the build has named, and nothing of another host', async (context) => {
  const get = await site(context)
  for (const path of ['/docs/en/', '/docs/zh/api', '/docs/en/reference', '/docs/en/nothing-here']) {
    const { headers, text } = await get(path)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; script-src 'self'[^;]*;/)
    assert.doesNotMatch(policy, /script-src[^;]*unsafe|https?:|\*/)
    assert.doesNotMatch(text, / style="|(src|href)="(https?:)?\/\//, path)
  }
})

test('each page has its Markdown beside it, whose links are whole and lead to Markdown', async (context) => {
  const get = await site(context)
  const { status, headers, text } = await get('/docs/zh/quick-start.md')
  assert.deepEqual([status, headers['content-type']], [200, 'text/markdown; charset=utf-8'])
  assert.match(text, /^# 快速开始/)
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link)
  assert.ok(links.length > 5)
  for (const link of links) assert.match(link, /^https:\/\/video\.example\.com\/docs\/zh\/[\w-]+\.md(#|$)/)
})

test('programs find the list of pages and the whole text, in both languages', async (context) => {
  const get = await site(context)
  for (const [path, same] of [
    ['/llms.txt', '/docs/en/llms.txt'],
    ['/llms-full.txt', '/docs/en/llms-full.txt'],
  ] as const) {
    assert.equal((await get(path)).text, (await get(same)).text)
  }
  for (const language of ['en', 'zh']) {
    const { text, headers } = await get(`/docs/${language}/llms.txt`)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    assert.match(text, /^# Reelgate\n\n> .+\n\n## /)
    const pages = [...text.matchAll(/^- \[.+\]\(https:\/\/video\.example\.com(\/docs\/.+\.md)\): ./gm)].map(
      ([, page = '']) => page,
    )
    assert.ok(pages.length > 50)
    const full = (await get(`/docs/${language}/llms-full.txt`)).text
    assert.doesNotMatch(full, /docs\.invalid/)
    for (const page of pages) {
      const twin = await get(page)
      assert.equal(twin.status, 200, page)
      assert.ok(full.includes(twin.text.trim()), page)
    }
  }
})
