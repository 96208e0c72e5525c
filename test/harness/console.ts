import assert from 'node:assert/strict'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { FIRST_ACCOUNT } from '../../src/flow/admin/keys.ts'
import { makeFirstLink } from '../../src/flow/sign-in/links.ts'
import { Api } from './api.ts'
import type { Answer } from './api.ts'
import type { TestServer } from './server.ts'

/** A browser as far as cookies go: it keeps what it is sent, and sends what the console's pages send. */
export class ConsoleBrowser extends Api {
  /** By name. */
  readonly cookies = new Map<string, string>()

  constructor(url: string) {
    super(url, '')
  }

  override async call(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const own = { authorization: '', 'x-reelgate-console': '1', ...(cookie !== '' && { cookie }) }
    const answer = await super.call(method, path, { ...init, headers: { ...own, ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', path, { body, headers })
  }
}

export const PASSWORD = 'correct horse battery'

/** The token of the link that makes the first user, with the account that a server makes at its first start. */
export async function firstToken({ flow }: TestServer): Promise<string> {
  const act = { actor: 'test', at: flow.clock.now() }
  await createAccount(flow.db, act, { name: FIRST_ACCOUNT, unlimited: true, balance: 0 })
  const link = await makeFirstLink(flow.db, act)
  return link?.token ?? assert.fail('there is a user already')
}

/** The first user, an administrator called ada, signed in. */
export async function firstAdmin(server: TestServer): Promise<ConsoleBrowser> {
  const browser = new ConsoleBrowser(server.url)
  const token = await firstToken(server)
  const answer = await browser.post('/console/api/first-start', { token, name: 'ada', password: PASSWORD })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return browser
}
