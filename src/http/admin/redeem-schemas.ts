import { z } from 'zod'
import { BATCH_CODES_MAX } from '../../domain/redeem-code.ts'
import type { Expectation } from '../messages/template.ts'
import { usd } from '../usd-field.ts'
import { at, limit, money, note } from './schemas.ts'

export const newBatch = z.strictObject({
  count: z
    .int()
    .min(1)
    .max(BATCH_CODES_MAX)
    .meta({ description: `1 to ${BATCH_CODES_MAX}.` }),
  amount: usd
    .refine((micros) => micros > 0, 'more_than_0' satisfies Expectation)
    .meta({ description: 'USD that each code is worth, best as text.', examples: ['10'] }),
  expires_at: z.int().min(0).nullable().default(null).meta({ description: 'Unix seconds; null: never.' }),
  note: note.default(''),
})

export const batchesQuery = z.object({ limit, after: z.string().optional() })

export const batch = z.object({
  id: z.string(),
  amount: money.meta({ description: 'USD that each code is worth.' }),
  count: z.int(),
  redeemed: z.int().meta({ description: 'How many of them were redeemed.' }),
  note: z.string(),
  expires_at: at.nullable(),
  voided_at: at.nullable(),
  actor: z.string(),
  created_at: at,
})

export const madeBatch = batch.extend({
  codes: z.array(z.string()).meta({ description: 'The codes, shown this once.' }),
})

export const batchWithCodes = batch.extend({
  codes: z.array(
    z.object({
      id: z.string().meta({ description: 'The reference of its ledger entry.' }),
      prefix: z.string(),
      redeemed_at: at.nullable(),
      account_id: z.string().nullable(),
    }),
  ),
})
