import { z } from 'zod'
import type { Expectation } from './messages/template.ts'
import { USAGE_GROUPS } from '../db/usage.ts'
import type { UsageGroup } from '../db/usage.ts'

/** What is asked about usage and what is heard, by callers about themselves and by administrators about all. */

const date = z.iso.date()

/** `day, model` -> `['day', 'model']` */
export const groupNames = (text: string) => text.split(',').map((name) => name.trim())

const groupBy = (allowed: readonly UsageGroup[]) =>
  z
    .string()
    .default('day')
    .refine((text) => groupNames(text).every((name) => allowed.some((group) => group === name)), {
      message: 'some_of' satisfies Expectation,
      params: { allowed },
    })
    .meta({ description: `Some of ${allowed.join(', ')}, with commas.`, examples: ['day,model'] })

const dates = {
  from: date.optional().meta({ description: 'First date. Default: 30 days with `to`.' }),
  to: date.optional().meta({ description: 'Last date, counted too. Default: today. At most 366 days.' }),
  timezone: z
    .string()
    .min(1)
    .default('UTC')
    .meta({ description: 'IANA name.', examples: ['Asia/Shanghai'] }),
}
const format = z.enum(['json', 'csv']).optional().meta({ description: 'Default: as Accept says, else json.' })

const OWN_GROUPS = USAGE_GROUPS.filter((group) => group !== 'account')

export const usageQuery = z.object({ ...dates, group_by: groupBy(OWN_GROUPS), format })

export const usageOfAllQuery = z.object({
  ...dates,
  group_by: groupBy(USAGE_GROUPS),
  account_id: z.string().optional().meta({ description: 'Of this account alone.' }),
  format,
})

const sums = {
  tasks: z.int().meta({ description: 'All that ended.' }),
  completed: z.int().meta({ description: 'Those with a video.' }),
  cost: z.number().meta({ description: 'USD captured; failed and refunded work is in it with nothing.' }),
  credits_cost: z.number(),
}

const rowFields = {
  day: z.string().optional(),
  model: z.string().nullable().optional(),
  key_id: z.string().optional(),
  status: z.enum(['completed', 'failed', 'cancelled']).optional(),
  ...sums,
}

const answer = <Row extends z.ZodType, Group extends UsageGroup>(row: Row, groups: readonly Group[]) =>
  z.object({
    code: z.literal(200),
    data: z.object({
      from: z.string(),
      to: z.string(),
      timezone: z.string(),
      group_by: z.array(z.enum(groups)),
      rows: z.array(row),
      total: z.object(sums),
    }),
  })

export const usageAnswer = answer(z.object(rowFields), OWN_GROUPS)
export const usageOfAllAnswer = answer(z.object({ ...rowFields, account_id: z.string().optional() }), USAGE_GROUPS)
