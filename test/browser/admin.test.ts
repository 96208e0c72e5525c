import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { words as accountWords } from '../../console/src/pages/admin/accounts/words.ts'
import { words as auditWords } from '../../console/src/pages/admin/audit/words.ts'
import { words as overviewWords } from '../../console/src/pages/admin/overview/words.ts'
import { words as queueWords } from '../../console/src/pages/admin/queue/words.ts'
import { words as codeWords } from '../../console/src/pages/admin/redeem-codes/words.ts'
import { words as routeWords } from '../../console/src/pages/admin/routes/words.ts'
import { words as settingWords } from '../../console/src/pages/admin/settings/words.ts'
import { words as taskWords } from '../../console/src/pages/admin/tasks/words.ts'
import { words as userWords } from '../../console/src/pages/admin/users/words.ts'
import { words as signIn } from '../../console/src/pages/sign-in/words.ts'
import { words as entries } from '../../console/src/parts/entry-words.ts'
import { words as limits } from '../../console/src/parts/key-limit-words.ts'
import { words as states } from '../../console/src/parts/task-state-words.ts'
import { words as parts } from '../../console/src/parts/words.ts'
import { openPage } from '../harness/browser.ts'
import { eventually } from '../harness/wait.ts'
import { inEveryView } from './open-console.ts'
import { openStudio, workInStudio } from './studio.ts'

const TIMEOUT = { timeout: 580_000 }

test('an administrator makes an account, tops it up, corrects and erases it', TIMEOUT, async (context) => {
  const studio = await openStudio(context)
  const { console, admin } = studio
  const { page } = console
  await workInStudio(studio)
  await console.signInFirst()
  console.expect(/status of 400/)
  await inEveryView(console, async ({ language, width }) => {
    const t = accountWords[language]
    const name = `team-${language}-${width}`
    const dialog = page.getByRole('dialog')
    await console.goto('/admin/accounts')
    await page.getByText('studio').first().waitFor()
    await console.check('admin-accounts')
    await page.getByRole('button', { name: t.create }).click()
    await dialog.getByLabel(t.name).fill(name)
    await dialog.getByLabel(t.start).fill('5')
    await dialog.getByLabel(t.tasksMax).fill('3')
    await console.check('admin-account-create')
    await dialog.getByRole('button', { name: t.create }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()

    await page.getByRole('button', { name: t.topUp, exact: true }).click()
    await dialog.getByLabel(t.amount).fill('much')
    await dialog.getByRole('button', { name: t.topUp }).click()
    await dialog.locator('[aria-invalid="true"]').waitFor()
    await console.check('admin-account-top-up')
    await dialog.getByLabel(t.amount).fill('20.5')
    await dialog.getByLabel(t.reference).fill(`INV-${language}-${width}`)
    await dialog.getByRole('button', { name: t.topUp }).click()
    await page.getByText('+$20.50').waitFor()
    await page.getByText('$25.50', { exact: true }).waitFor()
    const id = new URL(page.url()).pathname.split('/').pop()
    await admin('POST', `/accounts/${id}/keys`, { name: 'limited', spend_day_max: '5', scopes: ['generate'] })
    await page.getByRole('button', { name: t.createKey }).click()
    await dialog.getByLabel(t.keyName).fill('ci')
    await dialog.getByRole('button', { name: t.createKey }).click()
    await page.getByText(t.keyOnce).waitFor()
    await page.getByRole('button', { name: parts[language].saved }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: t.keys }).getByText('ci', { exact: true }).waitFor()
    await page.getByText(limits[language].limitDay('$5.00')).waitFor()
    await console.check('admin-account')
    if (width === 360) {
      await page.getByRole('button', { name: t.actions }).click()
      const saved = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: t.export }).click()
      const [line = ''] = (await readFile(await (await saved).path(), 'utf8')).split('\n')
      assert.ok(JSON.parse(line), 'the export is a line of JSON for each thing')
      await page.getByRole('button', { name: t.actions }).click()
      await page.getByRole('menuitem', { name: t.adjust }).click()
      await dialog.getByLabel(t.amount).fill('0')
      await dialog.getByLabel(t.reason).fill('charged twice')
      await dialog.getByRole('button', { name: t.adjust }).click()
      await dialog.locator('[aria-invalid="true"]').waitFor()
      await console.check('admin-account-adjust')
      await dialog.getByLabel(t.amount).fill('-0.50')
      await dialog.getByRole('button', { name: t.adjust }).click()
      await page.getByText('charged twice').waitFor()
      await page.getByText('$25.00', { exact: true }).waitFor()
      await page.getByRole('button', { name: t.settings }).click()
      await dialog.getByLabel(t.submits).fill('30')
      await dialog.getByRole('button', { name: t.save }).click()
      await page.getByText(t.limitSubmits('30')).waitFor()
    }

    await page.getByRole('button', { name: t.actions }).click()
    await page.getByRole('menuitem', { name: t.erase }).click()
    await dialog.getByLabel(t.confirmName(name)).fill(name)
    await console.check('admin-account-erase')
    await dialog.getByRole('button', { name: t.erase }).click()
    await page.getByText(t.erasedText).waitFor()
  })
  const made = (await admin('GET', '/accounts')).filter(({ name }: { name: string }) => name.startsWith('team-'))
  assert.equal(made.length, 2)
  for (const { name, balance, tasks_max: most } of made)
    assert.deepEqual({ balance, most }, { balance: name.endsWith('360') ? 25 : 25.5, most: 3 }, name)
})

