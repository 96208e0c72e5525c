import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Language } from '../../console/src/i18n/dictionary.ts'
import { words as signInWords } from '../../console/src/pages/sign-in/words.ts'
import { openPage } from '../harness/browser.ts'
import { PASSWORD, firstToken } from '../harness/console.ts'
import { ROOT } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'
import type { TestServer, TestServerOptions } from '../harness/server.ts'

/** Where `npm run screens` puts pictures of the pages, to be looked at; not in the repository. */
const SCREENS = join(ROOT, 'artifacts/screens')
const HAS_SCREENS = process.env['SCREENS'] === 'on'

const HEIGHT = 800

export interface View {
  language: Language
  /** CSS pixels: a desk, or the narrowest phone. */
  width: 1280 | 360
}

const VIEWS: readonly View[] = (['en', 'zh'] as const).flatMap((language) =>
  ([1280, 360] as const).map((width) => ({ language, width })),
)

/** The views whose pictures are taken in the dark, too: one of each width and language. */
const isDrawnDark = ({ language, width }: View) => (language === 'en') === (width === 1280)

/** What axe finds. A menu that is open lies above the page and belongs to none of its regions. */
const runAxe = (
  options: object,
) => `axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes
    .filter(({ target: [at] }) => id !== 'region' || document.querySelector(at)?.closest('[data-portal]') == null)
    .map(({ target, any }) => [id, target.join(' '), ...any.map(({ message }) => message)].join(': '))))`

/** Other colours begin with the next frame to be drawn. */
const COLOURS_SETTLED = `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
  Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished)))`

/** The console in a real browser, from the real server. */
export class OpenConsole {
  readonly page: Page
  readonly server: TestServer
  /** The origin that the page is opened by: `localhost`, where browsers allow passkeys. */
  readonly origin: string
  view: View = { language: 'en', width: 1280 }
  readonly #complaints: string[] = []
  readonly #expected: RegExp[] = []

  constructor(page: Page, server: TestServer) {
    this.page = page
    this.server = server
    this.origin = server.url.replace('127.0.0.1', 'localhost')
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.#complain(`${message.type()}: ${message.text()}`)
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(`${this.origin}/`) && !/^(?:data|blob):/.test(url))
        this.#complain(`leaves the origin: ${url}`)
    })
  }

  #complain(words: string): void {
    if (!this.#expected.some((one) => one.test(words))) this.#complaints.push(words)
  }

  /** Of what the browser says from here on, this is no fault: a refusal that the test brings about, "status of 401". */
  expect(words: RegExp): void {
    this.#expected.push(words)
  }

  /** Opens a path as a browser does: loaded anew, in the language and width of the view. */
  async goto(path: string, view: View = this.view): Promise<void> {
    this.view = view
    await this.page.setViewportSize({ width: view.width, height: HEIGHT })
    await this.page.addInitScript(`localStorage.setItem('reelgate.language', '${view.language}')`)
    await this.page.goto(`${this.origin}${path}`)
    await this.settled()
  }

  /** Waits until the page has its head, and nothing on it is still being loaded. */
  async settled(): Promise<void> {
    await this.page.locator('h1').first().waitFor()
    await this.page.waitForSelector('[data-loading]', { state: 'detached' })
  }

  /** The first user, an administrator called ada, through the link that the server prints; `token` is of that link. */
  async signInFirst(token?: string): Promise<void> {
    const t = signInWords[this.view.language]
    await this.goto(`/sign-in?token=${token ?? (await firstToken(this.server))}`)
    await this.page.getByLabel(t.name).fill('ada')
    await this.page.getByLabel(t.firstPassword).fill(PASSWORD)
    await this.page.getByRole('button', { name: t.firstAction }).click()
    await this.page.waitForURL((url) => url.pathname !== '/sign-in')
    await this.settled()
  }

  /**
   * Holds of what is on the page now, dialogs and all: axe finds nothing, nothing is wider than the window, the browser
   * has complained of nothing. `npm run screens` leaves a picture of it, `<name>-<language>-<width>.png`.
   */
  async check(name: string): Promise<void> {
    await this.settled()
    const { language, width } = this.view
    const about = `${name}-${language}-${width}`
    await this.#checkLooks(about)
    if (isDrawnDark(this.view)) {
      await this.page.emulateMedia({ colorScheme: 'dark' })
      await this.#coloursSettled()
      // The same page in other colours.
      await this.#checkLooks(`${about}-dark`, { runOnly: ['color-contrast'] })
      await this.page.emulateMedia({ colorScheme: 'light' })
    }
    const lang = await this.page.locator('html').getAttribute('lang')
    assert.equal(lang, language === 'zh' ? 'zh-CN' : 'en', about)
    assert.deepEqual(this.#complaints, [], about)
  }

  async #checkLooks(about: string, axeOptions: object = {}): Promise<void> {
    const { page } = this
    if (HAS_SCREENS) await this.#draw(about)
    if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source)
    const found = await page.evaluate<string[]>(runAxe(axeOptions))
    assert.deepEqual(found, [], `axe in ${about}`)
    const tooWide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.equal(tooWide, 0, `${about} is wider than its window`)
  }

  /** Waits until what is on its way from one colour to another has arrived: axe looks at the colours of now. */
  async #coloursSettled(): Promise<void> {
    await this.page.evaluate(COLOURS_SETTLED)
  }

  /** The whole page in a window as high as the page: what sticks to an edge is drawn once, at that edge. */
  async #draw(about: string): Promise<void> {
    const { page, view } = this
    const high = await page.evaluate<number>('document.documentElement.scrollHeight')
    await page.setViewportSize({ width: view.width, height: Math.max(HEIGHT, high) })
    await mkdir(SCREENS, { recursive: true })
    await page.screenshot({ path: join(SCREENS, `${about}.png`), animations: 'disabled' })
    await page.setViewportSize({ width: view.width, height: HEIGHT })
  }
}

/** A server with the built console, and a browser at its door. */
export async function openConsole(context: TestContext, options: TestServerOptions = {}): Promise<OpenConsole> {
  const server = await startTestServer(context, options)
  const page = await openPage(context)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return new OpenConsole(page, server)
}

/** Goes through something in both languages and at both widths, one after the other; or at one width, where the other looks no different. */
export async function inEveryView(
  open: OpenConsole,
  visit: (view: View) => Promise<void>,
  only?: View['width'],
): Promise<void> {
  for (const view of VIEWS.filter(({ width }) => only === undefined || width === only)) {
    open.view = view
    await visit(view)
  }
}
