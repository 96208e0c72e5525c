import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../../console/src/pages/admin/prices/words.ts'
import { inEveryView } from './open-console.ts'
import { openStudio } from './studio.ts'

test('an administrator reads the prices and puts others in force', { timeout: 300_000 }, async (context) => {
  const { console, admin } = await openStudio(context)
  const { page } = console
  await console.signInFirst()
  console.expect(/status of 400/)
  const dialog = page.getByRole('dialog')
  let version = (await admin('GET', '/prices')).version
  await inEveryView(console, async ({ language }) => {
    const t = words[language]
    await console.goto('/admin/prices')
    await page.getByRole('heading', { name: t.version(version) }).waitFor()
    await console.check('admin-prices')
    await page.getByRole('button', { name: t.change }).click()
    await dialog.getByLabel(t.priceOf('veo3.1-fast-official', '720p', t.silent)).fill('none')
    await dialog.getByRole('button', { name: t.action }).click()
    await dialog.getByRole('alert').waitFor()
    await console.check('admin-prices-refused')
    version += 1
    await dialog.getByLabel(t.priceOf('veo3.1-fast-official', '720p', t.silent)).fill(`0.0${version}`)
    await dialog.getByLabel(t.note).fill('spring prices')
    await dialog.getByRole('button', { name: t.action }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: t.version(version) }).waitFor()
    const { book, note } = await admin('GET', '/prices')
    assert.equal(book.models['veo3.1-fast-official'].silent['720p'], `0.0${version}`)
    assert.equal(note, 'spring prices')
  })
})
