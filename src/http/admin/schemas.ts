import { z } from 'zod'
import { SCOPES } from '../../domain/account.ts'
import { parseUsd } from '../../domain/money.ts'
import { groupName, priceBookBody } from '../../domain/price-book.ts'
import { TASK_STATES } from '../../domain/task.ts'
import type { TaskState } from '../../domain/task.ts'
import type { Expectation } from '../messages/template.ts'
import { usd } from '../usd-field.ts'

/** Bodies are strict here: a field that is misspelt must not pass for a bound that was set. */

const NAME_CHARACTERS_MAX = 100
const NOTE_CHARACTERS_MAX = 500
const PAGE_MAX = 200

/** As `usd`, with a sign. */
const signedUsd = z
  .unknown()
  .transform((given, context) => {
    const text = typeof given === 'number' || typeof given === 'string' ? String(given).trim() : ''
    const micros = parseUsd(text.replace(/^[-+]/, ''))
    if (micros === undefined || micros === 0) {
      context.addIssue({ code: 'custom', message: 'usd_change' satisfies Expectation })
    }
    return (micros ?? 0) * (text.startsWith('-') ? -1 : 1)
  })
  .meta({ description: 'USD with a sign, best as text: "-2.5".', examples: ['-2.5'] })

const name = z.string().trim().min(1).max(NAME_CHARACTERS_MAX)
export const note = z.string().trim().max(NOTE_CHARACTERS_MAX)
const count = (max: number) => z.int().min(1).max(max).nullable()
const perMinute = count(10_000_000)

const accountSettings = {
  name,
  group: groupName,
  unlimited: z.boolean(),
  submits_per_minute: perMinute.meta({ description: 'Over all keys together; null: no limit.' }),
  tasks_max: count(1_000_000).meta({ description: 'Most unfinished tasks at a time; null: no limit.' }),
}

export const newAccount = z.strictObject({
  ...accountSettings,
  group: groupName.optional(),
  unlimited: z.boolean().default(false),
  balance: usd.optional().meta({ description: 'USD to begin with.' }),
  submits_per_minute: accountSettings.submits_per_minute.default(null),
  tasks_max: accountSettings.tasks_max.default(null),
})

export const accountChange = z.strictObject(accountSettings).partial()

export const topUpBody = z.strictObject({
  amount: usd,
  note: note.optional(),
  reference: z.string().trim().min(1).max(200).optional().meta({
    description: 'Of the payment behind it. The same reference is booked once only.',
  }),
})

export const adjustmentBody = z.strictObject({ amount: signedUsd, reason: note.min(3) })

export const erasure = z.strictObject({
  confirm: z.string().meta({ description: "The account's name: what goes can't be brought back." }),
})

export const erased = z.object({
  account_id: z.string(),
  keys_revoked: z.int(),
  tasks_unfinished: z.int().meta({ description: 'They are erased as they end.' }),
  log_empty: z
    .boolean()
    .meta({ description: "false: what was erased leaves the database's log as the server goes on." }),
})

const KEY_MODELS = 'Models it may use, by id or alias; null: all.'

const keySettings = {
  name: z.string().trim().max(NAME_CHARACTERS_MAX),
  scopes: z.array(z.enum(SCOPES)).min(1).nullable(),
  models: z.array(z.string().min(1)).min(1).nullable().meta({ description: KEY_MODELS }),
  ip_ranges: z.array(z.string().min(1)).min(1).max(100).nullable(),
  expires_at: z.int().min(0).nullable().meta({ description: 'Unix seconds.' }),
  spend_max: usd.nullable(),
  spend_day_max: usd.nullable().meta({ description: 'For the tasks submitted on one day (UTC).' }),
  tasks_max: count(1_000_000),
  submits_per_minute: perMinute,
  polls_per_minute: perMinute,
}

export const keyBody = z.strictObject(keySettings).partial()

/** The longest overlap of two keys: 90 days. */
const OVERLAP_SECONDS_MAX = 7_776_000

export const rotation = z.strictObject({
  overlap_seconds: z.int().min(0).max(OVERLAP_SECONDS_MAX).default(86_400),
})

export const pricesBody = z.strictObject({
  book: priceBookBody,
  note: note.default(''),
  if_version: z.int().min(1).optional().meta({ description: 'Only if this is still the version in force.' }),
})

export const reasonBody = z.strictObject({ reason: note.min(3) })

export const limit = z.int().min(1).max(PAGE_MAX).default(50)

export const accountsQuery = z.object({ limit, after: z.string().optional() })
export const newestFirstQuery = z.object({ limit, before: z.coerce.number().int().optional() })
export const auditQuery = newestFirstQuery.extend({ target: z.string().optional() })
export const tasksQuery = z.object({
  limit,
  after: z.string().optional(),
  account_id: z.string().optional(),
  state: z.enum(TASK_STATES as [TaskState, ...TaskState[]]).optional(),
})

