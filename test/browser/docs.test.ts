import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { before, test } from 'node:test'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { ask, openPage } from '../harness/browser.ts'
import { startTestServer } from '../harness/server.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const TIMEOUT = { timeout: 400_000 }

before(() => {
  execFileSync(process.execPath, ['scripts/build-docs.ts'], { cwd: ROOT, stdio: 'pipe' })
})

/** A browser on the documentation; whatever it complains of, or loads from elsewhere, is in `wrong`. */
async function reader(context: TestContext) {
  const server = await startTestServer(context)
  const page = await openPage(context)
  const wrong: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${server.url}/`) && !/^(data|blob):/.test(url)) wrong.push(`leaves the origin: ${url}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`)
  })
  return { page, url: server.url, wrong }
}

/** What axe finds to be serious or critical outside of the parts that are named. */
async function barriers(page: Page, exclude: readonly string[] = []): Promise<string[]> {
  await ask(page, axe.source)
  const script = `axe.run({ exclude: ${JSON.stringify(exclude.map((selector) => [selector]))} }).then(({ violations }) =>
    violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`
  return ask<string[]>(page, script)
}

const overflow = (page: Page) => ask<number>(page, 'document.documentElement.scrollWidth - innerWidth')

const WALKS = [
  { language: 'en', words: 'idempotency', found: /Idempotency/, heading: 'Quick start' },
  { language: 'zh', words: '幂等键', found: /幂等/, heading: '快速开始' },
] as const

for (const { language, words, found, heading } of WALKS) {
  test(
    `the ${language} documentation is read, searched and followed without a complaint of the browser`,
    TIMEOUT,
    async (context) => {
      const { page, url, wrong } = await reader(context)
      await page.goto(`${url}/docs/${language}/`)
      await page.locator('.frame-strip img').first().waitFor()
      const loaded = await ask<boolean>(
        page,
        "[...document.querySelectorAll('.frame-strip img')].every((image) => image.complete && image.naturalWidth > 0)",
      )
      assert.ok(loaded, 'the frames are shown')
      await page.locator('.VPHero .actions a').first().click()
      await page.locator('h1', { hasText: heading }).waitFor()
      assert.equal(page.url(), `${url}/docs/${language}/quick-start`)
      await page.keyboard.press('Control+k')
      await page.locator('.VPLocalSearchBox input').fill(words)
      await page.locator('.VPLocalSearchBox .result', { hasText: found }).first().click()
      await page.waitForURL((to) => !to.pathname.endsWith('/quick-start'))
      await page.locator('.vp-doc', { hasText: found }).waitFor()
      assert.deepEqual(wrong, [])
    },
  )
}

test('every page opens on a phone without sideways scrolling', TIMEOUT, async (context) => {
  const { page, url, wrong } = await reader(context)
  await page.setViewportSize({ width: 360, height: 740 })
  const list = await (await fetch(`${url}/docs/en/llms.txt`)).text()
  const links = [...list.matchAll(/\]\([^)]*?(\/docs\/en\/[\w-]+)\.md\)/g)].map(([, path = '']) => path)
  assert.ok(links.length > 15)
  const wide: string[] = []
  for (const path of links.flatMap((link) => [link, link.replace('/en/', '/zh/')])) {
    await page.goto(`${url}${path}`)
    if ((await overflow(page)) > 0) wide.push(path)
  }
  assert.deepEqual(wide, [])
  assert.deepEqual(wrong, [])
})

test('axe finds nothing serious, in light and in dark', TIMEOUT, async (context) => {
  const { page, url } = await reader(context)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const path of ['en/', 'en/quick-start', 'zh/errors']) {
      await page.goto(`${url}/docs/${path}`)
      // The generator's own button says the key beside its name, and the name alone to a screen reader.
      assert.deepEqual(await barriers(page, ['.DocSearch']), [], `${path} in ${colorScheme}`)
    }
  }
})

test('the reference shows the calls of this server, sends one, and asks no other host', TIMEOUT, async (context) => {
  const { page, url, wrong } = await reader(context)
  for (const [language, word] of [
    ['en', 'Server'],
    ['zh', '服务器'],
  ]) {
    await page.goto(`${url}/docs/${language}/reference`)
    await page
      .getByText(word ?? '', { exact: true })
      .first()
      .waitFor()
    await page.getByText('/v1/videos/generations').first().waitFor()
  }
  await page.goto(`${url}/docs/en/reference#tag/server/GET/healthz`)
  const sample = page.locator('pre', { hasText: 'curl' }).first()
  await sample.waitFor()
  assert.doesNotMatch((await sample.textContent()) ?? '', /\?/, 'a sample asks for what nobody asked for')
  await page.getByRole('button', { name: /Test Request.*\/healthz/ }).click()
  const sent = page.waitForResponse((response) => response.url().startsWith(`${url}/healthz`))
  await page.getByRole('button', { name: /Send/ }).first().click()
  assert.equal((await sent).status(), 200)
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(`${url}/docs/reference`)
  await page.getByText('Reelgate').first().waitFor()
  assert.equal(await overflow(page), 0)
  // Inside the viewer is its vendor's own work.
  assert.deepEqual(await barriers(page, ['#reference']), [])
  assert.deepEqual(wrong, [])
})
