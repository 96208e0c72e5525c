import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { MadeRedeemBatch, NewRedeemBatch, RedeemBatch } from './wire.ts'

const BASE = '/admin/v1/redeem-batches'

export const REDEEM_BATCHES = ['admin', 'redeem-batches']

/** Newest first. */
export const listBatches = (after?: RedeemBatch) =>
  call<ListPart<RedeemBatch>>('GET', withQuery(BASE, { after: after?.id, limit: 30 }))

/** The answer is the only one that ever holds the codes. */
export const createBatch = (body: NewRedeemBatch) => callData<MadeRedeemBatch>('POST', BASE, { body })

/** Refuses every code that is not redeemed yet. */
export const voidBatch = (id: string) =>
  callData<RedeemBatch>('POST', `${BASE}/${encodeURIComponent(id)}/void`, { body: {} })
