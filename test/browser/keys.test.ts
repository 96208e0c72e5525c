import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words as dialog } from '../../console/src/pages/keys/dialog-words.ts'
import { words as limits } from '../../console/src/parts/key-limit-words.ts'
import { words } from '../../console/src/pages/keys/words.ts'
import { Api } from '../harness/api.ts'
import { inEveryView, openConsole } from './open-console.ts'

const TIMEOUT = { timeout: 180_000 }

test('a key is made with limits, shown once, used, rotated and revoked', TIMEOUT, async (context) => {
  const console = await openConsole(context)
  await console.signInFirst()
  const { page } = console
  await inEveryView(console, async ({ language, width }) => {
    const t = words[language]
    const d = dialog[language]
    const name = `nightly-${language}-${width}`
    await console.goto('/keys')
    if (language === 'en' && width === 1280) await console.check('keys-empty')

    await page.getByRole('button', { name: t.create }).first().click()
    await page.getByLabel(d.name, { exact: true }).fill(name)
    await page.getByLabel(d.day).fill('5')
    await page.getByLabel(d.tasks).fill('2')
    await console.check('keys-create')
    await page.getByRole('dialog').getByRole('button', { name: d.create }).click()
    await page.getByText(d.secretOnce).waitFor()
    await console.check('keys-made')
    const [secret = ''] = /rg_[a-z2-7]{40}/.exec(await page.getByRole('dialog').innerText()) ?? []
    await page.getByRole('button', { name: d.done }).click()
    assert.equal((await new Api(console.server.url, secret).get('/v1/models')).status, 200)

    const row = page.getByRole('row', { name: new RegExp(name) })
    await row.getByText(limits[language].limitTasks('2')).waitFor()
    const act = async (deed: string) => {
      await page
        .getByRole('button', { name: t.actionsOf(name) })
        .first()
        .click()
      await page.getByRole('menuitem', { name: deed, exact: true }).click()
    }
    await act(t.rotate)
    if (width === 360) await console.check('keys-rotate')
    await page.getByRole('button', { name: d.rotate }).click()
    await page.getByRole('button', { name: d.done }).click()
    await page.getByText(t.retiring).first().waitFor()

    await act(t.revoke)
    if (width === 360) await console.check('keys-revoke')
    await page.getByRole('button', { name: d.revoke }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await console.check('keys-list')
  })
})
