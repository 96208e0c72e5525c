import type { z } from 'zod'
import { listBatches, listCodes } from '../../db/redeem-codes.ts'
import type { RedeemBatch } from '../../db/redeem-codes.ts'
import { toUsd } from '../../domain/money.ts'
import { batchById, createBatch, voidBatch } from '../../flow/admin/redeem-batches.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import { readBody } from '../read-body.ts'
import { readQuery } from '../read-query.ts'
import { actOf } from './authorise-admin.ts'
import { seconds } from './present.ts'
import * as schemas from './redeem-schemas.ts'

const idOf = (c: HttpContext) => c.req.param('batch_id') ?? ''

const showBatch = (batch: RedeemBatch): z.infer<typeof schemas.batch> => ({
  id: batch.id,
  amount: toUsd(batch.amount),
  count: batch.count,
  redeemed: batch.redeemed,
  note: batch.note,
  expires_at: seconds(batch.expiresAt),
  voided_at: seconds(batch.voidedAt),
  actor: batch.actor,
  created_at: toUnixSeconds(batch.createdAt),
})

export async function list(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const { limit, after } = readQuery(c, schemas.batchesQuery)
  const found = await listBatches(flow.db.read, after, limit + 1)
  return c.json({ code: 200, data: found.slice(0, limit).map(showBatch), has_more: found.length > limit })
}

export async function create(c: HttpContext, services: HttpServices): Promise<Response> {
  const { expires_at: expires, ...rest } = await readBody(c, services, schemas.newBatch)
  const wanted = { ...rest, expiresAt: expires === null ? null : expires * 1000 }
  const { batch, codes } = await createBatch(services.flow.db, actOf(c, services), wanted)
  return c.json({ code: 200, data: { ...showBatch(batch), codes } })
}

export async function get(c: HttpContext, { flow }: HttpServices): Promise<Response> {
  const batch = await batchById(flow.db.read, idOf(c))
  const codes = (await listCodes(flow.db.read, batch.id)).map(({ id, prefix, redeemedAt, accountId }) => ({
    id,
    prefix,
    redeemed_at: seconds(redeemedAt),
    account_id: accountId,
  }))
  return c.json({ code: 200, data: { ...showBatch(batch), codes } })
}

export async function voidAll(c: HttpContext, services: HttpServices): Promise<Response> {
  return c.json({ code: 200, data: showBatch(await voidBatch(services.flow.db, actOf(c, services), idOf(c))) })
}
