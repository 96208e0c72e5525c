import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { words } from '../../console/src/pages/balance/words.ts'
import { words as entries } from '../../console/src/parts/entry-words.ts'
import { noticeOf, StripeStandIn } from '../harness/stripe.ts'
import { inEveryView } from './open-console.ts'
import { openStudio, workInStudio } from './studio.ts'

const TIMEOUT = { timeout: 580_000 }

test('the balance page shows what an account has and used, and a code makes it more', TIMEOUT, async (context) => {
  const studio = await openStudio(context)
  const { console, admin } = studio
  const { page } = console
  const account = await workInStudio(studio)
  await console.signInFirst()
  await inEveryView(console, async ({ language }) => {
    await console.goto('/balance')
    await page.getByText(words[language].noUsageTitle).waitFor()
    await page.getByText(words[language].unlimitedHint).waitFor()
    await console.check('balance-empty')
  })

  await studio.actFor(account)
  const { codes } = await admin('POST', '/redeem-batches', { count: 4, amount: '12.5' })
  console.expect(/status of 400/)
  await inEveryView(console, async ({ language, width }) => {
    const t = words[language]
    await console.goto('/usage')
    await page.locator('.recharts-bar-rectangle').first().waitFor({ state: 'attached' })
    await console.check('balance')
    await page.getByText(t.byKey, { exact: true }).first().click()
    await page.getByText(t.days(7)).click()
    await page.getByRole('switch', { name: t.showTable }).click()
    await page.getByRole('table', { name: t.usageTable }).getByText('website').first().waitFor()
    await console.check('balance-table')

    await page.getByLabel(t.code).fill('RGC-NONE')
    await page.getByRole('button', { name: t.redeem, exact: true }).click()
    await page.locator('[aria-invalid="true"]').waitFor()
    if (width === 1280) await console.check('balance-refused')
    const before = (await admin('GET', `/accounts/${account.id}`)).balance
    await page.getByLabel(t.code).fill(codes.pop())
    await page.getByRole('button', { name: t.redeem, exact: true }).click()
    await page.getByText(t.redeemed('$12.50')).waitFor()
    await page
      .getByText(`$${(before + 12.5).toFixed(2)}`)
      .first()
      .waitFor()
    await page.getByRole('cell', { name: entries[language].byCode }).first().waitFor()
    await console.check('balance-redeemed')
  })

  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: words[console.view.language].csv }).click()
  const csv = await readFile(await (await saved).path(), 'utf8')
  assert.match(csv, /^day,model,key_id,status,tasks,completed,cost,credits_cost\r\n/)
})

test('who pays by card comes back to the page, which says when the money is there', TIMEOUT, async (context) => {
  const stripe = await StripeStandIn.open(context)
  const { console, clock } = await openStudio(context, stripe.env)
  const { page, server } = console
  clock.advance(Date.now() - clock.now())
  await console.signInFirst()
  console.expect(new RegExp(`leaves the origin: ${stripe.url}`))
  console.expect(/status of 400/)
  await page.route(`${stripe.url}/pay/*`, async (route) => {
    const session = stripe.sessions.find(({ url }) => url === route.request().url())
    assert.ok(session !== undefined)
    const way = new URL(stripe.forms.at(-1)?.get('success_url') ?? '')
    assert.equal(way.pathname + way.search, '/balance?payment=done')
    const { body, headers } = noticeOf(session)
    const told = await server.api.call('POST', '/v1/recharge/stripe/webhook', { body, headers })
    assert.equal(told.status, 200)
    await route.fulfill({ status: 303, headers: { location: `${console.origin}${way.pathname}${way.search}` } })
  })
  await inEveryView(console, async ({ language }) => {
    const t = words[language]
    await console.goto('/balance')
    await page.getByLabel(t.card).fill('0.2')
    await page.getByRole('button', { name: t.pay }).click()
    await page.locator('[aria-invalid="true"]').waitFor()
    await console.check('balance-card')
    await page.getByLabel(t.card).fill('31.50')
    await page.getByRole('button', { name: t.pay }).click()
    await page.getByText(t.paymentBooked('$31.50')).waitFor()
    await console.check('balance-paid')
    await console.goto('/balance?payment=cancelled')
    await page.getByText(t.paymentCancelled).waitFor()
  })
})
