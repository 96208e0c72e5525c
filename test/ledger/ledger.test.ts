import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import * as fc from 'fast-check'
import { findAccount } from '../../src/db/accounts.ts'
import type { Database, Tx } from '../../src/db/database.ts'
import { moveTask } from '../../src/db/tasks.ts'
import type { TaskState } from '../../src/domain/task.ts'
import { hold, settle, TooLittle, topUp } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { addTask, BY_TEST, newOwner, NOW, openOwnDatabase } from '../harness/database.ts'
import type { Owner } from '../harness/database.ts'

const PATHS = {
  completed: ['submitted', 'starting', 'running', 'storing', 'completed'],
  failed: ['submitted', 'failed'],
  cancelled: ['submitted', 'cancelled'],
} as const satisfies Record<string, TaskState[]>

/** What accept-request does in its one transaction, as far as money goes. */
async function submit(db: Database, owner: Owner, price: number): Promise<string | undefined> {
  try {
    return await db.write(async (tx) => {
      const id = await addTask(tx, owner, price)
      await hold(tx, { ...owner, taskId: id, at: NOW, acceptedAt: NOW }, price)
      return id
    })
  } catch (error) {
    if (error instanceof TooLittle) return undefined
    throw error
  }
}

/** What settle-task does: the final state and the money together. */
async function end(tx: Tx, owner: Owner, ending: { id: string; state: keyof typeof PATHS; cost: number }) {
  const { id, state, cost } = ending
  const path = PATHS[state]
  for (const [index, from] of path.slice(0, -1).entries()) {
    await moveTask(tx, { id, state: from }, path[index + 1] ?? state, { cost })
  }
  await settle(tx, { ...owner, taskId: id, at: NOW, acceptedAt: NOW }, cost)
}

async function sums(db: Database, owner: Owner) {
  const account = await findAccount(db.read, owner.accountId)
  assert.ok(account)
  const key = await db.read.get<{ spent: number }>('SELECT spent FROM api_key WHERE id = ?', [owner.keyId])
  const { available, held, spent } = account
  return { available, held, spent, keySpent: key?.spent }
}

async function openWith(context: TestContext, balance?: number) {
  const { db } = await openOwnDatabase(context)
  return { db, owner: await newOwner(db, balance) }
}

const problems = async (db: Database) => (await db.snapshot(verifyLedger)).problems

test('a hold sets money aside; captured it is spent, released it is back, in part it is both', async (context) => {
  const { db, owner } = await openWith(context, 1000)
  const [whole, none, part] = [await submit(db, owner, 300), await submit(db, owner, 300), await submit(db, owner, 400)]
  assert.ok(whole !== undefined && none !== undefined && part !== undefined)
  assert.deepEqual(await sums(db, owner), { available: 0, held: 1000, spent: 0, keySpent: 0 })
  await db.write((tx) => end(tx, owner, { id: whole, state: 'completed', cost: 300 }))
  assert.deepEqual(await sums(db, owner), { available: 0, held: 700, spent: 300, keySpent: 300 })
  await db.write((tx) => end(tx, owner, { id: none, state: 'failed', cost: 0 }))
  assert.deepEqual(await sums(db, owner), { available: 300, held: 400, spent: 300, keySpent: 300 })
  await db.write((tx) => end(tx, owner, { id: part, state: 'completed', cost: 100 }))
  assert.deepEqual(await sums(db, owner), { available: 600, held: 0, spent: 400, keySpent: 400 })
  await db.write((tx) => topUp(tx, { accountId: owner.accountId, amount: 50, at: NOW, ...BY_TEST }))
  assert.deepEqual(await sums(db, owner), { available: 650, held: 0, spent: 400, keySpent: 400 })
  assert.deepEqual(await problems(db), [])
})

test('a hold of more than there is changes nothing; one of exactly all there is succeeds', async (context) => {
  const { db, owner } = await openWith(context, 1000)
  assert.equal(await submit(db, owner, 1001), undefined)
  assert.deepEqual(await sums(db, owner), { available: 1000, held: 0, spent: 0, keySpent: 0 })
  assert.notEqual(await submit(db, owner, 1000), undefined)
  assert.equal(await submit(db, owner, 1), undefined)
  assert.deepEqual(await problems(db), [])
})

test('an unlimited account is never refused', async (context) => {
  const { db, owner } = await openWith(context)
  assert.notEqual(await submit(db, owner, 5000), undefined)
  assert.deepEqual(await sums(db, owner), { available: -5000, held: 5000, spent: 0, keySpent: 0 })
  assert.deepEqual(await problems(db), [])
})

test('a task that costs nothing is held and settled like any other', async (context) => {
  const { db, owner } = await openWith(context, 0)
  const id = await submit(db, owner, 0)
  assert.ok(id !== undefined)
  await db.write((tx) => end(tx, owner, { id, state: 'completed', cost: 0 }))
  await assert.rejects(
    db.write((tx) => settle(tx, { ...owner, taskId: id, at: NOW, acceptedAt: NOW }, 0)),
    /no open hold/,
  )
  assert.deepEqual(await sums(db, owner), { available: 0, held: 0, spent: 0, keySpent: 0 })
  assert.deepEqual(await problems(db), [])
})

