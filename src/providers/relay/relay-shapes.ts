import { z } from 'zod'
import type { TaskFailure } from '../../domain/errors.ts'
import type { RelaySettings } from '../../domain/provider-settings.ts'
import type { StoredRequest } from '../../domain/video-request.ts'

/** The plain answer to a submit, and the versioned one. */
export const submittedShape = z.union([
  z
    .object({ data: z.array(z.object({ task_id: z.string().min(1) })).min(1) })
    .transform(({ data }) => data[0]?.task_id),
  z.object({ data: z.object({ id: z.string().min(1) }) }).transform(({ data }) => data.id),
])

export const uploadedShape = z.object({ url: z.string().min(1) })

const problem = z.object({ code: z.number().nullish(), message: z.string().nullish() })

/** The status of a task; `url` is a list, but some servers send the bare text. */
export const taskShape = z.object({
  data: z.object({
    status: z.string(),
    progress: z.number().nullish(),
    cost: z.number().nullish(),
    /** Unix seconds. */
    completed: z.number().nullish(),
    result: z
      .object({ videos: z.array(z.object({ url: z.union([z.string(), z.array(z.string())]) })).nullish() })
      .nullish(),
    error: problem.nullish(),
    warning: problem.nullish(),
  }),
})
export type RelayedTask = z.infer<typeof taskShape>['data']

/** The request as the contract has it, every field in words: the other side's defaults may not be ours. */
export function relayBody(
  request: StoredRequest,
  pictures: { first?: string; last?: string },
  { models }: Pick<RelaySettings, 'models'>,
): object {
  return {
    model: models[request.model] ?? request.model,
    prompt: request.prompt,
    ...(request.negativePrompt !== undefined && { negative_prompt: request.negativePrompt }),
    duration: request.durationSeconds,
    aspect_ratio: request.aspectRatio,
    resolution: request.resolution,
    ...(pictures.first !== undefined && { first_frame_image: pictures.first }),
    ...(pictures.last !== undefined && { last_frame_image: pictures.last }),
    seed: request.seed,
    sample_count: request.sampleCount,
    generate_audio: request.generateAudio,
    person_generation: request.personGeneration,
    resize_mode: request.resizeMode,
  }
}

/**
 * Why the other side ended without all videos. Its answer has no closed code, only an HTTP-like one and a sentence
 * (asked for in English): a 400 that speaks of safety is the filter's, any other one is a refusal.
 */
export function relayedFailure(said: RelayedTask['error'], otherwise: TaskFailure['code']): TaskFailure {
  const operatorText = `the other side says: ${said?.code ?? 'no code'} ${(said?.message ?? '').slice(0, 500)}`
  if (/safety|filter/i.test(said?.message ?? '')) return { code: 'content_filtered', operatorText }
  return { code: said?.code === 400 ? 'provider_refused' : otherwise, operatorText }
}
