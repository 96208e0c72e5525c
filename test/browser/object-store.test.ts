import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words as taskWords } from '../../console/src/parts/task-words.ts'
import { SUBMIT } from '../harness/api.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { eventually } from '../harness/wait.ts'
import { openConsole } from './open-console.ts'

const SUBMIT_IN_PAGE = `(async () => {
  const answer = await fetch('/v1/videos/generations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Reelgate-Console': '1' },
    body: ${JSON.stringify(JSON.stringify({ ...SUBMIT, prompt: 'a cat on a roof' }))},
  })
  return (await answer.json()).data[0].task_id
})()`

test('where links lead on to the store, the console plays videos from there, seeks in them, and saves them under the name of their task', async (context) => {
  const { env } = await openTestBucket(context)
  const console = await openConsole(context, { env: { ...env, REELGATE_S3_DOWNLOADS: 'redirect' } })
  const { page } = console
  const store = `${env['REELGATE_S3_ENDPOINT']}/`
  console.expect(new RegExp(`leaves the origin: ${store}`))
  const partial: string[] = []
  page.on('response', (response) => response.status() === 206 && partial.push(response.url()))
  await console.signInFirst()
  const id = await console.ask<string>(SUBMIT_IN_PAGE)
  await console.goto(`/tasks/${id}`)
  const video = page.locator('video[controls]')
  await video.waitFor({ timeout: 120_000 })
  const isTrue = (condition: string) =>
    eventually(() =>
      console.ask<boolean>(`(() => { const v = document.querySelector('video[controls]'); return ${condition} })()`),
    )
  await console.ask(`document.querySelector('video[controls]').play()`)
  await isTrue('v.error === null && v.currentTime > 0.5')
  await console.ask(`document.querySelector('video[controls]').currentTime = 3`)
  await isTrue('v.error === null && !v.seeking && v.currentTime >= 3')
  assert.ok(partial.length > 0 && partial.every((url) => url.startsWith(store)), partial.join())
  const saving = page.waitForEvent('download')
  await page.getByRole('link', { name: taskWords.en.download, exact: true }).click()
  assert.equal((await saving).suggestedFilename(), `${id}-1.mp4`)
  await console.check('object-store')
})
