import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moveTask } from '../../src/db/tasks.ts'
import { hold, settle } from '../../src/ledger/ledger.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'
import { addTask, newOwner, NOW, openOwnDatabase, runUnchecked } from '../harness/database.ts'

/** One kind of damage: the SQL that does it, and what the report must say. `{open}`, `{done}`... name rows. */
interface Damage {
  title: string
  sql: string
  says: RegExp[]
}

const DAMAGES: readonly Damage[] = [
  {
    title: 'a balance that was changed by hand',
    sql: "UPDATE account SET available = available + 5 WHERE id = '{account}'",
    says: [/^account owner-\d+ \({account}\): available is 605 but its entries sum to 600$/],
  },
  {
    title: 'held money that no entry explains',
    sql: "UPDATE account SET held = held - 1 WHERE id = '{account}'",
    says: [/\({account}\): held is 99 but its entries sum to 100$/],
  },
  {
    title: 'spent money that no entry explains',
    sql: "UPDATE account SET spent = 0 WHERE id = '{account}'",
    says: [/\({account}\): spent is 0 but its entries sum to 300$/],
  },
  {
    title: "a key's spent sum that is wrong",
    sql: "UPDATE api_key SET spent = 7 WHERE id = '{key}'",
    says: [/^key {key}: spent is 7 but its entries sum to 300$/],
  },
  {
    title: "a key's held sum that is wrong",
    sql: "UPDATE api_key SET held = 7 WHERE id = '{key}'",
    says: [/^key {key}: held is 7 but its entries sum to 100$/],
  },
  {
    title: "a key's day that counts too little",
    sql: "UPDATE key_day SET amount = 0 WHERE key_id = '{key}'",
    says: [/^key {key}: day 20454 since 1970 counts 0 but its entries sum to 400$/],
  },
  {
    title: 'a count of unfinished tasks that is wrong',
    sql: "UPDATE account SET open_tasks = 3 WHERE id = '{account}'",
    says: [/^{account} counts 3 unfinished tasks but has 1 open holds$/],
  },
  {
    title: 'a task that ended with its hold still open',
    sql: "UPDATE task SET state = 'failed' WHERE id = '{open}'",
    says: [/^task {open} is failed but its hold is still open \(orphaned\)$/],
  },
  {
    title: 'a hold whose task is gone',
    sql: "DELETE FROM task WHERE id = '{open}'",
    says: [
      /^key {key}: day 20454 since 1970 counts 400 but its entries sum to 300$/,
      /^entry \d+: a hold of 100 belongs to no task of its account$/,
    ],
  },
  {
    title: 'a task without its hold',
    sql: "DELETE FROM ledger_entry WHERE task_id = '{open}'",
    says: [
      /\({account}\): available is 600 but/,
      /\({account}\): held is 100 but/,
      /^key {key}: held is 100 but its entries sum to 0$/,
      /^key {key}: day 20454 since 1970 counts 400 but its entries sum to 300$/,
      /^{account} counts 1 unfinished tasks but has 0 open holds$/,
      /^{key} counts 1 unfinished tasks but has 0 open holds$/,
      /^task {open} has no hold$/,
    ],
  },
  {
    title: 'a capture that is missing',
    sql: "DELETE FROM ledger_entry WHERE task_id = '{partly}' AND kind = 'capture'",
    says: [
      /\({account}\): held is 100 but/,
      /\({account}\): spent is 300 but its entries sum to 200$/,
      /^key {key}: spent is 300 but its entries sum to 200$/,
      /^key {key}: held is 100 but its entries sum to 200$/,
      /^task {partly}: captured 0 and released 100 do not add up to 200$/,
    ],
  },
  {
    title: 'a release that is missing',
    sql: "DELETE FROM ledger_entry WHERE task_id = '{partly}' AND kind = 'release'",
    says: [
      /\({account}\): available is 600 but/,
      /\({account}\): held is 100 but/,
      /^key {key}: held is 100 but its entries sum to 200$/,
      /^key {key}: day 20454 since 1970 counts 400 but its entries sum to 500$/,
      /^task {partly}: captured 100 and released 0 do not add up to 200$/,
    ],
  },
  {
    title: 'a task settled before its end',
    sql: "UPDATE task SET state = 'running' WHERE id = '{done}'",
    says: [/^task {done} is running but its hold is settled already$/],
  },
  {
    title: 'a task that failed and was charged all the same',
    sql: "UPDATE task SET state = 'failed' WHERE id = '{done}'",
    says: [/^task {done} is failed but 200 was captured$/],
  },
  {
    title: 'a task that shows another cost than was captured',
    sql: "UPDATE task SET cost = 1 WHERE id = '{done}'",
    says: [/^task {done} says it cost 1 but 200 was captured$/],
  },
  {
    title: 'a hold of another amount than the price',
    sql: "UPDATE task SET price = 101 WHERE id = '{open}'",
    says: [/^task {open} holds 100 but its price is 101$/],
  },
  {
    title: "an entry in another account's name",
    sql: "UPDATE ledger_entry SET account_id = '{other}' WHERE task_id = '{open}'",
    says: [
      /\({account}\): available is 600 but/,
      /\({account}\): held is 100 but/,
      /\({other}\): available is 1000 but/,
      /\({other}\): held is 0 but/,
      /^{account} counts 1 unfinished tasks but has 0 open holds$/,
      /^{other} counts 0 unfinished tasks but has 1 open holds$/,
      /^entry \d+: a hold of 100 belongs to no task of its account$/,
    ],
  },
]

for (const { title, sql, says } of DAMAGES) {
  test(`verify names ${title}, and nothing else`, async (context) => {
    const { db, dataDir } = await openOwnDatabase(context)
    const owner = await newOwner(db, 1000)
    const other = await newOwner(db, 1000)
    const held = async (price: number) =>
      db.write(async (tx) => {
        const id = await addTask(tx, owner, price)
        await hold(tx, { ...owner, taskId: id, at: NOW, acceptedAt: NOW }, price)
        return id
      })
    const complete = async (id: string, cost: number) =>
      db.write(async (tx) => {
        await moveTask(tx, { id, state: 'submitted' }, 'starting', {})
        await moveTask(tx, { id, state: 'starting' }, 'running', {})
        await moveTask(tx, { id, state: 'running' }, 'storing', {})
        await moveTask(tx, { id, state: 'storing' }, 'completed', { cost })
        await settle(tx, { ...owner, taskId: id, at: NOW, acceptedAt: NOW }, cost)
      })
    const [open, done, partly] = [await held(100), await held(200), await held(200)]
    await complete(done, 200)
    await complete(partly, 100)
    assert.deepEqual((await db.snapshot(verifyLedger)).problems, [])

    const named: Record<string, string> = { account: owner.accountId, key: owner.keyId, other: other.accountId }
    Object.assign(named, { open, done, partly })
    const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? name)
    assert.equal(await runUnchecked(dataDir, fill(sql)), 1)

    const report = await db.snapshot(verifyLedger)
    assert.equal(report.problems.length, says.length, report.problems.join('\n'))
    for (const pattern of says) {
      const wanted = new RegExp(fill(pattern.source))
      assert.ok(
        report.problems.some((problem) => wanted.test(problem)),
        `${wanted} in\n${report.problems.join('\n')}`,
      )
    }
  })
}
