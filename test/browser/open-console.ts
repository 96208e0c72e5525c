import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Language } from '../../console/src/i18n/dictionary.ts'
import { words as signInWords } from '../../console/src/pages/sign-in/words.ts'
import { ask, openPage } from '../harness/browser.ts'
import { PASSWORD, firstToken } from '../harness/console.ts'
import { ROOT } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'

import type { TestServer, TestServerOptions } from '../harness/server.ts'
import { eventually } from '../harness/wait.ts'

/** Where `npm run screens` puts pictures of the pages, to be looked at; not in the repository. */
const SCREENS = join(ROOT, 'artifacts/screens')
const HAS_SCREENS = process.env['SCREENS'] === 'on'

const HEIGHT = 800

export interface View {
  language: Language
  /** CSS pixels: a desk, or the narrowest phone. */
  width: 1280 | 360
}

/** Each language and each width once. */
const FIRST_VIEW: View = { language: 'en', width: 1280 }
const VIEWS: readonly View[] = [FIRST_VIEW, { language: 'zh', width: 360 }]

/** What axe finds. A menu that is open lies above the page and belongs to none of its regions. */
const runAxe = (
  options: object,
) => `axe.run(${JSON.stringify({ resultTypes: ['violations'], preload: false, ...options })}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes
    .filter(({ target: [at] }) => id !== 'region' || document.querySelector(at)?.closest('[data-portal]') == null)
    .map(({ target, any }) => [id, target.join(' '), ...any.map(({ message }) => message)].join(': '))))`

const FITS = 'document.documentElement.scrollWidth === document.documentElement.clientWidth'

/** What is on its way from one colour to another arrives at once: axe looks at the colours of now. */
const ARRIVE = 'document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish())'

/** The console in a real browser, from the real server. */
export class OpenConsole {
  readonly page: Page
  readonly server: TestServer
  /** The origin that the page is opened by: `localhost`, where browsers allow passkeys. */
  readonly origin: string
  view = FIRST_VIEW
  readonly #complaints: string[] = []
  readonly #seenInTheDark = new Set<string>()
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
    await this.#resize(view.width)
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
   * Holds of what is on the page now, dialogs and all: axe finds nothing, in light and in dark; nothing is wider than the
   * window, be it wide or narrow; the browser has complained of nothing. `npm run screens` leaves pictures of it,
   * `<name>-<language>-<width>.png`.
   */
  async check(name: string): Promise<void> {
    await this.settled()
    const { language, width } = this.view
    const about = `${name}-${language}`
    await this.#checkWidth(about, width)
    await this.#runAxe(`${about}-${width}`)
    // Colours are the same in each language.
    if (HAS_SCREENS || !this.#seenInTheDark.has(name)) await this.#checkDark(`${about}-${width}-dark`)
    this.#seenInTheDark.add(name)
    const other = width === 360 ? 1280 : 360
    await this.#resize(other)
    await this.#checkWidth(about, other)
    await this.#resize(width)
    const lang = await this.page.locator('html').getAttribute('lang')
    assert.equal(lang, language === 'zh' ? 'zh-CN' : 'en', about)
    assert.deepEqual(this.#complaints, [], about)
  }

  ask<T>(script: string): Promise<T> {
    return ask(this.page, script)
  }

  /** The same page in other colours. */
  async #checkDark(about: string): Promise<void> {
    await this.#colour('dark')
    if (HAS_SCREENS) await this.#draw(about, this.view.width)
    await this.#runAxe(about, { runOnly: ['color-contrast'] })
    await this.#colour('light')
  }

  /** What follows the window, such as a chart, does so a moment after it. */
  async #checkWidth(about: string, width: number): Promise<void> {
    await eventually(() => this.ask<boolean>(FITS), `${about} to fit into a window of ${width}`)
    if (HAS_SCREENS) await this.#draw(`${about}-${width}`, width)
  }

  #resize(width: number, height = HEIGHT): Promise<void> {
    return this.page.setViewportSize({ width, height })
  }

  async #colour(colorScheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme })
    await this.page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
    await this.ask(ARRIVE)
  }

  async #runAxe(about: string, options: object = {}): Promise<void> {
    if (!(await this.ask<boolean>("'axe' in window"))) await this.ask(axe.source)
    assert.deepEqual(await this.ask<string[]>(runAxe(options)), [], `axe in ${about}`)
  }

  /** The whole page in a window as high as the page: what sticks to an edge is drawn once, at that edge. */
  async #draw(about: string, width: number): Promise<void> {
    const high = await this.ask<number>('document.documentElement.scrollHeight')
    await this.#resize(width, Math.max(HEIGHT, high))
    await mkdir(SCREENS, { recursive: true })
    await this.page.screenshot({ path: join(SCREENS, `${about}.png`), animations: 'disabled' })
    await this.#resize(width)
  }
}

/** A server with the built console, and a browser at its door. */
export async function openConsole(context: TestContext, options: TestServerOptions = {}): Promise<OpenConsole> {
  const server = await startTestServer(context, options)
  const page = await openPage(context)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return new OpenConsole(page, server)
}

/** Goes through something in each view, one after the other. */
export async function inEveryView(open: OpenConsole, visit: (view: View) => Promise<void>): Promise<void> {
  for (const view of VIEWS) {
    open.view = view
    await visit(view)
  }
}
