import type { TestContext } from 'node:test'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { ownFolder } from './folder.ts'
import { tool } from './tools.ts'
import { within } from './wait.ts'

/**
 * Nothing but what the test opens: no sandbox (CI runs as root), no service of the browser's own, and no host but this
 * machine is ever looked up.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/** What a script in the page returns, or comes to. A page that does not answer fails the test, which then says at what. */
export function ask<T>(page: Page, script: string): Promise<T> {
  return within(script.slice(0, 200), page.evaluate<T>(script))
}

/** A page in a headless Chromium with an empty profile; both end with the test. An error that the page throws fails it. */
export async function openPage(context: TestContext): Promise<Page> {
  const profile = await ownFolder(context)
  const options = { executablePath: tool('chromium-headless-shell', 'chromium'), headless: true, args: FLAGS }
  const browser = await chromium.launchPersistentContext(profile, options)
  const thrown: Error[] = []
  context.after(async () => {
    await browser.close()
    if (thrown[0]) throw thrown[0]
  })
  const page = await browser.newPage()
  page.on('pageerror', (error) => thrown.push(error))
  return page
}
