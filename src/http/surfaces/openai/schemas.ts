import { z } from 'zod'
import { SIZES } from './sizes.ts'

/** https://developers.openai.com/api/reference/resources/videos, and behind it what Veo can do besides. */
export const createBody = z.looseObject({
  prompt: z.string().min(1),
  model: z.string().optional().meta({ description: "A model's id, ours or Google's; the first of GET /v1/models." }),
  seconds: z
    .string()
    .optional()
    .meta({ description: '"4", "6" or "8"; "4" when left out.', examples: ['4'] }),
  size: z.enum(SIZES).optional().meta({ description: '720x1280 when left out, as on OpenAI’s page.' }),
  input_reference: z
    .union([z.string(), z.looseObject({ image_url: z.string() })])
    .optional()
    .meta({ description: 'The first frame: a file in a form; in JSON an address or a data: URL.' }),
  negative_prompt: z.string().optional(),
  seed: z.union([z.int(), z.string()]).optional(),
  generate_audio: z.union([z.boolean(), z.string()]).optional().meta({ description: 'True when left out.' }),
  person_generation: z.string().optional(),
  resize_mode: z.string().optional(),
})

const unixSeconds = z.int().meta({ description: 'Unix seconds.' })

export const videoAnswer = z.object({
  id: z.string(),
  object: z.literal('video'),
  model: z.string(),
  status: z.enum(['queued', 'in_progress', 'completed', 'failed']),
  progress: z.int().min(0).max(100),
  created_at: unixSeconds,
  completed_at: unixSeconds.nullable(),
  expires_at: unixSeconds.nullable(),
  prompt: z.string().nullable().meta({ description: 'null once it was removed after its time.' }),
  seconds: z.string(),
  size: z.string(),
  remixed_from_video_id: z.null(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
})

export const videoListAnswer = z.object({
  object: z.literal('list'),
  data: z.array(videoAnswer),
  first_id: z.string().nullable(),
  last_id: z.string().nullable(),
  has_more: z.boolean(),
})

export const videoListQuery = z.object({
  after: z.string().optional().meta({ description: 'Id of the last video of the page before.' }),
  limit: z.int().min(1).max(100).default(20),
  order: z.enum(['asc', 'desc']).default('desc'),
})

export const contentQuery = z.object({
  variant: z.literal('video').default('video').meta({ description: 'There are no thumbnails and sprite sheets.' }),
})

export const deletedAnswer = z.object({
  id: z.string(),
  object: z.literal('video.deleted'),
  deleted: z.literal(true),
})

export const problemAnswer = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    param: z.string().nullable().meta({ description: 'The field at fault.' }),
    code: z.string().nullable(),
  }),
})
