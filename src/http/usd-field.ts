import { z } from 'zod'
import { parseUsd } from '../domain/money.ts'
import type { Expectation } from './messages/template.ts'

/** An amount in USD, as text or as a number; inside it is micro-USD. */
export const usd = z
  .unknown()
  .transform((given, context) => {
    const text = typeof given === 'number' || typeof given === 'string' ? String(given) : ''
    const micros = parseUsd(text)
    if (micros === undefined) {
      context.addIssue({ code: 'custom', message: 'usd_amount' satisfies Expectation })
    }
    return micros ?? 0
  })
  .meta({ description: 'USD, best as text: "12.5".', examples: ['12.5'] })
