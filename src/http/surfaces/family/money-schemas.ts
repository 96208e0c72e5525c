import { z } from 'zod'
import { MICROS_PER_USD } from '../../../domain/money.ts'
import type { Expectation } from '../../messages/template.ts'
import { usd } from '../../usd-field.ts'

/** What callers ask about their money, and what they hear. */

const money = z.number().meta({ description: 'USD.' })
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
    amount: money.meta({ description: 'USD that were added.' }),
    balance: money.meta({ description: 'USD that the account has now.' }),
  }),
})

export const checkoutBody = z.object({
  amount: usd
    .refine((micros) => micros % (MICROS_PER_USD / 100) === 0, 'whole_cents' satisfies Expectation)
    .meta({ description: 'USD to pay, at most two decimals, best as text.', examples: ['25'] }),
})

export const checkoutAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    id: z.string().meta({ description: "The payment service's own id of it." }),
    url: z.url().meta({ description: 'The page to pay on.' }),
    amount: money,
  }),
})

export const noticeBody = z
  .looseObject({ type: z.string().meta({ description: 'The kind of event.' }) })
  .meta({ description: 'An event as Stripe sends it.' })
export const noticeAnswer = z.object({ received: z.literal(true) })

export const taskLedgerAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    task_id: z.string(),
    price: money.meta({ description: 'USD that it was quoted, and that were held for it.' }),
    cost: money.meta({ description: 'USD that were captured; 0 until the end, and after a refund.' }),
    entries: z
      .array(
        z.object({
          kind: z.enum(['hold', 'capture', 'release']),
          amount: money,
          key_id: z.string(),
          at,
        }),
      )
      .meta({ description: 'All money that moved for it, in order. Capture and release add up to the hold.' }),
  }),
})
