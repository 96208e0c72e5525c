import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import * as fc from 'fast-check'
import { findAccount } from '../../src/db/accounts.ts'
import { findTask } from '../../src/db/tasks.ts'
import type { Caller } from '../../src/domain/account.ts'
import { ReelgateError } from '../../src/domain/errors.ts'
import { isFinal } from '../../src/domain/task.ts'
import { acceptRequest } from '../../src/flow/accept-request.ts'
import { createAccount } from '../../src/flow/admin/accounts.ts'
import { createKey } from '../../src/flow/admin/keys.ts'
import { cancelTask } from '../../src/flow/cancel-task.ts'
import { STEPS } from '../../src/flow/context.ts'
import type { Flow, Step } from '../../src/flow/context.ts'
import { CurrentPrices } from '../../src/flow/current-prices.ts'
import { driveTask } from '../../src/flow/drive-provider.ts'
import { orLetGo } from '../../src/flow/drive.ts'
import { RouteHealth } from '../../src/flow/route-health.ts'
import { RouteTimes } from '../../src/flow/route-times.ts'
import { sweepOrphans } from '../../src/flow/sweep.ts'
import { topUp } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { openJobTableQueue } from '../../src/queue/job-table-queue.ts'
import { CHEAPEST_USD } from '../harness/api.ts'
import { TestClock } from '../harness/clock.ts'
import { ACT, BY_TEST, openDatabaseOf, REQUEST } from '../harness/database.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'

const PRICE = CHEAPEST_USD * 1_000_000
const MINUTE_MS = 60_000
/** More than one task needs to end, whatever became of it. */
const ROUNDS_MAX = 300

/** Places where a process may die. The others are passed with a picture or a webhook only; the kill walk dies there. */
const PLACES = STEPS.filter((step) => step !== 'accept:images-kept' && !step.startsWith('tell:'))

const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('doom' as const), place: fc.constantFrom(...PLACES) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('submit' as const), samples: fc.integer({ min: 1, max: 2 }) }),
  },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('work' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('provider' as const),
      state: fc.constantFrom('done' as const, 'done' as const, 'failed' as const),
      delivered: fc.constantFrom(0, 1, 2, 2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), pick: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('topUp' as const), amount: fc.integer({ min: 0, max: 3 * PRICE }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), minutes: fc.constantFrom(1, 20, 90) }),
  },
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

class Death extends Error {}

/** Where a process dies the next time that one passes there, once for each. */
type Dooms = Set<Step>

/** Whoever is dead asks nobody for anything any more. */
function mortal<T extends object>(part: T, life: { isOver: boolean }): T {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value === 'object' && value !== null) return mortal(value, life)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown => {
        if (life.isOver) throw new Death('called by the dead')
        return Reflect.apply(value, target, given)
      }
    },
  })
}

/** One process after the other on the same database and the same folder; the provider outlives them. */
async function open(context: TestContext) {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const clock = new TestClock()
  const provider = httpProvider({ url: upstream.url, canCancel: true })
  const server = await startTestServer(context, { clock, providers: [provider] })
  await server.stop()
  const watching = await openDatabaseOf(server.dataDir)
  context.after(() => watching.close())
  const died = new Set<Step>()

  const boot = async (dooms: Dooms) => {
    const life = { isOver: false }
    const own = await openDatabaseOf(server.dataDir)
    const db = mortal(own, life)
    const reached = (step: Step) => {
      if (!dooms.delete(step)) return
      died.add(step)
      life.isOver = true
      throw new Death(step)
    }
    const providers = new Map([[provider.name, mortal(provider, life)]])
    const store = mortal(server.flow.store, life)
    const flow: Flow = {
      ...server.flow,
      db,
      queue: openJobTableQueue(db),
      store,
      providers,
      prices: new CurrentPrices(db),
      health: new RouteHealth({ db, clock, log: server.flow.log, isShared: false }),
      times: new RouteTimes(db, providers),
      reached,
    }
    await flow.queue.releaseAll()
    await sweepOrphans(flow)
    return { flow, life, close: () => own.close() }
  }
  return { upstream, clock, watching, died, boot }
}

type World = Awaited<ReturnType<typeof open>>
type Process = Awaited<ReturnType<World['boot']>>

/** What one worker does with all that is due. */
async function work(flow: Flow): Promise<void> {
  const [now, owner] = [flow.clock.now(), 'worker']
  const rooms = new Map([...flow.providers.keys()].map((name) => [name, { capacity: 1000 }]))
  const leaseUntil = now + flow.settings.leaseMs
  for (const claim of await flow.queue.claim({ owner, now, leaseUntil, limit: 100, rooms })) {
    flow.reached('claim:leased', claim.taskId)
    let next = await orLetGo(flow, claim, () => driveTask(flow, claim, new AbortController().signal))
    if (next.kind === 'copy') next = await orLetGo(flow, claim, next.copy)
    if (next.kind !== 'check') continue
    const { at } = next
    await flow.db.write((tx) => flow.queue.release(tx, claim, at))
  }
}

/** One account through everything that was drawn, and then until nothing is left to do. */
class Story {
  readonly #world: World
  readonly #caller: Caller
  readonly #dooms: Dooms = new Set()
  readonly #ended = new Map<string, string>()
  #process: Process
  #paidIn: number

