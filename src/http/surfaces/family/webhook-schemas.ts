import { z } from 'zod'

const unixSeconds = z.int().meta({ description: 'Unix seconds.' })

/** What became of telling a task's webhook. */
export const webhookData = z.object({
  task_id: z.string(),
  url: z
    .string()
    .nullable()
    .meta({ description: 'Where the status is posted to; null where the task names no webhook.' }),
  status: z.enum(['none', 'pending', 'waiting', 'delivered', 'failed']).meta({
    description:
      'none: no webhook was asked for. pending: the task has not ended. waiting: a try is due, or under way.',
  }),
  next_try: unixSeconds
    .nullable()
    .meta({ description: 'When the next try is due; null: none is, or one is under way.' }),
  tries: z
    .array(
      z.object({
        at: unixSeconds,
        duration_ms: z.int(),
        status: z.int().nullable().meta({ description: 'The HTTP status of the answer; null: none came.' }),
        error: z.string().nullable().meta({ description: 'null: it was delivered.' }),
      }),
    )
    .meta({ description: 'Oldest first; the last 50.' }),
})

export const webhookAnswer = z.object({ code: z.literal(200), data: webhookData })

/** The longest that two secrets sign side by side: 90 days. */
const OVERLAP_SECONDS_MAX = 7_776_000

export const secretRotation = z.object({
  overlap_seconds: z
    .int()
    .min(0)
    .max(OVERLAP_SECONDS_MAX)
    .default(86_400)
    .meta({ description: 'For how long webhooks are signed with the secrets before it too.' }),
})

export const secretData = z.object({
  secret: z.string().meta({ description: 'The one in force: whsec_ and base64.' }),
  created_at: unixSeconds,
  previous: z
    .array(z.object({ created_at: unixSeconds, ends_at: unixSeconds }))
    .meta({ description: 'Secrets before it that still sign, until when.' }),
})

export const secretAnswer = z.object({ code: z.literal(200), data: secretData })
