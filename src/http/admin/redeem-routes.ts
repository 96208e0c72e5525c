import type { Route } from '../route.ts'
import * as batches from './redeem-batches.ts'
import * as schemas from './redeem-schemas.ts'
import { one, page } from './schemas.ts'

const base = '/admin/v1/redeem-batches'
const admin = { admin: true, tag: 'admin' } as const
const batch = { ...admin, path: `${base}/{batch_id}`, errors: ['redeem_batch_not_found'] } as const

export const REDEEM_ROUTES: readonly Route[] = [
  {
    ...admin,
    method: 'GET',
    path: base,
    handler: batches.list,
    summary: 'Batches of redeem codes, newest first',
    query: schemas.batchesQuery,
    answers: { 200: page(schemas.batch) },
  },
  {
    ...admin,
    method: 'POST',
    path: base,
    handler: batches.create,
    summary: 'Make redeem codes; they are in this answer only',
    body: schemas.newBatch,
    answers: { 200: one(schemas.madeBatch) },
  },
  {
    ...batch,
    method: 'GET',
    handler: batches.get,
    summary: 'One batch, and what became of each of its codes',
    answers: { 200: one(schemas.batchWithCodes) },
  },
  {
    ...batch,
    method: 'POST',
    path: `${batch.path}/void`,
    handler: batches.voidAll,
    summary: 'Refuse every code of a batch that is not redeemed yet',
    answers: { 200: one(schemas.batch) },
  },
]