  private constructor(world: World, caller: Caller, process: Process) {
    this.#world = world
    this.#caller = caller
    this.#process = process
    this.#paidIn = caller.account.available
  }

  static async begin(world: World, name: string, balance: number): Promise<Story> {
    const account = await createAccount(world.watching, ACT, { name, unlimited: false, balance })
    const { key } = await createKey(world.watching, ACT, account.id)
    const story = new Story(world, { account, key }, await world.boot(new Set()))
    await story.#restart()
    return story
  }

  async tell(happened: Happening): Promise<void> {
    try {
      await this.#happen(happened)
    } catch (error) {
      if (!(error instanceof Death)) throw error
    }
    if (this.#process.life.isOver) await this.#restart()
    await this.#assertExact()
  }

  async end(): Promise<void> {
    const { clock, upstream } = this.#world
    for (let round = 0; (await this.#process.flow.queue.size()) > 0; round += 1) {
      assert.ok(round < ROUNDS_MAX, 'a task never ends')
      upstream.finish()
      clock.advance(MINUTE_MS)
      await this.tell({ kind: 'work' })
    }
    assert.equal((await this.#account()).held, 0)
    for (const id of await this.#taskIds()) assert.ok(this.#ended.has(id), `${id} has not ended`)
    await this.#process.close()
  }

  async #restart(): Promise<void> {
    await this.#process.close()
    this.#process = await this.#world.boot(this.#dooms)
  }

  async #happen(happened: Happening): Promise<void> {
    const { clock, upstream } = this.#world
    const { flow } = this.#process
    switch (happened.kind) {
      case 'doom':
        return void this.#dooms.add(happened.place)
      case 'submit':
        return this.#submit(happened.samples)
      case 'work':
        clock.advance(100)
        return work(flow)
      case 'provider':
        return upstream.finish({ state: happened.state, delivered: happened.delivered })
      case 'cancel': {
        const ids = await this.#taskIds()
        const id = ids[happened.pick % Math.max(1, ids.length)]
        return id === undefined ? undefined : cancelTask(flow, id)
      }
      case 'topUp':
        await flow.db.write((tx) =>
          topUp(tx, { accountId: this.#caller.account.id, amount: happened.amount, at: clock.now(), ...BY_TEST }),
        )
        this.#paidIn += happened.amount
        return undefined
      case 'time':
        return clock.advance(happened.minutes * MINUTE_MS)
    }
  }

  async #submit(samples: number): Promise<void> {
    const { flow } = this.#process
    const account = await this.#account()
    const model = flow.catalogue.find(REQUEST.model) ?? assert.fail()
    const request = { ...REQUEST, sampleCount: samples }
    const isTooDear = samples * PRICE > account.available
    try {
      await acceptRequest(flow, { ...this.#caller, account }, { request, model })
      assert.equal(isTooDear, false)
    } catch (error) {
      if (!(error instanceof ReelgateError)) throw error
      assert.deepEqual([error.code, isTooDear], ['balance_too_low', true])
    }
  }

  async #account() {
    return (await findAccount(this.#world.watching.read, this.#caller.account.id)) ?? assert.fail()
  }

  async #taskIds(): Promise<string[]> {
    const sql = 'SELECT id FROM task WHERE account_id = ? ORDER BY id'
    return (await this.#world.watching.read.all<{ id: string }>(sql, [this.#caller.account.id])).map(({ id }) => id)
  }

  async #assertExact(): Promise<void> {
    const { watching, upstream } = this.#world
    assert.deepEqual((await watching.snapshot(verifyLedger)).problems, [])
    const { available, held, spent } = await this.#account()
    assert.ok(available >= 0, `${available} left`)
    assert.equal(available + held + spent, this.#paidIn)
    let [open, paid] = [0, 0]
    for (const id of await this.#taskIds()) {
      const task = (await findTask(watching.read, id)) ?? assert.fail()
      const bought = upstream.operations.filter(({ taskId }) => taskId === id)
      assert.ok(bought.length <= 1, `${id} was bought ${bought.length} times`)
      if (!isFinal(task.state)) {
        open += task.price
        continue
      }
      const delivered = bought[0]?.state === 'done' ? Math.min(bought[0].delivered, task.request.sampleCount) : 0
      assert.equal(task.cost, task.state === 'completed' ? delivered * PRICE : 0)
      const ending = `${task.state} for ${task.cost}`
      assert.equal(this.#ended.get(id) ?? ending, ending, `${id} ended twice`)
      this.#ended.set(id, ending)
      paid += task.cost
    }
    assert.deepEqual([held, spent], [open, paid])
  }
}

test('S1: whatever happens, and wherever the process dies in between, the ledger is exact after each step and every task ends once', async (context) => {
  const world = await open(context)
  let stories = 0
  const happenings = fc.array(happening, { minLength: 10, maxLength: 40, size: 'max' })
  const run = async (balance: number, steps: readonly Happening[]) => {
    const story = await Story.begin(world, `account-${(stories += 1)}-of-crashes`, balance)
    for (const step of steps) await story.tell(step)
    await story.end()
  }
  const property = fc.asyncProperty(fc.integer({ min: 0, max: 8 * PRICE }), happenings, run)
  await fc.assert(property, { seed: 1, numRuns: 30, endOnFailure: true })
  assert.deepEqual([...world.died].toSorted(), PLACES.toSorted(), 'where processes died')
})
