import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertPriceBook } from '../../src/db/price-books.ts'
import type { PriceBook } from '../../src/domain/price-book.ts'
import { CurrentPrices } from '../../src/flow/current-prices.ts'
import { NOW, openOwnDatabase, watched } from '../harness/database.ts'

const book: PriceBook = { models: {}, ratio: 1_000_000, groupRatios: {} }
const price = { book, actor: 'test', note: '', createdAt: NOW }

test('calls at the same moment look for the prices once; a change is seen by the next call', async (context) => {
  const { db } = await openOwnDatabase(context)
  const { seen, reads } = watched(db)
  const prices = new CurrentPrices(seen)
  const versions = async () => (await Promise.all([prices.get(), prices.get(), prices.get()])).map((one) => one.version)
  await db.write((tx) => insertPriceBook(tx, price))
  assert.deepEqual(await versions(), [1, 1, 1])
  assert.equal(reads.length, 2)
  await db.write((tx) => insertPriceBook(tx, price))
  assert.deepEqual(await versions(), [2, 2, 2])
  assert.equal(reads.length, 4)
})

test('a look for the prices that fails is not kept', async (context) => {
  const { db } = await openOwnDatabase(context)
  await db.write((tx) => insertPriceBook(tx, price))
  const { seen, failNext } = watched(db)
  const prices = new CurrentPrices(seen)
  failNext(new Error('away'))
  await assert.rejects(prices.get(), /away/)
  assert.equal((await prices.get()).version, 1)
})
