import { findPriceVersion } from '../../db/price-books.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { changePrices } from '../../flow/admin/prices.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { actOf } from './authorise-admin.ts'
import { showPrices } from './present.ts'
import { readBody } from '../read-body.ts'
import * as schemas from './schemas.ts'

export async function current(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  return c.json({ code: 200, data: showPrices(await flow.prices.get()) })
}

export async function version(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const number = Number(c.req.param('version'))
  const found = Number.isSafeInteger(number) ? await findPriceVersion(flow.db.read, number) : undefined
  if (found === undefined) throw new ReelgateError('not_found', { values: { method: c.req.method, path: c.req.path } })
  return c.json({ code: 200, data: showPrices(found) })
}

export async function change(c: HttpContext, services: HttpServices): Promise<Response> {
  const { book, note, if_version: ifVersion } = await readBody(c, services, schemas.pricesBody)
  const models = Object.fromEntries(
    Object.entries(book.models).map(([id, { with_audio: withAudio, silent }]) => [id, { withAudio, silent }]),
  )
  const whole = { models, ratio: book.ratio, groupRatios: book.group_ratios }
  const changed = await changePrices(services.flow, actOf(c, services), { book: whole, note, ifVersion })
  return c.json({ code: 200, data: showPrices(changed) })
}
