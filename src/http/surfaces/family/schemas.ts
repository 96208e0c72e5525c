import { z } from 'zod'
import {
  ASPECT_RATIOS,
  DURATIONS,
  PERSON_GENERATION,
  RESIZE_MODES,
  RESOLUTIONS,
  SAMPLES_MAX,
  SEED_MAX,
} from '../../../domain/video-request.ts'

/** These schemas check what comes in, and the OpenAPI document is made from them; there is no second description. */

/** Most tasks on one page of a list. */
export const LIST_LIMIT_MAX = 100

/** What browsers and proxies take as an address, and the longest language tag there may be with room to spare. */
export const WEBHOOK_CHARACTERS_MAX = 2048
export const LANGUAGE_CHARACTERS_MAX = 100

const image = z.string().min(1)

export const submitBody = z.object({
  model: z
    .string()
    .min(1)
    .meta({ description: 'A model id or alias from GET /v1/models.', examples: ['veo3.1-fast-official'] }),
  prompt: z
    .string()
    .min(1)
    .meta({
      description: 'What to show. 1 to 4,000 characters after trimming (the model may set another limit).',
      examples: ['a golden retriever running on the beach, sunset, cinematic'],
    }),
  negative_prompt: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'What to leave out. The same length rule as prompt.' }),
  duration: z
    .literal(DURATIONS)
    .default(8)
    .meta({ type: 'integer', description: 'Seconds. A bare number, no quotes.' }),
  aspect_ratio: z.enum(ASPECT_RATIOS).default('16:9'),
  resolution: z.enum(RESOLUTIONS).default('720p').meta({ description: 'Any letter case is accepted.' }),
  first_frame_image: image.optional().meta({
    description: 'http(s) address, a link from POST /v1/uploads/images, or a data: URL. Makes it image-to-video.',
  }),
  last_frame_image: image.optional().meta({ description: 'Only together with first_frame_image.' }),
  seed: z
    .int()
    .min(0)
    .max(SEED_MAX)
    .optional()
    .meta({ description: 'Random, stored and reported when left out. 0 is a real seed.' }),
  sample_count: z.int().min(1).max(SAMPLES_MAX).default(1),
  generate_audio: z.boolean().default(false),
  person_generation: z.enum(PERSON_GENERATION).default('allow_adult'),
  resize_mode: z
    .enum(RESIZE_MODES)
    .default('pad')
    .meta({ description: 'How a picture meets the frame; without effect in text-to-video.' }),
  enhance_prompt: z.boolean().default(true).meta({ description: 'Only true; leave it out.' }),
  size: z.string().optional().meta({ description: 'Alias of aspect_ratio where it is a ratio.' }),
  image_urls: z.array(image).optional().meta({ description: 'Alias: first frame, last frame.' }),
  image_with_roles: z
    .array(z.object({ url: image, role: z.enum(['first_frame', 'last_frame']) }))
    .optional()
    .meta({ description: 'Alias: pictures with their roles.' }),
  webhook: z
    .string()
    .max(WEBHOOK_CHARACTERS_MAX)
    .optional()
    .meta({ description: 'Base URL: when the task has ended, its status is posted to <webhook>/callback.' }),
  language: z
    .string()
    .max(LANGUAGE_CHARACTERS_MAX)
    .optional()
    .meta({ description: 'Language of what the webhook is told: zh, en, ja, ko.' }),
})

const statusName = z.enum(['submitted', 'pending', 'processing', 'completed', 'failed', 'cancelled'])
const unixSeconds = z.int().meta({ description: 'Unix seconds.' })

export const submitAnswer = z.object({
  code: z.literal(200),
  data: z.array(z.object({ status: z.literal('submitted'), task_id: z.string() })).length(1),
})

export const versionedSubmitAnswer = z.object({
  code: z.literal(202),
  request_id: z.string(),
  data: z.object({ id: z.string(), object: z.literal('generation.task'), status: statusName, poll_url: z.url() }),
})

const taskProblem = z.object({
  code: z.int().meta({ description: 'The HTTP status that such an error would have.' }),
  message: z.string(),
  type: z.string(),
})

