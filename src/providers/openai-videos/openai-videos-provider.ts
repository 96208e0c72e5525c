import { basename } from 'node:path'
import { z } from 'zod'
import type { TaskFailure } from '../../domain/errors.ts'
import type { Provider, ProviderJob } from '../../domain/provider.ts'
import type { OpenaiVideosSettings } from '../../domain/provider-settings.ts'
import { pixelSize, SEED_MAX } from '../../domain/video-request.ts'
import type { SentPicture } from '../fitted-pictures.ts'
import { openKey } from '../credentials-file.ts'
import { formBody } from '../http/body.ts'
import type { FormField } from '../http/body.ts'
import { readAs } from '../http/read-json.ts'
import { OneByOneProvider } from '../one-by-one-provider.ts'
import type { OneByOneProtocol, Standing } from '../one-by-one-provider.ts'
import type { ProviderOptions } from '../provider-options.ts'
import { refuseUnsupported } from '../unsupported.ts'

const videoShape = z.object({
  id: z.string().min(1),
  status: z.string().nullish(),
  progress: z.number().nullish(),
  /** Unix seconds. */
  completed_at: z.number().nullish().catch(null),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish().catch(null),
})
type Video = z.infer<typeof videoShape>

const ESTIMATE_SECONDS = 120

/** The form of a create. OpenAI's own fields first; a seed and a negative prompt where the dialect has them. */
function createFields(
  { request }: ProviderJob,
  options: { sample: number; settings: OpenaiVideosSettings; first?: SentPicture },
): Record<string, FormField> {
  const { sample, settings, first } = options
  const { width, height } = pixelSize(request)
  const isOpen = settings.dialect === 'vllm-omni'
  const { negativePrompt } = request
  return {
    model: settings.models[request.model] ?? request.model,
    prompt: request.prompt,
    seconds: String(request.durationSeconds),
    size: `${width}x${height}`,
    ...(isOpen && { seed: String((request.seed + sample) % (SEED_MAX + 1)) }),
    ...(isOpen && negativePrompt !== undefined && { negative_prompt: negativePrompt }),
    ...settings.extraFields,
    ...(first && { input_reference: { file: first.file, name: basename(first.file), contentType: first.contentType } }),
  }
}

/** `moderation_blocked` and `content_policy_violation` are OpenAI's words for its filter. */
function failureOf({ error }: Video): TaskFailure {
  const operatorText = `failed: ${error?.code ?? 'no code'} ${(error?.message ?? '').slice(0, 500)}`
  const isFiltered = /moderation|content_policy|safety/.test(error?.code ?? '')
  return { code: isFiltered ? 'content_filtered' : 'provider_failed', operatorText }
}

const endOf = ({ completed_at: at }: Video) => (typeof at === 'number' ? { endedMsAgo: Date.now() - at * 1000 } : {})

function standingOf(video: Video, address: string): Standing {
  switch (video.status) {
    case 'queued':
    case 'in_progress':
      return { kind: 'running', ...(typeof video.progress === 'number' && { progress: video.progress }) }
    case 'completed':
      return { kind: 'done', address, ...endOf(video) }
    case 'failed':
      return { kind: 'failed', failure: failureOf(video), ...endOf(video) }
    default:
      throw new Error(`the provider has a status that we don't know: ${String(video.status).slice(0, 40)}`)
  }
}

function openaiProtocol(options: ProviderOptions<OpenaiVideosSettings>): OneByOneProtocol {
  const { settings } = options
  const { baseUrl, dialect, deleteWhenDone } = settings
  const key = openKey(options)
  const urlOf = (id: string) => new URL(`${baseUrl}/v1/videos/${encodeURIComponent(id)}`)
  return {
    estimateSeconds: ESTIMATE_SECONDS,
    async headers() {
      const bearer = await key()
      return bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }
    },
    deleteWhenDone,
    assertAcceptable(request, pictures) {
      const { personGeneration, negativePrompt } = request
      if (personGeneration === 'disallow') {
        refuseUnsupported(request, 'person_generation', personGeneration, ['allow_adult'])
      }
      if (pictures.last) refuseUnsupported(request, 'last_frame_image', '', [])
      if (negativePrompt !== undefined && dialect === 'openai') refuseUnsupported(request, 'negative_prompt', '', [])
    },
    async create(job, sample, { first }) {
      const body = await formBody(createFields(job, { sample, settings, ...(first && { first }) }))
      return { url: new URL(`${baseUrl}/v1/videos`), body }
    },
    begun: (answer) => readAs(videoShape, answer, 'create').id,
    operationUrl: urlOf,
    standing: (answer, id) => standingOf(readAs(videoShape, answer, 'retrieve'), `${urlOf(id).href}/content`),
  }
}

/**
 * Any server with OpenAI's `/v1/videos`: create, retrieve, content, delete.
 * https://platform.openai.com/docs/api-reference/videos ·
 * https://docs.vllm.ai/projects/vllm-omni/en/latest/serving/videos_api/
 */
export function openOpenaiVideosProvider(options: ProviderOptions<OpenaiVideosSettings>): Provider {
  return new OneByOneProvider(options, openaiProtocol(options))
}
