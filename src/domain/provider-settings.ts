import { z } from 'zod'

/** An http(s) address without query and fragment; slashes at its end don't count. */
const address = z
  .string()
  .refine((text) => {
    const url = URL.parse(text)
    return url !== null && /^https?:$/.test(url.protocol) && `${url.search}${url.hash}${url.username}` === ''
  }, 'must be an http or https address such as https://video.example.com')
  .transform((text) => text.replace(/\/+$/, ''))
const secret = z.string().min(1, 'must not be empty; "env:NAME" takes it from the environment')
const text = z.string().min(1, 'must not be empty')

const perMinute = z.int().min(1).max(100_000)

/** What every provider over HTTP can be told. */
const common = {
  /** Most tasks that are with it at one time. */
  capacity: z.int().min(1).max(100_000).default(100),
  /** Most calls that begin a video, in any 60 s; more wait. */
  startsPerMinute: perMinute.optional(),
  /** Most calls that ask about a video, in any 60 s; checks beyond it come later. */
  checksPerMinute: perMinute.optional(),
  pollSeconds: z.number().min(0.05).max(600).default(10),
  /** For connecting, for the head of an answer, and between two pieces of its body. */
  requestSeconds: z.number().min(1).max(600).default(60),
  /** Origins besides its own that its results may lie on although they are private. Credentials never go there. */
  resultOrigins: z.array(address).default([]),
  /** Ids of our catalogue -> ids of the provider's. */
  models: z.record(z.string(), text).default({}),
}

const FAST = 'veo3.1-fast-official'
const QUALITY = 'veo3.1-quality-official'
const modelsOr = (standard: Record<string, string>) =>
  z
    .record(z.string(), text)
    .default({})
    .transform((given) => ({ ...standard, ...given }))

/** The offline renderer; how many clips it draws at a time is the setting `renderJobsMax`. */
const builtin = z.strictObject({ type: z.literal('builtin') })

/** Veo on Vertex AI. Without `credentialsFile` and `accessToken`: Application Default Credentials. */
const vertex = z.strictObject({
  type: z.literal('vertex'),
  ...common,
  /** Google's default for each model and region. */
  startsPerMinute: perMinute.default(50),
  project: text,
  region: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'must be a region such as us-central1, or global')
    .default('us-central1'),
  credentialsFile: text.optional(),
  accessToken: secret.optional(),
  baseUrl: address.optional(),
  apiVersion: z.enum(['v1', 'v1beta1']).default('v1'),
  storageUri: z
    .string()
    .regex(/^gs:\/\/[a-z0-9._-]{3,222}(\/.*)?$/, 'must be a place such as gs://bucket/folder/')
    .optional(),
  storageBaseUrl: address.default('https://storage.googleapis.com'),
  /** How people are refused: Google's pages spell it in more than one way. */
  disallow: text.default('disallow'),
  /** The page of the API writes `pad` and `crop`, Google's own SDK sends `PAD` and `CROP`. */
  resizeModeCase: z.enum(['lower', 'upper']).default('lower'),
  models: modelsOr({ [FAST]: 'veo-3.1-fast-generate-001', [QUALITY]: 'veo-3.1-generate-001' }),
})

/** A key, or the path of a file that holds it and may be replaced while the server runs. */
const key = { apiKey: secret.optional(), apiKeyFile: text.optional() }
const ONE_KEY = 'give apiKey, or apiKeyFile with the path of a file that holds the key, and not both'
const hasOneKey = (given: { apiKey?: unknown; apiKeyFile?: unknown }) =>
  (given.apiKey === undefined) !== (given.apiKeyFile === undefined)
const hasOneKeyAtMost = (given: { apiKey?: unknown; apiKeyFile?: unknown }) =>
  given.apiKey === undefined || given.apiKeyFile === undefined

/** Veo on the Gemini API. */
const geminiEntry = z.strictObject({
  type: z.literal('gemini'),
  ...common,
  ...key,
  startsPerMinute: perMinute.default(10),
  baseUrl: address.default('https://generativelanguage.googleapis.com'),
  apiVersion: text.default('v1beta'),
  /** Google's SDK doesn't send a seed here, its page for this surface names one. */
  sendSeed: z.boolean().default(true),
  models: modelsOr({ [FAST]: 'veo-3.1-fast-generate-preview', [QUALITY]: 'veo-3.1-generate-preview' }),
})

const gemini = geminiEntry.refine(hasOneKey, ONE_KEY)

/** Any server of our own contract. */
const relayEntry = z.strictObject({
  type: z.literal('relay'),
  ...common,
  pollSeconds: common.pollSeconds.default(3),
  ...key,
  baseUrl: address,
  /** True where the other side honours Idempotency-Key, as Reelgate does: then a start may safely be repeated. */
  idempotent: z.boolean().default(true),
})

const relay = relayEntry.refine(hasOneKey, ONE_KEY)

/** Any server with OpenAI's `/v1/videos`. */
const openaiEntry = z.strictObject({
  type: z.literal('openai-videos'),
  ...common,
  pollSeconds: common.pollSeconds.default(3),
  ...key,
  baseUrl: address,
  /** `vllm-omni` also takes a seed and a negative prompt; `openai` refuses what its page doesn't name. */
  dialect: z.enum(['openai', 'vllm-omni']).default('vllm-omni'),
  /** Sent with every create as they are, for what a server of one's own wants besides. */
  extraFields: z.record(z.string(), z.string()).default({}),
  /** Whether a video is deleted there once it lies in our own store. */
  deleteWhenDone: z.boolean().default(true),
})

const openaiVideos = openaiEntry.refine(hasOneKeyAtMost, ONE_KEY)

/** One entry of `providers` in the file: what is needed to open it. Secrets are in the clear here. */
export const providerSettings = z.discriminatedUnion('type', [builtin, vertex, gemini, relay, openaiVideos])

export type ProviderSettings = z.infer<typeof providerSettings>
export type VertexSettings = z.infer<typeof vertex>
export type GeminiSettings = z.infer<typeof gemini>
export type RelaySettings = z.infer<typeof relay>
export type OpenaiVideosSettings = z.infer<typeof openaiVideos>

/** The provider that is always there, and needs no entry. */
export const BUILTIN = 'builtin'
/** Names are part of the tasks in the database, and of folders. */
export const PROVIDER_NAME = /^[a-z0-9][a-z0-9_-]{0,39}$/
