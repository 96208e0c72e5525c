import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { words as playgroundWords } from '../../console/src/pages/playground/words.ts'
import { words as storyWords } from '../../console/src/pages/task/words.ts'
import { words } from '../../console/src/pages/tasks/words.ts'
import { words as taskWords } from '../../console/src/parts/task-words.ts'
import { SUBMIT } from '../harness/api.ts'
import { Receiver } from '../harness/receiver.ts'
import { eventually } from '../harness/wait.ts'
import { inEveryView, openConsole } from './open-console.ts'
import { openStudio, workInStudio } from './studio.ts'

const TIMEOUT = { timeout: 500_000 }

/** Submits as the page would. */
const submitOf = (body: object) => `(async () => {
  const answer = await fetch('/v1/videos/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Reelgate-Console': '1' },
    body: ${JSON.stringify(JSON.stringify(body))},
  })
  return (await answer.json()).data[0].task_id
})()`

/** Chooses one of a list of a filter. */
async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page
    .getByRole('combobox', { name: filter })
    .or(page.getByRole('textbox', { name: filter }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).click()
}

/** Posters come as one scrolls to them: shows the first that has not come yet, and says whether all have. */
const SHOW_POSTERS = `(() => {
  const missing = [...document.querySelectorAll('li video')].find(({ readyState }) => readyState === 0)
  missing?.scrollIntoView()
  return missing === undefined
})()`

test(
  'the gallery shows what was made and what is being made, and each task has its whole story on its page',
  TIMEOUT,
  async (context) => {
    const console = await openConsole(context)
    const { page } = console
    await console.signInFirst()
    await inEveryView(console, async ({ language }) => {
      await console.goto('/tasks')
      await page.getByRole('link', { name: words[language].emptyAction }).waitFor()
      await console.check('tasks-empty')
    })

    await console.ask(submitOf({ ...SUBMIT, prompt: 'a cat on a roof', sample_count: 2 }))
    await console.ask(submitOf({ ...SUBMIT, prompt: 'a bear in the snow', aspect_ratio: '9:16' }))
    await console.goto('/tasks')
    const done = page.getByRole('listitem').filter({ hasText: taskWords[console.view.language].statusNames.completed })
    await done.nth(1).waitFor({ timeout: 240_000 })

    await inEveryView(console, async ({ language, width }) => {
      const t = words[language]
      const tt = taskWords[language]
      const s = storyWords[language]
      await console.ask(submitOf({ ...SUBMIT, prompt: `waves, ${language} ${width}`, duration: 8 }))
      await console.goto('/tasks')
      await page.getByText(tt.statusNames.processing).first().waitFor()
      await eventually(() => console.ask<boolean>(SHOW_POSTERS))
      await console.check('tasks')

      const bear = page.getByRole('link', { name: 'a bear in the snow' })
      await bear.focus()
      await eventually(() => console.ask<boolean>('document.activeElement.querySelector("video")?.currentTime > 0.2'))

      await choose(page, t.status, tt.statusNames.cancelled)
      await page.getByText(t.noneTitle).waitFor()
      await page.getByRole('button', { name: t.noneAction }).click()

      await page.getByRole('link', { name: 'a cat on a roof' }).click()
      await page.getByRole('heading', { name: s.timeline }).waitFor()
      await page.getByText(s.events.settled).waitFor()
      await page.getByRole('button', { name: tt.video(2, 2) }).click()
      await eventually(() => console.ask<boolean>('document.querySelector("video[controls]")?.currentTime > 0.2'))
      assert.equal(await console.ask('document.querySelector("video[controls]").videoWidth'), 1280)
      await console.check('task')

      await page.getByRole('link', { name: s.again, exact: true }).click()
      const p = playgroundWords[language]
      await eventually(() => console.ask<boolean>('document.querySelector("textarea")?.value === "a cat on a roof"'))
      await page.getByLabel(p.seed).and(page.locator('[value="1"]')).waitFor()
    })
  },
)

test(
  'tasks are found by model, key and time, older ones on demand, and a webhook is told again from the page of its task',
  TIMEOUT,
  async (context) => {
    const receiver = await Receiver.open(context)
    const studio = await openStudio(context, { REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' })
    const { console, newClient, actFor } = studio
    const { page } = console
    const account = await workInStudio(studio)
    await console.signInFirst()
    await actFor(account)
    const client = await newClient(account.id, 'hooks')
    await inEveryView(console, async ({ language, width }) => {
      const t = words[language]
      const s = storyWords[language]
      receiver.answering = 503
      const webhook = `${receiver.url}/hooks/${language}-${width}`
      const id = await client.submitted({ ...SUBMIT, webhook })
      await eventually(async () => {
        const { next_try: next } = (await client.get(`/v1/tasks/${id}/webhooks`)).body.data
        return next !== null
      })
      await console.goto(`/tasks/${id}`)
      await page.getByText(s.answered(503)).first().waitFor()
      await page.getByText(s.webhookStatus.waiting).waitFor()
      await console.check('task-webhook')
      receiver.answering = 200
      await page.getByRole('button', { name: s.replay }).click()
      await page.getByText(s.answered(200)).waitFor()
      await page.getByText(s.webhookStatus.delivered).waitFor()
      if (width === 1280) return

      const cards = page.getByRole('list', { name: t.list }).getByRole('listitem')
      const are = (count: number) => eventually(async () => (await cards.count()) === count)
      await console.goto('/tasks')
      await are(24)
      await page.getByRole('button', { name: t.more }).click()
      await eventually(async () => (await cards.count()) > 24)
      await choose(page, t.model, 'veo3.1-quality-official')
      await are(3)
      await choose(page, t.key, 'nightly')
      await choose(page, t.when, t.days['7'])
      await are(2)
      await console.check('tasks-filtered')
    })
  },
)
