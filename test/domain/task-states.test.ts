import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Database } from '../../src/db/database.ts'
import { changeTask, findTask, moveTask } from '../../src/db/tasks.ts'
import { canMove, ForbiddenMove, isFinal, PUBLIC_STATUS, statesOf, TASK_STATES } from '../../src/domain/task.ts'
import type { PublicStatus, TaskState } from '../../src/domain/task.ts'
import { addTask, newOwner, openOwnDatabase } from '../harness/database.ts'

/** Written out a second time on purpose: a slip in the program's own table must not pass. */
const ALLOWED: Readonly<Record<TaskState, readonly TaskState[]>> = {
  submitted: ['starting', 'pending', 'failed', 'cancelled'],
  pending: ['starting', 'failed', 'cancelled'],
  starting: ['running', 'pending', 'unresolved', 'failed'],
  running: ['storing', 'failed', 'cancelled'],
  storing: ['completed', 'failed'],
  unresolved: ['failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
}

const STATUS: Readonly<Record<PublicStatus, readonly TaskState[]>> = {
  submitted: ['submitted'],
  pending: ['pending'],
  processing: ['starting', 'running', 'storing', 'unresolved'],
  completed: ['completed'],
  failed: ['failed'],
  cancelled: ['cancelled'],
}

const states = Object.keys(ALLOWED) as TaskState[]

async function taskIn(db: Database, state: TaskState): Promise<string> {
  const owner = await newOwner(db)
  return db.write(async (tx) => {
    const id = await addTask(tx, owner)
    await tx.run('UPDATE task SET state = ? WHERE id = ?', [state, id])
    return id
  })
}

test('every pair of states', async (context) => {
  const { db } = await openOwnDatabase(context)
  for (const from of states) {
    for (const to of states) {
      const allowed = ALLOWED[from].includes(to)
      await context.test(`a task ${allowed ? 'may' : "can't"} go from ${from} to ${to}`, async () => {
        const id = await taskIn(db, from)
        const before = await findTask(db.read, id)
        const moving = db.write((tx) => moveTask(tx, { id, state: from }, to, { progress: 50 }))
        assert.equal(canMove(from, to), allowed)
        if (allowed) {
          await moving
          assert.deepEqual(await findTask(db.read, id), { ...before, state: to, progress: 50 })
        } else {
          await assert.rejects(moving, ForbiddenMove)
          assert.deepEqual(await findTask(db.read, id), before)
        }
      })
    }
  }
})

test('the three ends are final and nothing else is', () => {
  assert.deepEqual(states.filter(isFinal), ['completed', 'failed', 'cancelled'])
  assert.deepEqual([...TASK_STATES].sort(), [...states].sort())
})

for (const [status, inside] of Object.entries(STATUS) as [PublicStatus, TaskState[]][]) {
  test(`a caller's ${status} stands for ${inside.join(', ')}`, () => {
    assert.deepEqual(statesOf(status), inside)
    for (const state of inside) assert.equal(PUBLIC_STATUS[state], status)
  })
}

test('a move from a state that the task has left since is refused and changes nothing', async (context) => {
  const { db } = await openOwnDatabase(context)
  const id = await taskIn(db, 'running')
  const before = await findTask(db.read, id)
  await assert.rejects(
    db.write((tx) => moveTask(tx, { id, state: 'submitted' }, 'starting', { progress: 7 })),
    /is no longer submitted/,
  )
  assert.deepEqual(await findTask(db.read, id), before)
})

test('progress in the row never goes back', async (context) => {
  const { db } = await openOwnDatabase(context)
  const id = await taskIn(db, 'running')
  for (const [progress, seen] of [
    [50, 50],
    [10, 50],
    [51, 51],
  ] as const) {
    await db.write((tx) => changeTask(tx, id, { progress }))
    assert.equal((await findTask(db.read, id))?.progress, seen)
  }
})

test("a provider's token of any JSON shape comes back as it was given", async (context) => {
  const { db } = await openOwnDatabase(context)
  const id = await taskIn(db, 'running')
  const tokens = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as never),
  )
  await fc.assert(
    fc.asyncProperty(tokens, async (token) => {
      await db.write((tx) => changeTask(tx, id, { token }))
      assert.deepEqual((await findTask(db.read, id))?.token, token)
    }),
    { seed: 1, numRuns: 100, examples: [['projects/p/operations/1'], [''], [0], [true], [['a']], [null]] as never },
  )
})
