import { call, callData, withQuery } from './client.ts'
import type { ListPart } from './client.ts'

/** Codes that were made together, each worth the same; times are Unix seconds. */
export interface RedeemBatch {
  id: string
  /** USD that each code is worth. */
  amount: number
  count: number
  redeemed: number
  note: string
  expires_at: number | null
  voided_at: number | null
  actor: string
  created_at: number
}

interface NewRedeemBatch {
  count: number
  amount: string
  /** null: never. */
  expires_at: number | null
  note: string
}

export interface MadeRedeemBatch extends RedeemBatch {
  codes: string[]
}

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
