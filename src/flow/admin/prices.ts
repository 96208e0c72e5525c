import { findPriceVersion, insertPriceBook, newestPriceVersion } from '../../db/price-books.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { showBook } from '../../domain/price-book.ts'
import type { PriceBook, PriceVersion } from '../../domain/price-book.ts'
import type { Flow } from '../context.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

/**
 * Puts a price book in force from the next submit on; tasks that were accepted keep their price. It must name every
 * model of the catalogue and no other. `ifVersion`: only if that is still the newest one, else price_book_changed.
 */
export function changePrices(
  flow: Pick<Flow, 'db' | 'catalogue'>,
  act: Act,
  change: { book: PriceBook; note: string; ifVersion: number | undefined },
): Promise<PriceVersion> {
  const { book, note, ifVersion } = change
  for (const { id } of flow.catalogue.models) {
    if (!Object.hasOwn(book.models, id)) throw new ReelgateError('field_required', { param: `models.${id}` })
  }
  const known = flow.catalogue.models.map(({ id }) => id)
  const unknown = Object.keys(book.models).find((id) => !known.includes(id))
  if (unknown !== undefined) {
    throw new ReelgateError('unknown_model', { param: 'models', values: { given: unknown, allowed: known } })
  }
  return flow.db.write(async (tx) => {
    const newest = await newestPriceVersion(tx)
    if (ifVersion !== undefined && ifVersion !== newest) {
      throw new ReelgateError('price_book_changed', { param: 'if_version', values: { version: newest } })
    }
    const before = await findPriceVersion(tx, newest)
    const price = { book, actor: act.actor, note, createdAt: act.at }
    const version = await insertPriceBook(tx, price)
    await record(tx, act, {
      action: 'prices.change',
      target: `price_book_${version}`,
      before: before === undefined ? null : { version: newest, ...showBook(before.book) },
      after: { version, ...showBook(book) },
      note,
    })
    return { version, ...price }
  })
}