export const taskData = z.object({
  id: z.string(),
  status: statusName,
  progress: z.int().min(0).max(100).meta({ description: 'Never goes back; 100 at the end.' }),
  created: unixSeconds,
  completed: unixSeconds.optional(),
  estimated_time: z.int().meta({ description: 'Seconds, a guess.' }),
  actual_time: z.int().optional().meta({ description: 'completed - created.' }),
  cost: z.number().meta({ description: 'USD really charged; 0 until the end and after a refund.' }),
  credits_cost: z.number(),
  model: z.string(),
  seed: z.int(),
  cancel_requested: z.literal(true).optional().meta({ description: 'A cancel is under way; see the money rule.' }),
  result: z
    .object({
      videos: z.array(
        z.object({
          url: z.array(z.url()).meta({ description: 'Always an array: one link for each sample.' }),
          expires_at: unixSeconds,
          expired: z.literal(true).optional().meta({ description: 'The files are gone; the links answer 410.' }),
        }),
      ),
    })
    .optional(),
  error: taskProblem.optional().meta({ description: 'Why a failed task failed.' }),
  warning: taskProblem.optional().meta({ description: 'Why a completed task has fewer videos than asked for.' }),
})

export const taskAnswer = z.object({ code: z.literal(200), data: taskData })
export const taskListAnswer = z.object({
  code: z.literal(200),
  data: z.array(taskData),
  has_more: z.boolean().meta({ description: 'Ask again with after = id of the last task.' }),
})

/** A query is text. */
const seconds = z.coerce.number().int().min(0).max(99_999_999_999)

export const listQuery = z.object({
  status: statusName.optional(),
  limit: z.int().min(1).max(LIST_LIMIT_MAX).default(20),
  after: z.string().optional().meta({ description: 'Id of the last task of the page before.' }),
  model: z.string().optional().meta({ description: 'Only tasks of this model, by id or alias.' }),
  from: seconds.optional().meta({ description: 'Only tasks created at or after this moment, in Unix seconds.' }),
  to: seconds.optional().meta({ description: 'Only tasks created before this moment, in Unix seconds.' }),
})

/** Longest that a status is waited for; proxies commonly give up after 60 s. */
export const WAIT_SECONDS_MAX = 60

export const taskQuery = z.object({
  wait: z.int().min(0).max(WAIT_SECONDS_MAX).default(0).meta({
    description: 'Seconds to wait for a change before the answer. A task that has ended is answered at once.',
  }),
})

export const uploadAnswer = z.object({
  url: z.url(),
  filename: z.string(),
  content_type: z.string(),
  bytes: z.int(),
  created_at: unixSeconds,
})

export const balanceAnswer = z.object({
  success: z.literal(true),
  remain_balance: z.number().meta({ description: 'USD; -1 where unlimited.' }),
  remain_credits: z.number(),
  used_balance: z.number(),
  used_credits: z.number(),
  unlimited_quota: z.boolean(),
})

const usd = z.number().meta({ description: 'USD.' })

export const quoteAnswer = z.object({
  code: z.literal(200),
  data: z.object({
    model: z.string(),
    cost: usd.meta({ description: 'USD for all videos: what a submit would set aside.' }),
    credits_cost: z.number(),
    price_version: z.int().meta({ description: 'The price book it comes from; the task of a submit keeps its own.' }),
    details: z.object({
      usd_per_second: usd,
      ratio: z.number().meta({ description: "The factor of the account's group." }),
      seconds: z.int(),
      sample_count: z.int(),
      resolution: z.enum(RESOLUTIONS),
      generate_audio: z.boolean(),
    }),
    sufficient_balance: z.boolean().meta({ description: 'Whether the account can pay it now.' }),
  }),
})

export const modelAnswer = z.object({
  id: z.string(),
  object: z.literal('model'),
  created: unixSeconds,
  owned_by: z.string(),
})
export const modelListAnswer = z.object({ object: z.literal('list'), data: z.array(modelAnswer) })

export const problemAnswer = z.object({
  error: z.object({
    code: z.int().meta({ description: 'The HTTP status.' }),
    message: z.string(),
    type: z.string(),
    param: z.string().optional().meta({ description: 'The field at fault.' }),
    recharge_url: z.string().optional().meta({ description: 'Where to top up, with a 402, if the operator says so.' }),
  }),
})
