import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words as codeWords } from '../../console/src/pages/playground/code-words.ts'
import { words } from '../../console/src/pages/playground/words.ts'
import { words as balanceWords } from '../../console/src/pages/balance/words.ts'
import { words as taskWords } from '../../console/src/parts/task-words.ts'
import { SAMPLE_LANGUAGES } from '../../samples/sample-code.ts'
import { photo } from '../images/pictures.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'
import { inEveryView, openConsole } from './open-console.ts'
import type { OpenConsole } from './open-console.ts'
import { openStudio } from './studio.ts'

const TIMEOUT = { timeout: 500_000 }

/** Width and height of the video on the page, once it has played for a moment. */
async function playing(console: OpenConsole) {
  await console.page.locator('video').waitFor({ timeout: 240_000 })
  await eventually(() => console.ask<boolean>('document.querySelector("video")?.currentTime > 0.3'))
  return console.ask<[number, number]>(
    '(({ videoWidth, videoHeight }) => [videoWidth, videoHeight])(document.querySelector("video"))',
  )
}

/** A picture as a browser draws it, in the clipboard or under the pointer: there is no file on a disk. */
const withPicture = (width: number, height: number, deed: string) => `(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: ${width}, height: ${height} })
  const context = canvas.getContext('2d')
  context.fillStyle = 'teal'
  context.fillRect(0, 0, ${width}, ${height})
  const blob = await new Promise((resolve) => canvas.toBlob(resolve))
  const data = new DataTransfer()
  data.items.add(new File([blob], 'teal.png', { type: 'image/png' }))
  ${deed}
})()`
const pasteOf = (width: number, height: number) =>
  withPicture(width, height, "document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }))")
const dropOf = (width: number, height: number) =>
  withPicture(
    width,
    height,
    `document.querySelector('button:has(+ input[type="file"])')
      .dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))`,
  )

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
      assert.deepEqual(await playing(console), isPortrait ? [720, 1280] : [1280, 720])
      await page.getByRole('link', { name: taskWords[language].download, exact: true }).waitFor()
      await console.check('playground-done')

      await page.reload()
      await playing(console)
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
      await console.ask(pasteOf(400, 300))
      await page.getByAltText(t.given(t.first)).waitFor()
      await console.ask(pasteOf(300, 400))
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

test(
  'pictures are dropped and chosen, a video is cancelled and asked for again, and too low a balance leads to the top-up',
  TIMEOUT,
  async (context) => {
    const { console, admin, actFor, upstream } = await openStudio(context)
    const { page } = console
    await console.signInFirst()
    const account = await admin('POST', '/accounts', { name: 'studio', balance: '1' })
    await actFor(account)
    upstream.finishAtOnce = false
    console.expect(/status of 402/)
    await inEveryView(console, async ({ language }) => {
      const t = words[language]
      const tt = taskWords[language]
      const prompt = page.getByLabel(t.prompt, { exact: true })
      await console.goto('/playground')
      await page.getByRole('button', { name: t.reset }).click()
      await console.ask(dropOf(400, 300))
      await page.getByAltText(t.given(t.first)).waitFor()
      const buffer = await photo(300, 400).png().toBuffer()
      await page.locator('input[type="file"]').setInputFiles({ name: 'last.png', mimeType: 'image/png', buffer })
      await page.getByAltText(t.given(t.last)).waitFor()
      await prompt.fill('a lighthouse')
      await page.getByText(t.seconds(4), { exact: true }).click()
      await page.getByText('$0.32').waitFor()

      await page.getByRole('button', { name: t.generate, exact: true }).click()
      await page.getByRole('progressbar').waitFor()
      await page.getByRole('button', { name: tt.cancel, exact: true }).click()
      await page.getByText(tt.cancelText).waitFor()
      await console.check('playground-cancel')
      await page.getByRole('dialog').getByRole('button', { name: tt.cancelAction }).click()
      await page.getByText(tt.nothingCharged).waitFor()
      const path = await page.getByRole('link', { name: t.open, exact: true }).getAttribute('href')
      await page.goto(`${console.origin}/playground?again=${path?.split('/').pop()}`)
      await page.getByText(t.filledIn).waitFor()
      assert.equal(await prompt.inputValue(), 'a lighthouse')
      assert.equal(await page.getByAltText(t.given(t.first)).count(), 0)
      await console.check('playground-again')

      await page.getByText(t.seconds(8), { exact: true }).click()
      await page.getByText('4', { exact: true }).click()
      await page.getByText(t.tooLittle).waitFor()
      await page.getByRole('button', { name: t.generate, exact: true }).click()
      await page.getByRole('alert').waitFor()
      await console.check('playground-too-little')
      await page.getByRole('alert').getByRole('link', { name: t.recharge }).click()
      await page.getByRole('heading', { level: 1, name: balanceWords[language].title }).waitFor()
    })
    assert.equal((await admin('GET', `/accounts/${account.id}`)).balance, 1)
  },
)
