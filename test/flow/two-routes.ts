import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { findTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { MODEL } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'

export interface TwoRoutes {
  one?: Partial<Provider>
  two?: Partial<Provider>
  /** Of the route to `two`; 1 where it is not said. */
  order?: number
}

/** A server whose model has two routes, to two upstreams; `one` comes first. The account has 50 USD. */
export async function openTwoRoutes(context: TestContext, options: TwoRoutes = {}) {
  const [one, two] = [await Upstream.open(context), await Upstream.open(context)]
  const path = join(await ownFolder(context), 'reelgate.json')
  const entry = { type: 'openai-videos', baseUrl: 'http://127.0.0.1:1' }
  const routes = [{ provider: 'one' }, { provider: 'two', order: options.order ?? 1 }]
  await writeFile(path, JSON.stringify({ providers: { one: entry, two: entry }, models: [{ id: MODEL, routes }] }))
  const clock = new TestClock()
  const providers = [
    { ...httpProvider({ url: one.url, name: 'one' }), ...options.one },
    { ...httpProvider({ url: two.url, name: 'two' }), ...options.two },
  ]
  const env = { REELGATE_CONFIG: path }
  const server = await startTestServer(context, { clock, providers, env })
  const { api } = await server.newCaller(50)
  const find = (id: string) => findTask(server.flow.db.read, id)
  return { one, two, clock, server, api, find, providers, env }
}
