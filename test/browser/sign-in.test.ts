import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words as shell } from '../../console/src/app/words.ts'
import { words as account } from '../../console/src/pages/account/words.ts'
import { words as keys } from '../../console/src/pages/keys/words.ts'
import { words } from '../../console/src/pages/sign-in/words.ts'
import { words as parts } from '../../console/src/parts/words.ts'
import { ConsoleBrowser, PASSWORD, firstToken } from '../harness/console.ts'
import { OidcIssuer } from '../harness/oidc-issuer.ts'
import { eventually } from '../harness/wait.ts'
import { inEveryView, openConsole } from './open-console.ts'

const TIMEOUT = { timeout: 180_000 }

/** What the browser itself says of a refusal that the test brings about. */
const REFUSED = /status of (?:400|401|410|429)/

test(
  'the first user comes by the link that the server prints, and later by name and password',
  TIMEOUT,
  async (context) => {
    const console = await openConsole(context)
    const { page } = console
    const token = await firstToken(console.server)
    console.expect(REFUSED)
    await inEveryView(console, async ({ language, width }) => {
      const t = words[language]
      if (width === 360) {
        await console.goto('/sign-in')
        await page.getByRole('heading', { name: t.waitingTitle }).waitFor()
        await console.check('sign-in-waiting')
        await console.goto('/sign-in?token=none')
        await page.getByRole('heading', { name: t.linkBad }).waitFor()
        await console.check('sign-in-bad-link')
      }
      await console.goto(`/sign-in?token=${token}`)
      await console.check('sign-in-first')
    })
    await console.signInFirst(token)
    assert.equal(new URL(page.url()).searchParams.get('token'), null)
    await console.goto('/sign-in?next=%2Fkeys')
    await page.waitForURL((url) => url.pathname === '/keys')

    await inEveryView(console, async ({ language, width }) => {
      const t = words[language]
      await page.context().clearCookies()
      await console.goto('/keys?from=afar')
      await page.getByRole('heading', { name: t.title, exact: true }).waitFor()
      await console.check('sign-in')
      await page.getByLabel(t.name).fill('ada')
      await page.getByLabel(t.password, { exact: true }).fill('not the password')
      await page.getByRole('button', { name: t.signIn, exact: true }).click()
      await page.getByRole('alert').waitFor()
      if (width === 360) await console.check('sign-in-refused')
      await page.getByLabel(t.password, { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: t.signIn, exact: true }).click()
      await page.getByRole('heading', { name: keys[language].title, level: 1 }).waitFor()
      assert.equal(new URL(page.url()).pathname, '/keys', 'back to where one wanted to go')
      await page.getByRole('button', { name: shell[language].accountMenu('ada') }).click()
      if (width === 1280) await console.check('account-menu')
      await page.getByRole('menuitem', { name: shell[language].signOut }).click()
      await page.getByRole('heading', { name: t.title, exact: true }).waitFor()
    })
  },
)

test('a passkey that is made on the account page signs in', TIMEOUT, async (context) => {
  const console = await openConsole(context)
  const { page } = console
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  console.expect(REFUSED)
  await console.signInFirst()
  const t = account.en
  await console.goto('/account')
  await page.getByRole('button', { name: t.addPasskey }).click()
  await page.getByLabel(t.passkeyName).fill('Test device')
  await page.getByRole('dialog').getByRole('button', { name: t.addPasskey }).click()
  await page.getByText('Test device').waitFor()
  await page.context().clearCookies()
  await console.goto('/account')
  await page.getByRole('button', { name: words.en.passkey }).click()
  await page.getByRole('heading', { name: t.title, level: 1 }).waitFor()
  await page.getByText(t.methods.passkey, { exact: true }).first().waitFor()
  await inEveryView(console, async ({ language }) => {
    await console.goto('/account')
    await page.getByRole('button', { name: account[language].removeNamed('Test device') }).click()
    await console.check('account-passkey-remove')
  })
  await page.getByRole('dialog').getByRole('button', { name: account.zh.removeAction }).click()
  await page.getByText(account.zh.passkeysNone).waitFor()
})

