import { z } from 'zod'

/**
 * What comes in is judged in two steps: its shape here, its values by the contract's own schema after translation.
 * Fields are those of
 * https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/veo-video-generation and
 * https://ai.google.dev/gemini-api/docs/video
 */

/** Proto3's JSON writes whole numbers with or without quotes, and both pages do. */
const wholeNumber = z.union([z.number(), z.string().regex(/^-?\d+$/)])

const image = z.looseObject({
  bytesBase64Encoded: z.string().min(1).optional().meta({ description: 'JPEG, PNG, WebP or GIF.' }),
  mimeType: z.string().optional(),
  inlineData: z
    .looseObject({ data: z.string().min(1), mimeType: z.string().optional() })
    .optional()
    .meta({ description: 'The same in the spelling of the Gemini page.' }),
  gcsUri: z.string().optional().meta({ description: 'Refused: there is no Cloud Storage here.' }),
})

export const predictBody = z.looseObject({
  instances: z
    .array(
      z.looseObject({
        prompt: z.string().optional(),
        image: image.optional().meta({ description: 'The first frame.' }),
        lastFrame: image.optional().meta({ description: 'Only together with image.' }),
      }),
    )
    .length(1),
  parameters: z
    .looseObject({
      sampleCount: wholeNumber.optional(),
      numberOfVideos: wholeNumber.optional().meta({ description: 'Another name of sampleCount.' }),
      durationSeconds: wholeNumber.optional(),
      resolution: z.string().optional(),
      aspectRatio: z.string().optional(),
      seed: wholeNumber.optional(),
      negativePrompt: z.string().optional(),
      personGeneration: z.string().optional(),
      generateAudio: z.boolean().optional().meta({ description: 'True when left out.' }),
      resizeMode: z.string().optional(),
      enhancePrompt: z.boolean().optional(),
      storageUri: z.string().optional().meta({ description: 'Refused: there is no Cloud Storage here.' }),
    })
    .optional(),
})

export const fetchBody = z.looseObject({ operationName: z.string().min(1) })

export const startedAnswer = z.object({ name: z.string() })

const filtered = {
  raiMediaFilteredCount: z.int().optional(),
  raiMediaFilteredReasons: z.array(z.string()).optional(),
}
const status = z.object({ code: z.int().meta({ description: 'A google.rpc code.' }), message: z.string() })

export const geminiOperation = z.object({
  name: z.string(),
  done: z.boolean(),
  error: status.optional(),
  response: z
    .object({
      '@type': z.string(),
      generateVideoResponse: z.object({
        generatedSamples: z.array(z.object({ video: z.object({ uri: z.url() }) })).optional(),
        ...filtered,
      }),
    })
    .optional(),
})

export const vertexOperation = z.object({
  name: z.string(),
  done: z.boolean(),
  error: status.optional(),
  response: z
    .object({
      '@type': z.string(),
      videos: z.array(z.object({ bytesBase64Encoded: z.string(), mimeType: z.string() })).optional(),
      ...filtered,
    })
    .optional(),
})

export const modelAnswer = z.object({
  name: z.string(),
  version: z.string(),
  displayName: z.string(),
  supportedGenerationMethods: z.array(z.string()),
})
const nextPageToken = z.string().optional().meta({ description: 'For the next page; missing on the last.' })
export const modelListAnswer = z.object({ models: z.array(modelAnswer), nextPageToken })

export const publisherModelAnswer = z.object({ name: z.string(), versionId: z.string(), displayName: z.string() })
export const publisherModelListAnswer = z.object({ publisherModels: z.array(publisherModelAnswer), nextPageToken })

export const PAGE_SIZE_MAX = 1000
export const pageQuery = z.object({
  pageSize: z.int().min(0).default(0).meta({ description: '50 when left out or 0; more than 1000 counts as 1000.' }),
  pageToken: z.string().optional().meta({ description: 'The nextPageToken of the page before.' }),
})

const time = z.iso.datetime()
export const fileAnswer = z.object({
  name: z.string(),
  mimeType: z.string(),
  sizeBytes: z.string(),
  createTime: time,
  updateTime: time,
  expirationTime: time,
  uri: z.url(),
  downloadUri: z.url(),
  state: z.literal('ACTIVE'),
  source: z.literal('GENERATED'),
  videoMetadata: z.object({ videoDuration: z.string().meta({ examples: ['8s'] }) }),
})

export const problemAnswer = z.object({
  error: z.object({
    code: z.int().meta({ description: 'The HTTP status.' }),
    message: z.string(),
    status: z.string().meta({ description: 'The google.rpc code by name.' }),
    details: z.array(z.looseObject({ '@type': z.string() })),
  }),
})
