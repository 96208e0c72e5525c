import { createServer } from 'node:http'
import type { TestContext } from 'node:test'
import type { Database } from '../../src/db/database.ts'
import { moveTask } from '../../src/db/tasks.ts'
import type { Provider } from '../../src/domain/provider.ts'
import { hold } from '../../src/ledger/ledger.ts'
import type { Json } from '../../src/lib/json.ts'
import { Caller } from '../../src/providers/http/caller.ts'
import type { Queue } from '../../src/queue/queue.ts'
import type { TestClock } from '../harness/clock.ts'
import { addTask, newOwner, NOW } from '../harness/database.ts'
import { listen } from '../harness/listen.ts'
import { minutes } from './by-hand.ts'

const PRICE = 320_000

export interface ManyVideos {
  provider: Provider
  /** When each video is done, by its id here; one that is not in it never is. */
  endsAt: Map<string, number>
  /** Ids whose checks, or downloads, are never answered. */
  hanging: Set<string>
  /** Every check that arrived, in the order of their coming. */
  checks: { id: string; at: number }[]
  /**
   * Puts so many tasks with the provider, as if they had been accepted and started; returns their ids. They have been due
   * since then, as what a restart leaves.
   */
  put(to: { db: Database; queue: Queue }, count: number, dueSinceMs?: number): Promise<string[]>
}

/**
 * A provider over real HTTP with as many videos as one likes, each done at a time of the test's clock. `simulated`: it
 * answers from within the process, for a number of checks that would take HTTP too long.
 */
export async function openManyVideos(
  context: TestContext,
  clock: TestClock,
  options: { pollMs: number; name?: string; checksPerMinute?: number; simulated?: boolean },
): Promise<ManyVideos> {
  const { pollMs, simulated = false, ...rest } = options
  const endsAt: ManyVideos['endsAt'] = new Map()
  const hanging: ManyVideos['hanging'] = new Set()
  const checks: ManyVideos['checks'] = []
  const look = (id: string) => {
    checks.push({ id, at: clock.now() })
    return String((endsAt.get(id) ?? Infinity) <= clock.now())
  }
  const server = createServer((request, response) => {
    const [, kind, id = ''] = (request.url ?? '').split('/')
    const answer = kind === 'check' ? look(id) : 'a film'
    if (!hanging.has(`${kind}/${id}`)) response.end(answer)
  })
  const url = await listen(server)
  const caller = new Caller({ requestSeconds: 60 })
  context.after(async () => {
    await caller.close()
    server.close().closeAllConnections()
  })
  const get = (path: string, signal: AbortSignal) => ({
    method: 'GET' as const,
    url: new URL(path, url),
    signal,
  })
  const idOf = (token: Json) => (token as { id: string }).id
  const provider: Provider = {
    name: 'builtin',
    capacity: 100_000,
    startIsRepeatable: false,
    ...rest,
    estimateSeconds: () => 60,
    start: () => Promise.reject(new Error('nothing is started here')),
    async check(token, signal) {
      const id = idOf(token)
      const text = simulated ? look(id) : (await caller.ask(get(`check/${id}`, signal))).text
      if (text !== 'true') return { kind: 'running', checkAfterMs: pollMs }
      const open = async (limit: AbortSignal) => (await caller.open(get(`download/${id}`, limit))).body
      return { kind: 'done', outputs: [{ contentType: 'video/mp4', open }] }
    },
  }
  const put: ManyVideos['put'] = async ({ db, queue }, count, dueSinceMs = minutes(1)) => {
    const owner = await newOwner(db)
    const [at, ids] = [clock.now(), [] as string[]]
    await db.write(async (tx) => {
      for (let index = 0; index < count; index += 1) {
        const id = await addTask(tx, owner, PRICE)
        await tx.run('UPDATE task SET provider = ? WHERE id = ?', [provider.name, id])
        await hold(tx, { ...owner, taskId: id, acceptedAt: NOW, at }, PRICE)
        await moveTask(tx, { id, state: 'submitted' }, 'starting', { startedAt: at })
        await moveTask(tx, { id, state: 'starting' }, 'running', { token: { id } })
        await queue.add(tx, { taskId: id, accountId: owner.accountId, provider: provider.name, runAt: at - dueSinceMs })
        await queue.setPhase(tx, id, 'follow')
        ids.push(id)
      }
    })
    return ids
  }
  return { provider, endsAt, hanging, checks, put }
}