export const at = z.int().meta({ description: 'Unix seconds.' })
export const money = z.number().meta({ description: 'USD.' })

export const account = z.object({
  id: z.string(),
  ...accountSettings,
  name: z.string(),
  group: z.string(),
  balance: money,
  held: money,
  used: money,
  open_tasks: z.int(),
  created_at: at,
  erased_at: at.nullable(),
})

export const key = z.object({
  id: z.string(),
  account_id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.string()).nullable(),
  models: z.array(z.string()).nullable().meta({ description: KEY_MODELS }),
  ip_ranges: z.array(z.string()).nullable(),
  expires_at: at.nullable(),
  spend_max: money.nullable(),
  spend_day_max: money.nullable(),
  tasks_max: z.int().nullable(),
  submits_per_minute: z.int().nullable(),
  polls_per_minute: z.int().nullable(),
  used: money,
  held: money,
  open_tasks: z.int(),
  created_at: at,
  last_used_at: at.nullable(),
  revoked_at: at.nullable(),
  replaces: z.string().nullable(),
})

export const madeKey = key.extend({ key: z.string().meta({ description: 'The secret, shown this once.' }) })

export const entry = z.object({
  id: z.int(),
  kind: z.enum(['top_up', 'hold', 'capture', 'release', 'adjust']),
  amount: money,
  task_id: z.string().nullable(),
  key_id: z.string().nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  at,
})

export const priceVersion = z.object({
  version: z.int(),
  book: z.object({
    models: z.record(z.string(), z.unknown()),
    ratio: z.string(),
    group_ratios: z.record(z.string(), z.string()),
  }),
  actor: z.string(),
  note: z.string(),
  created_at: at,
})

export const task = z.object({
  id: z.string(),
  account_id: z.string(),
  key_id: z.string(),
  state: z.enum(TASK_STATES as [TaskState, ...TaskState[]]),
  model: z.string(),
  provider: z.string(),
  progress: z.int(),
  price: money,
  cost: money,
  price_version: z.int().nullable(),
  start_attempts: z.int(),
  failure: z
    .object({
      code: z.string().meta({ description: 'A code of the list of errors.' }),
      operator_text: z.string().nullable(),
    })
    .nullable(),
  created_at: at,
  started_at: at.nullable(),
  ended_at: at.nullable(),
  content_removed_at: at
    .nullable()
    .meta({ description: 'When its prompt and all else that its caller wrote were removed.' }),
})

export const taskStory = task.extend({
  user_id: z.string().nullable().meta({ description: 'Who submitted it in the console; null: it came by a key.' }),
  request: z.record(z.string(), z.unknown()),
  provider_token: z.unknown().meta({ description: "The provider's own handle of the work." }),
  entries: z.array(entry).meta({ description: 'All money that moved for it, in order.' }),
})

export const route = z.object({
  provider: z.string(),
  breaker: z.enum(['closed', 'open', 'half-open']),
  capacity: z.number().nullable().meta({ description: 'Most tasks it takes at a time; null: no limit.' }),
  starts_per_minute: z.number().nullable(),
  starts_used: z
    .int()
    .nullable()
    .meta({ description: 'Starts that count against it at this moment; null: there is no limit.' }),
  models: z
    .array(z.object({ model: z.string(), order: z.number(), weight: z.number() }))
    .meta({ description: 'The models that go by it.' }),
})

export const auditEntry = z.object({
  id: z.int(),
  at,
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  before: z.unknown().meta({ description: 'How it was before.' }),
  after: z.unknown().meta({ description: 'How it was afterwards.' }),
  note: z.string(),
})

const age = z.int().nullable().meta({ description: 'Seconds; null: nothing waits.' })

export const queue = z.object({
  unfinished: z.record(z.string(), z.int()).meta({ description: 'Tasks that have not ended, by state.' }),
  oldest_waiting_seconds: age,
  routes: z.array(z.object({ provider: z.string(), waiting: z.int(), running: z.int(), oldest_waiting_seconds: age })),
})

export const setting = z.object({
  name: z.string(),
  value: z.string().nullable().meta({ description: 'As it was written; a secret is `***`; null: not set.' }),
  source: z.enum(['env', 'file', 'default']),
  description: z.object({ en: z.string(), zh: z.string() }),
})

export const one = <T extends z.ZodType>(data: T) => z.object({ code: z.literal(200), data })
export const page = <T extends z.ZodType>(data: T) =>
  z.object({ code: z.literal(200), data: z.array(data), has_more: z.boolean() })