test('a second hold or a second settling of a task throws and moves no money', async (context) => {
  const { db, owner } = await openWith(context, 1000)
  const id = await submit(db, owner, 100)
  assert.ok(id !== undefined)
  const move = { ...owner, taskId: id, at: NOW, acceptedAt: NOW }
  await assert.rejects(
    db.write((tx) => hold(tx, move, 100)),
    /unique/i,
  )
  assert.deepEqual(await sums(db, owner), { available: 900, held: 100, spent: 0, keySpent: 0 })
  await db.write((tx) => end(tx, owner, { id, state: 'completed', cost: 100 }))
  for (const cost of [0, 50, 100])
    await assert.rejects(
      db.write((tx) => settle(tx, move, cost)),
      /no open hold/,
    )
  assert.deepEqual(await sums(db, owner), { available: 900, held: 0, spent: 100, keySpent: 100 })
  assert.deepEqual(await problems(db), [])
})

test('a cost outside the hold, or for a task without one, throws and moves no money', async (context) => {
  const { db, owner } = await openWith(context, 1000)
  const id = await submit(db, owner, 100)
  assert.ok(id !== undefined)
  const move = { ...owner, taskId: id, at: NOW, acceptedAt: NOW }
  for (const cost of [-1, 101])
    await assert.rejects(
      db.write((tx) => settle(tx, move, cost)),
      /outside its hold/,
    )
  await assert.rejects(
    db.write((tx) => settle(tx, { ...move, taskId: 'task_none' }, 1)),
    /no open hold/,
  )
  await assert.rejects(
    db.write((tx) => hold(tx, move, -5)),
    /constraint/i,
  )
  assert.deepEqual(await sums(db, owner), { available: 900, held: 100, spent: 0, keySpent: 0 })
  assert.deepEqual(await problems(db), [])
})

/** One thing that happens to an account; `pick` chooses among the tasks that are open. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('submit' as const), price: fc.integer({ min: 0, max: 400 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      pick: fc.nat(),
      share: fc.integer({ min: 0, max: 4 }),
      state: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('topUp' as const), amount: fc.integer({ min: 0, max: 500 }) }),
  },
)
const happenings = fc.array(happening, { minLength: 1, maxLength: 25 })

test('after any sequence of submits, settlings and top-ups the ledger is exact and no balance is negative', async (context) => {
  const { db } = await openOwnDatabase(context)
  const run = async (
    balance: number,
    steps: readonly (typeof happening extends fc.Arbitrary<infer T> ? T : never)[],
  ) => {
    const owner = await newOwner(db, balance)
    const open: { id: string; price: number }[] = []
    const model = { available: balance, held: 0, spent: 0 }
    for (const step of steps) {
      if (step.kind === 'topUp') {
        await db.write((tx) => topUp(tx, { accountId: owner.accountId, amount: step.amount, at: NOW, ...BY_TEST }))
        model.available += step.amount
      } else if (step.kind === 'submit') {
        const id = await submit(db, owner, step.price)
        assert.equal(id !== undefined, step.price <= model.available)
        if (id === undefined) continue
        open.push({ id, price: step.price })
        model.available -= step.price
        model.held += step.price
      } else if (open.length > 0) {
        const [task] = open.splice(step.pick % open.length, 1)
        if (task === undefined) continue
        const cost = step.state === 'completed' ? Math.floor((task.price * step.share) / 4) : 0
        await db.write((tx) => end(tx, owner, { id: task.id, state: step.state, cost }))
        model.available += task.price - cost
        model.held -= task.price
        model.spent += cost
      }
    }
    assert.deepEqual(await sums(db, owner), { ...model, keySpent: model.spent })
    assert.ok(model.available >= 0)
    assert.deepEqual(await problems(db), [])
  }
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 1000 }), happenings, run), { seed: 1, numRuns: 40 })
})

test('submits and settlings that all happen at once leave the ledger exact and no balance negative', async (context) => {
  const { db } = await openOwnDatabase(context)
  const prices = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 30 })
  const run = async (balance: number, asked: readonly number[]) => {
    const owner = await newOwner(db, balance)
    const both = asked.map(async (price) => {
      const id = await submit(db, owner, price)
      const cost = price % 2 === 0 ? price : 0
      const state = cost === 0 ? 'failed' : 'completed'
      // Two that want to settle the same task: one must find nothing left to do.
      const twice = id === undefined ? [] : [1, 2].map(() => db.write((tx) => end(tx, owner, { id, state, cost })))
      return {
        settled: (await Promise.allSettled(twice)).filter(({ status }) => status === 'fulfilled').length,
        id,
        cost,
      }
    })
    const done = await Promise.all(both)
    for (const { settled, id } of done) assert.equal(settled, id === undefined ? 0 : 1)
    const spent = done.reduce((sum, { id, cost }) => sum + (id === undefined ? 0 : cost), 0)
    assert.deepEqual(await sums(db, owner), { available: balance - spent, held: 0, spent, keySpent: spent })
    assert.ok(balance - spent >= 0)
    assert.deepEqual(await problems(db), [])
  }
  await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: 2000 }), prices, run), { seed: 1, numRuns: 25 })
})