test('the account page changes the password and ends other sessions', TIMEOUT, async (context) => {
  const console = await openConsole(context)
  const { page } = console
  console.expect(REFUSED)
  await console.signInFirst()
  let password = PASSWORD
  await inEveryView(console, async ({ language, width }) => {
    const t = account[language]
    const others = [new ConsoleBrowser(console.server.url), new ConsoleBrowser(console.server.url)]
    for (const other of others) await other.post('/console/api/auth/sign-in', { name: 'ada', password })
    await console.goto('/account')
    await page.getByRole('button', { name: t.endOthers }).waitFor()
    await console.check('account')
    await page
      .getByRole('button', { name: t.endNamed(t.unknownDevice) })
      .first()
      .click()
    await eventually(async () => (await page.getByRole('button', { name: t.endNamed(t.unknownDevice) }).count()) === 1)
    await page.getByRole('button', { name: t.endOthers }).click()
    await page.getByRole('button', { name: t.endOthers }).waitFor({ state: 'detached' })
    for (const other of others) assert.equal((await other.get('/console/api/me')).status, 401)
    await page.getByLabel(t.next).fill('short')
    await page.getByRole('button', { name: t.savePassword }).click()
    await page.locator('.mantine-PasswordInput-error').waitFor()
    if (width === 360) await console.check('account-refused')
    const next = `${PASSWORD} ${language} ${width}`
    await page.getByLabel(t.current).fill(password)
    await page.getByLabel(t.next).fill(next)
    await page.getByRole('button', { name: t.savePassword }).click()
    await page.getByText(t.passwordSaved).waitFor()
    password = next
  })
})

test('language and appearance are chosen in the page, and kept', TIMEOUT, async (context) => {
  const console = await openConsole(context)
  const { page } = console
  await page.goto(`${console.origin}/sign-in`)
  await page.getByRole('button', { name: parts.en.language }).click()
  await page.getByRole('menuitem', { name: '中文' }).click()
  await page.getByRole('button', { name: parts.zh.scheme }).click()
  await page.getByRole('menuitem', { name: parts.zh.schemeDark }).click()
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN')
  assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), 'dark')

  // Without the program itself: what is painted before it runs is dark already.
  await page.route('**/console/assets/*.js', (route) => route.abort())
  await page.reload()
  assert.equal(
    await console.ask('getComputedStyle(document.body).backgroundColor'),
    'rgb(14, 17, 22)',
    'no white flash in the dark',
  )
})

test(
  'people come by their company, or make an account of their own, where the server is told so',
  TIMEOUT,
  async (context) => {
    const issuer = await OidcIssuer.open(context)
    const console = await openConsole(context, { env: { ...issuer.env, REELGATE_REGISTRATION: 'on' } })
    const { page } = console
    console.expect(REFUSED)
    // The company leads back to the server's name, which is nowhere here: the way there and back is gone beforehand.
    await page.route('**/console/api/auth/oidc/oidc?*', async (route) => {
      const begun = await route.fetch({ maxRedirects: 0 })
      const back = await fetch(begun.headers()['location'] ?? '', { redirect: 'manual' })
      const { pathname, search } = new URL(back.headers.get('location') ?? '')
      await route.fulfill({ response: begun, headers: { ...begun.headers(), location: `${pathname}${search}` } })
    })
    await console.signInFirst()
    await inEveryView(console, async ({ language }) => {
      const t = words[language]
      await page.context().clearCookies()
      await console.goto('/sign-in?error=oidc_refused')
      await page.getByText(t.oidcRefused).waitFor()
      await console.check('sign-in-company')
      await page.getByRole('link', { name: t.with('Company') }).click()
      await page.waitForURL((url) => url.origin === console.origin && url.pathname === '/playground')
      await page.getByRole('heading', { level: 1 }).waitFor()

      await page.context().clearCookies()
      await console.goto('/sign-in')
      await page.getByRole('button', { name: t.register }).click()
      await page.getByLabel(t.name).fill(`linus-${language}`)
      await page.getByLabel(t.password, { exact: true }).fill('short')
      await page.getByRole('button', { name: t.register }).click()
      await page.locator('.mantine-PasswordInput-error').waitFor()
      await console.check('sign-in-register')
      await page.getByLabel(t.password, { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: t.register }).click()
      await page.waitForURL((url) => url.pathname === '/playground')
    })
  },
)
