import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { words as codeWords } from '../../console/src/pages/playground/code-words.ts'
import { words } from '../../console/src/pages/playground/words.ts'
import { words as taskWords } from '../../console/src/parts/task-words.ts'
import { SAMPLE_LANGUAGES } from '../../samples/sample-code.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { inEveryView, openConsole } from './open-console.ts'

const TIMEOUT = { timeout: 500_000 }

/** What the video on the page is, once it has played for a moment. */
async function playing(page: Page) {
  await page.locator('video').waitFor({ timeout: 240_000 })
  await eventually(() => page.evaluate<boolean>('document.querySelector("video")?.currentTime > 0.3'))
  return page.evaluate<[number, number]>(
    '(({ videoWidth, videoHeight }) => [videoWidth, videoHeight])(document.querySelector("video"))',
  )
}

/** A picture as a browser draws it, in the clipboard or dropped: there is no file on a disk. */
const pasteOf = (width: number, height: number) => `(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: ${width}, height: ${height} })
  const context = canvas.getContext('2d')
  context.fillStyle = 'teal'
  context.fillRect(0, 0, ${width}, ${height})
  const blob = await new Promise((resolve) => canvas.toBlob(resolve))
  const clipboardData = new DataTransfer()
  clipboardData.items.add(new File([blob], 'teal.png', { type: 'image/png' }))
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }))
})()`

test(
  'what is asked for in the playground has its price, is seen to come, plays in place, and is there as code',
  TIMEOUT,
  async (context) => {
    const console = await openConsole(context)
    const { page } = console
    await console.signInFirst()
    await page.waitForURL((url) => url.pathname === '/playground')
    await inEveryView(console, async ({ language, width }) => {
      const t = words[language]
      const prompt = `a lighthouse at night, ${language} ${width}`
      const isPortrait = width === 360
      await console.goto('/playground')
      await page.getByRole('button', { name: t.reset }).click()
      await page.getByText('$0.64').waitFor()
      await console.check('playground')
      await page.getByLabel(t.prompt, { exact: true }).fill(prompt)
      await page.getByText(t.seconds(4), { exact: true }).click()
      await page.getByText('$0.32').waitFor()
      if (isPortrait) await page.getByText('9:16', { exact: true }).click()

      const code = page.locator('pre')
      await code.getByText(prompt).waitFor()
      await page.getByText(codeWords[language].whole).click()
      for (const { name } of SAMPLE_LANGUAGES) {
        await page.getByRole('tab', { name, exact: true }).click()
        const region = page.getByRole('region', { name: codeWords[language].code(name) })
        await region.waitFor()
        assert.ok((await region.innerText()).includes(prompt), `${name} has no ${prompt}`)
      }
      await page.getByRole('tab', { name: 'cURL' }).click()
      await page.getByText(codeWords[language].submit, { exact: true }).click()

      await page.getByRole('button', { name: t.generate, exact: true }).click()
      await page.getByRole('progressbar').waitFor()
      await console.check('playground-running')
      assert.deepEqual(await playing(page), isPortrait ? [720, 1280] : [1280, 720])
      await page.getByRole('link', { name: taskWords[language].download, exact: true }).waitFor()
      await console.check('playground-done')

      await page.reload()
      await playing(page)
      assert.equal(await page.getByLabel(t.prompt, { exact: true }).inputValue(), prompt)
    })
    assert.deepEqual((await console.server.verify()).problems, [])
  },
)

test(
  'pictures are pasted in, a refusal stands beside its field, and a failure costs nothing',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const console = await openConsole(context, { providers: [httpProvider({ url: upstream.url })] })
    const { page } = console
    await console.signInFirst()
    console.expect(/status of 400/)
    await inEveryView(console, async ({ language }) => {
      const t = words[language]
      upstream.endsAs = 'failed'
      await console.goto('/playground')
      await page.getByRole('button', { name: t.reset }).click()
      await page.evaluate(pasteOf(400, 300))
      await page.getByAltText(t.given(t.first)).waitFor()
      await page.evaluate(pasteOf(300, 400))
      await page.getByAltText(t.given(t.last)).waitFor()
      await page.getByLabel(t.prompt, { exact: true }).fill('x'.repeat(4001))
      await page.locator('textarea[aria-invalid="true"]').waitFor()
      await console.check('playground-refused')

      await page.getByLabel(t.prompt, { exact: true }).fill('a lighthouse')
      await page.getByRole('button', { name: t.generate, exact: true }).click()
      await page.getByText(taskWords[language].failedTitle).first().waitFor()
      await console.check('playground-failed')

      await page.getByRole('button', { name: t.remove(t.last) }).click()
      await page.getByAltText(t.given(t.last)).waitFor({ state: 'detached' })
    })
  },
)
