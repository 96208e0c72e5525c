import { z } from 'zod'

/** What callers ask about their money, and what they hear. */

const usd = z.number().meta({ description: 'USD' })
const at = z.int().meta({ description: 'Unix seconds.' })

/** Longer than any code, however it is spaced. */
const CODE_TYPED_MAX = 100

export const redeemBody = z.object({
  code: z
    .string()
    .min(1)
    .max(CODE_TYPED_MAX)
    .meta({ description: 'Letter case, spaces and dashes do not matter.', examples: ['RGC-ABCDE-FGHIJ-...'] }),
})

export const redeemAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    amount: usd.meta({ description: 'USD that were added.' }),
    balance: usd.meta({ description: 'USD that the account has now.' }),
  }),
})

export const taskLedgerAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    task_id: z.string(),
    price: usd.meta({ description: 'USD that it was quoted, and that were held for it.' }),
    cost: usd.meta({ description: 'USD that were captured; 0 until the end, and after a refund.' }),
    entries: z
      .array(
        z.object({
          kind: z.enum(['hold', 'capture', 'release']),
          amount: usd,
          key_id: z.string(),
          at,
        }),
      )
      .meta({ description: 'All money that moved for it, in order. Capture and release add up to the hold.' }),
  }),
})
