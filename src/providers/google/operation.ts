import { z } from 'zod'
import type { TaskFailure } from '../../domain/errors.ts'
import { refusalOf } from '../problem.ts'
import { filterReasons } from './support-codes.ts'

/** The codes of google.rpc.Code that say that the request itself is at fault. */
const INVALID_ARGUMENT = 3
const OUT_OF_RANGE = 11

const filtered = {
  raiMediaFilteredCount: z.number().nullish(),
  raiMediaFilteredReasons: z.array(z.string()).nullish(),
}
const sample = z.object({ video: z.object({ uri: z.string().nullish() }).nullish() })
const samples = z.object({ ...filtered, generatedSamples: z.array(sample).nullish() })
const inlineVideo = z.object({
  bytesBase64Encoded: z.string().nullish(),
  gcsUri: z.string().nullish(),
  mimeType: z.string().nullish(),
})

/** Both surfaces' google.longrunning.Operation, no more of it than we need. One that says nothing at all is none. */
export const operationShape = z
  .object({
    name: z.string().nullish(),
    done: z.boolean().nullish(),
    metadata: z.object({ progressPercent: z.number().nullish() }).nullish().catch(null),
    error: z.object({ code: z.number().nullish(), message: z.string().nullish() }).nullish(),
    response: z
      .object({
        ...filtered,
        /** Vertex AI. */
        videos: z.array(inlineVideo).nullish(),
        /** Gemini API. Some answers leave the wrapping out. */
        generateVideoResponse: samples.nullish(),
        generatedSamples: z.array(sample).nullish(),
      })
      .nullish(),
  })
  .refine(({ name, done }) => Boolean(name) || done === true, 'neither a name nor an end')
export type Operation = z.infer<typeof operationShape>

/** The answer to predictLongRunning. */
export const startedShape = z.object({ name: z.string().min(1) })

/** The safety filter's word on what is missing; undefined where it says nothing. Google charges nothing for that. */
export function filteredOf(response: Operation['response']): TaskFailure | undefined {
  const said = response?.generateVideoResponse ?? response
  const reasons = said?.raiMediaFilteredReasons ?? []
  const count = said?.raiMediaFilteredCount ?? 0
  if (count === 0 && reasons.length === 0) return undefined
  const reason = filterReasons(...reasons) ?? []
  return {
    code: 'content_filtered',
    operatorText: `${count} filtered: ${reasons.join(' | ').slice(0, 1000) || 'no reason given'}`,
    ...(reason.length > 0 && { values: { reason } }),
  }
}

/** Why an operation ended with an error instead of a response. */
export function operationFailure({ code, message }: NonNullable<Operation['error']>): TaskFailure {
  const text = `operation ended with code ${code ?? 'none'}: ${(message ?? '').slice(0, 500)}`
  const failure = refusalOf(text)
  if (failure.code === 'content_filtered' || code === INVALID_ARGUMENT || code === OUT_OF_RANGE) return failure
  return { code: 'provider_failed', operatorText: text }
}
