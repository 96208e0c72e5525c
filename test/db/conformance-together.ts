import assert from 'node:assert/strict'
import { together } from '../../src/lib/together.ts'
import { INSERT, insert, numbers, testsOf } from './conformance.ts'
import type { OpenDatabase } from './conformance.ts'

/** What holds where a work does not wait for the answer to one statement before it calls the next. */
export function testTogether(driver: string, open: OpenDatabase): void {
  const testOn = testsOf(driver, open)
  testOn(
    'statements called at once run in their order, and a failed one takes back its own work alone',
    async ({ db }) => {
      const rename = 'UPDATE account SET name = ? WHERE id = ?'
      const outcomes = await Promise.allSettled(
        numbers(30).map((index) =>
          db.write(async (tx) => {
            const id = `a${index}`
            const answers = await together([
              tx.run(INSERT, [id, id]),
              // The same id a second time, in every third work.
              index % 3 === 1 ? tx.run(INSERT, [id, 'other']) : 0,
              tx.run(rename, [`first ${index}`, id]),
              tx.run(rename, [`last ${index}`, id]),
              tx.get<{ name: string }>('SELECT name FROM account WHERE id = ?', [id]),
            ])
            if (index % 3 === 2) throw new Error(`no ${index}`)
            return answers
          }),
        ),
      )
      for (const [index, outcome] of outcomes.entries()) {
        const answers = [1, 0, 1, 1, { name: `last ${index}` }]
        if (index % 3 === 0) assert.deepEqual(outcome, { status: 'fulfilled', value: answers })
        else assert.match(String(Reflect.get(outcome, 'reason')), index % 3 === 1 ? /unique/i : /no \d+/)
      }
      const kept = await db.read.all<{ name: string }>('SELECT name FROM account', [])
      assert.deepEqual(
        kept.map(({ name }) => name).sort(),
        numbers(10)
          .map((n) => `last ${n * 3}`)
          .sort(),
      )
    },
  )

  testOn('a work that ends before its statements are answered is not mixed up with the next', async ({ db }) => {
    const unheeded: Promise<unknown>[] = []
    const outcomes = await Promise.allSettled([
      db.write(async (tx) => {
        unheeded.push(tx.run(INSERT, ['lost', 'lost']), tx.run(INSERT, ['lost', 'again']))
        for (const one of unheeded) one.catch(() => {})
        throw new Error('enough')
      }),
      insert(db, 'kept'),
    ])
    assert.match(String(Reflect.get(outcomes[0], 'reason')), /enough/)
    assert.deepEqual(outcomes[1], { status: 'fulfilled', value: 1 })
    assert.deepEqual(
      (await Promise.allSettled(unheeded)).map(({ status }) => status),
      ['fulfilled', 'rejected'],
    )
    assert.deepEqual(await db.read.all('SELECT id FROM account', []), [{ id: 'kept' }])
  })

  testOn('a statement that comes after its work has ended is refused', async ({ db }) => {
    const { promise: next, resolve: goOn } = Promise.withResolvers<void>()
    let late: Promise<unknown> | undefined
    const first = db.write(async (tx) => {
      late = next.then(() => tx.run(INSERT, ['late', 'late']))
      late.catch(() => {})
    })
    const second = db.write(async (tx) => {
      goOn()
      await assert.rejects(late ?? Promise.resolve(), /after its work had ended/)
      await tx.run(INSERT, ['kept', 'kept'])
    })
    await Promise.all([first, second])
    assert.deepEqual(await db.read.all('SELECT id FROM account', []), [{ id: 'kept' }])
  })
}
