import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { Api, MODEL, SUBMIT } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { adminCall, newAdmin } from '../http/admin-calls.ts'
import { openConsole } from './open-console.ts'
import type { OpenConsole } from './open-console.ts'

const DAY_MS = 86_400_000

/** A console with an administrator's key beside it, and a provider over HTTP that a test can put out of order. */
export interface Studio {
  console: OpenConsole
  upstream: Upstream
  clock: TestClock
  /** Calls below /admin/v1; the `data` of a good answer. */
  // Tests look into many shapes; asserting them is what they are for.
  // oxlint-disable-next-line typescript/no-explicit-any
  admin: (method: string, path: string, body?: unknown) => Promise<any>
  /** The administrator who is signed in acts for this account from now on. */
  actFor: (account: { id: string }) => Promise<void>
  /** An account with money, and a client with a key of that name. */
  newClient: (accountId: string, name: string) => Promise<Api>
}

export async function openStudio(context: TestContext, env: Record<string, string> = {}): Promise<Studio> {
  const upstream = await Upstream.open(context)
  const clock = new TestClock(Date.now() - 12 * DAY_MS)
  const console = await openConsole(context, {
    env,
    clock,
    providers: [httpProvider({ url: upstream.url, capacity: 8, startsPerMinute: 30, canCancel: true })],
  })
  const ask = adminCall(await newAdmin(console.server))
  const admin: Studio['admin'] = async (method, path, body) => {
    const answer = await ask(method, path, body)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.data
  }
  const newClient: Studio['newClient'] = async (accountId, name) =>
    new Api(console.server.url, (await admin('POST', `/accounts/${accountId}/keys`, { name })).key)
  const actFor: Studio['actFor'] = async ({ id }) => {
    const [ada] = await admin('GET', '/users')
    await admin('PATCH', `/users/${ada.id}`, { account_id: id })
  }
  return { console, upstream, clock, admin, actFor, newClient }
}

/** An account called studio with two keys, and what they did in the last 12 days; the clock stands at the present then. */
export async function workInStudio({ admin, clock, newClient, upstream }: Studio): Promise<{ id: string }> {
  const account = await admin('POST', '/accounts', { name: 'studio', balance: '60', tasks_max: 20 })
  const website = await newClient(account.id, 'website')
  const nightly = await newClient(account.id, 'nightly')
  for (let day = 0; day < 12; day += 1) {
    upstream.endsAs = 'done'
    const first = { ...SUBMIT, sample_count: 1 + ((day * 5) % 4) }
    const second = {
      ...SUBMIT,
      model: day % 3 === 0 ? 'veo3.1-quality-official' : MODEL,
      generate_audio: day % 2 === 0,
    }
    await website.ended(await website.submitted(first))
    if (day % 4 !== 3) await nightly.ended(await nightly.submitted(second))
    upstream.endsAs = 'failed'
    if (day % 5 === 2) await nightly.ended(await nightly.submitted())
    clock.advance(DAY_MS)
  }
  upstream.endsAs = 'done'
  return account
}