test('an administrator makes a user, whose link signs in another browser once', TIMEOUT, async (context) => {
  const { console } = await openStudio(context)
  const { page } = console
  const other = await openPage(context)
  await console.signInFirst()
  console.expect(/status of 400/)
  await inEveryView(console, async ({ language, width }) => {
    const t = userWords[language]
    const name = `grace-${language}-${width}`
    const dialog = page.getByRole('dialog')
    await console.goto('/admin/users')
    await page.getByRole('button', { name: t.create }).click()
    await dialog.getByLabel(t.name).fill(name)
    await dialog.getByLabel(t.email).fill('grace@example.com')
    await console.check('admin-user-create')
    await dialog.getByRole('button', { name: t.create }).click()
    await page.getByText(t.madeTitle(name)).waitFor()
    await console.check('admin-user-link')
    const [link = ''] = /http\S+token=\S+/.exec(await dialog.innerText()) ?? []
    await page.getByRole('button', { name: parts[language].saved }).click()
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText(t.invited)
      .waitFor()

    await other.context().clearCookies()
    await other.goto(link)
    const theirs = (await other.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'zh'
    await other.getByRole('button', { name: signIn[theirs].linkAction }).click()
    await other.waitForURL((url) => url.pathname === '/account')
    await other.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await other.locator('a[href^="/admin"]').count(), 0, 'a user sees nothing of the administration')
    if (width === 360) {
      await page.getByRole('button', { name: t.actionsOf(name) }).click()
      await page.getByRole('menuitem', { name: t.edit }).click()
      await dialog.getByLabel(t.email).fill('nobody')
      await dialog.getByRole('button', { name: t.save }).click()
      await dialog.locator('[aria-invalid="true"]').waitFor()
      await console.check('admin-user-edit')
      await dialog.getByLabel(t.email).fill('')
      await dialog.getByLabel(t.roles.admin).check()
      await dialog.getByRole('button', { name: t.save }).click()
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByText(t.roles.admin)
        .waitFor()
    }
    await page.getByRole('button', { name: t.actionsOf(name) }).click()
    await page.getByRole('menuitem', { name: t.disable }).click()
    await console.check('admin-user-disable')
    await dialog.getByRole('button', { name: t.disable }).click()
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText(t.disabled)
      .waitFor()
    await console.check('admin-users')
  })
})

