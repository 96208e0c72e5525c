import { findTask, isWaitingAt, listWaitingAt, moveTask, providersWaitedFor } from '../db/tasks.ts'
import type { LinePlace } from '../db/tasks.ts'
import type { Task } from '../domain/task.ts'
import { describeError } from '../lib/log.ts'
import { nextRoute, otherRoutes, reroute } from './choose-route.ts'
import type { Flow } from './context.ts'

/** Tasks that are looked at, and changed, at a time. */
const PAGE = 100
/** Pages of a line in which nothing was found to do, after which the next round goes on. */
const IDLE_PAGES_MAX = 3
const FRONT: LinePlace = { accountId: '', runAt: 0, taskId: '' }

/**
 * What keeps a provider from starting the tasks that wait for it. gone: it is no longer configured. open: its breaker is.
 * quota: it is used up. full: all its places are taken.
 */
type Block = 'gone' | 'open' | 'quota' | 'full'

async function blockOf(flow: Flow, name: string): Promise<Block | undefined> {
  const provider = flow.providers.get(name)
  if (provider === undefined) return 'gone'
  if (flow.health.stateOf(name) === 'open') return 'open'
  const { capacity: max, startsPerMinute } = provider
  const mark = { provider: name, now: flow.clock.now(), startsPerMinute, starts: 1 }
  if (await flow.queue.isQuotaSpent(flow.db.read, mark)) return 'quota'
  const followed = await flow.queue.countAt(flow.db.read, { provider: name, phase: 'follow', max })
  return followed >= max ? 'full' : undefined
}

/** Nothing of it was ever accepted, and nothing may have been. */
const isFree = (task: Task) => task.startAttempts === 0 && task.cancelRequestedAt === null

/**
 * Looks after the tasks that wait where nothing can be started. Where another route of theirs can be used they go there;
 * the others are shown as pending. Only tasks that no worker has in hand are touched.
 */
export class WaitingLines {
  readonly #flow: Flow
  /** How far each line has been looked through; from the front again after its end. */
  readonly #places = new Map<string, LinePlace>()
  #round: Promise<number> | undefined

  constructor(flow: Flow) {
    this.#flow = flow
  }

  /** One round; returns how many tasks went another way. A failure is logged, and the next round tries again. */
  look(): Promise<number> {
    this.#round ??= this.#lookAtAll().finally(() => void (this.#round = undefined))
    return this.#round
  }

  /** Resolves when no round is under way. */
  async atRest(): Promise<void> {
    await this.#round
  }

  async #lookAtAll(): Promise<number> {
    let moved = 0
    try {
      for (const name of await providersWaitedFor(this.#flow.db.read)) {
        const block = await blockOf(this.#flow, name)
        // A quota and places are for few: those go whose turn it is. A provider that starts nothing is left by all.
        if (block === 'quota' || block === 'full') moved += await this.#moveNext(name)
        if (block !== undefined && block !== 'full') moved += await this.#passThrough(name, block)
      }
    } catch (error) {
      this.#flow.log.error({ error: describeError(error) }, 'waiting tasks could not be looked after')
    }
    return moved
  }

  async #moveNext(name: string): Promise<number> {
    const { db, queue, clock } = this.#flow
    const ids = await queue.nextInLine(db.read, { provider: name, now: clock.now(), most: PAGE })
    const tasks = await Promise.all(ids.map((id) => findTask(db.read, id)))
    const found = tasks.filter((task) => task !== undefined)
    return this.#move(name, this.#movable(found), { withRoom: true })
  }

  async #passThrough(name: string, block: Block): Promise<number> {
    let moved = 0
    for (let idle = 0; idle < IDLE_PAGES_MAX;) {
      const after = this.#places.get(name) ?? FRONT
      const rows = await listWaitingAt(this.#flow.db.read, name, { after, limit: PAGE })
      const tasks = rows.map(({ task }) => task)
      const gone = block === 'quota' ? 0 : await this.#move(name, this.#movable(tasks), { withRoom: false })
      const shown = await this.#showPending(tasks.filter(({ state }) => state === 'submitted'))
      moved += gone
      if (gone + shown === 0) idle += 1
      const last = rows.at(-1)
      if (last === undefined || rows.length < PAGE) {
        this.#places.delete(name)
        return moved
      }
      this.#places.set(name, last.place)
    }
    return moved
  }

  #movable(tasks: readonly Task[]): Task[] {
    return tasks.filter((task) => isFree(task) && otherRoutes(this.#flow, task).length > 0)
  }

  async #move(from: string, tasks: readonly Task[], how: { withRoom: boolean }): Promise<number> {
    if (tasks.length === 0) return 0
    const flow = this.#flow
    const moves = await flow.db.write(async (tx) => {
      const made: { task: string; from: string; to: string }[] = []
      for (const { id } of tasks) {
        const task = await findTask(tx, id)
        if (task === undefined || !isFree(task) || !(await isWaitingAt(tx, id, from))) continue
        const to = await nextRoute(flow, tx, task, how)
        if (to === undefined) continue
        await reroute(flow, tx, task, to)
        made.push({ task: id, from, to: to.name })
      }
      return made
    })
    for (const move of moves) flow.log.info(move, 'task goes another way')
    return moves.length
  }

  /** Those that stayed; a caller is told that they wait for something. */
  async #showPending(tasks: readonly Task[]): Promise<number> {
    if (tasks.length === 0) return 0
    const { db, log } = this.#flow
    const shown = await db.write(async (tx) => {
      const ids: string[] = []
      for (const { id, provider } of tasks) {
        const task = await findTask(tx, id)
        if (task?.state !== 'submitted' || task.provider !== provider || !(await isWaitingAt(tx, id, provider)))
          continue
        await moveTask(tx, task, 'pending', {})
        ids.push(id)
      }
      return ids
    })
    for (const task of shown) log.info({ task, state: 'pending' }, 'task waits: nothing is started at its provider now')
    return shown.length
  }
}