test(
  'an unresolved task and an open breaker stand first, and the task is ended with a reason',
  TIMEOUT,
  async (context) => {
    const studio = await openStudio(context)
    const { console, admin, upstream, newClient } = studio
    const { page, server } = console
    const account = await workInStudio(studio)
    await console.signInFirst()
    await inEveryView(console, async () => {
      await console.goto('/admin')
      await page.getByText(overviewWords[console.view.language].fineTitle).waitFor()
      await console.check('admin-overview-fine')
    })
    const client = await newClient(account.id, 'shop')
    upstream.onStart = 500
    const lost: string[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      lost.push(await client.submitted())
      await eventually(async () =>
        ['unresolved', 'pending'].includes((await admin('GET', `/tasks/${lost[turn]}`)).state),
      )
    }
    await eventually(() => server.flow.health.stateOf('builtin') === 'open')
    lost.push(await client.submitted())
    studio.clock.advance(5000)

    await inEveryView(console, async ({ language }) => {
      const t = taskWords[language]
      await console.goto('/admin')
      await page.getByText(overviewWords[language].breaker('builtin')).waitFor()
      await console.check('admin-overview')
      await console.goto('/admin/routes')
      await page.getByText(routeWords[language].states.open).first().waitFor()
      await console.check('admin-routes')
      await console.goto('/admin/queue')
      await page.getByText(queueWords[language].lines).waitFor()
      await console.check('admin-queue')
      await console.goto('/admin/tasks')
      await page.getByRole('heading', { name: t.unresolvedTitle }).waitFor()
      await console.check('admin-tasks')
    })
    const t = taskWords.zh
    const [first] = await admin('GET', '/tasks?state=unresolved')
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: `${t.resolve} ${first.id}` }).click()
    await dialog.getByLabel(t.reason).fill('not in the console of the provider')
    await console.check('admin-task-resolve')
    await dialog.getByRole('button', { name: t.resolve }).click()
    await dialog.waitFor({ state: 'detached' })
    assert.equal((await admin('GET', `/tasks/${first.id}`)).state, 'failed')
    await inEveryView(console, async ({ language }) => {
      await console.goto(`/admin/tasks/${first.id}`)
      await page.getByText(states[language].states.failed).first().waitFor()
      await page.getByText(entries[language].kinds.release).first().waitFor()
      await console.check('admin-task')
      await console.goto('/admin/tasks?state=cancelled')
      await page.getByText(taskWords[language].emptyTitle).first().waitFor()
    })
  },
)

test('the audit log, the settings and redeem codes can be read and made', TIMEOUT, async (context) => {
  const { console, admin } = await openStudio(context, { REELGATE_PRICE_RATIO: '0.9' })
  const { page } = console
  await console.signInFirst()
  const account = await admin('POST', '/accounts', { name: 'studio', balance: '60' })
  await admin('PATCH', `/accounts/${account.id}`, { group: 'staff' })
  await admin('POST', `/accounts/${account.id}/adjustments`, { amount: '-2.5', reason: 'charged by mistake' })
  await inEveryView(console, async ({ language }) => {
    const dialog = page.getByRole('dialog')
    const codes = codeWords[language]
    await console.goto('/admin/redeem-codes')
    if (language === 'en' && console.view.width === 1280) await console.check('admin-codes-empty')
    await page.getByRole('button', { name: codes.create }).first().click()
    await dialog.getByLabel(codes.count).fill('3')
    await dialog.getByLabel(codes.amount).fill('10')
    await dialog.getByLabel(codes.note).fill('spring fair')
    await console.check('admin-codes-create')
    await dialog.getByRole('button', { name: codes.create }).click()
    await page.getByText(codes.madeOnce).waitFor()
    assert.equal((await dialog.innerText()).match(/RGC-/g)?.length, 3)
    await console.check('admin-codes-made')
    await page.getByRole('button', { name: parts[language].saved }).click()
    await page
      .getByRole('button', { name: codes.voidNamed('spring fair') })
      .first()
      .click()
    await dialog.getByRole('button', { name: codes.void }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(codes.voided).first().waitFor()
    await console.check('admin-codes')

    const audit = auditWords[language]
    await console.goto('/admin/audit')
    await page.getByLabel(audit.filter).fill(account.id)
    await page.getByRole('button', { name: audit.find }).click()
    await page.getByText('charged by mistake').waitFor()
    await console.check('admin-audit')
    const change = audit.acts['account.change']
    await page.getByRole('button', { name: audit.showNamed(change, account.id) }).click()
    await dialog.getByText('staff').waitFor()
    await console.check('admin-audit-details')

    const settings = settingWords[language]
    await console.goto('/admin/settings')
    await page.getByText('REELGATE_PORT').waitFor()
    await console.check('admin-settings')
    await page.getByRole('switch', { name: settings.onlySet }).click()
    await page.getByText('REELGATE_PRICE_RATIO').waitFor()
    assert.equal(await page.getByText('REELGATE_PUBLIC_URL').count(), 0)
  })
})
