import type { Provider } from '../../domain/provider.ts'
import type { GeminiSettings } from '../../domain/provider-settings.ts'
import { openKey } from '../credentials-file.ts'
import { filteredOf, operationFailure, operationShape, startedShape } from '../google/operation.ts'
import type { Operation } from '../google/operation.ts'
import { jsonBody } from '../http/body.ts'
import { readAs } from '../http/read-json.ts'
import { OneByOneProvider } from '../one-by-one-provider.ts'
import type { OneByOneProtocol, Standing } from '../one-by-one-provider.ts'
import type { ProviderOptions } from '../provider-options.ts'
import { refuseUnsupported } from '../unsupported.ts'
import { geminiBody } from './request-body.ts'

const ESTIMATE_SECONDS = 90
/** The only length for 1080p, 4K and a first with a last frame. */
const FULL_SECONDS = 8

function uriOf(response: Operation['response']): string | undefined {
  const said = response?.generateVideoResponse ?? response
  return said?.generatedSamples?.[0]?.video?.uri ?? undefined
}

function standingOf({ done, metadata, error, response }: Operation): Standing {
  if (done !== true) {
    const progress = metadata?.progressPercent
    return { kind: 'running', ...(typeof progress === 'number' && { progress }) }
  }
  if (error) return { kind: 'failed', failure: operationFailure(error) }
  const address = uriOf(response)
  if (address !== undefined) return { kind: 'done', address }
  const nothing = { code: 'provider_failed' as const, operatorText: 'done, but without a video' }
  return { kind: 'failed', failure: filteredOf(response) ?? nothing }
}

function geminiProtocol(options: ProviderOptions<GeminiSettings>): OneByOneProtocol {
  const { baseUrl, apiVersion, models, sendSeed } = options.settings
  const key = openKey(options)
  const urlOf = (path: string) => new URL(`${baseUrl}/${apiVersion}/${path}`)
  return {
    estimateSeconds: ESTIMATE_SECONDS,
    headers: async () => ({ 'x-goog-api-key': (await key()) ?? '' }),
    deleteWhenDone: false,
    assertAcceptable(request, pictures) {
      const { personGeneration, durationSeconds, resolution } = request
      if (personGeneration === 'disallow') {
        refuseUnsupported(request, 'person_generation', personGeneration, ['allow_adult'])
      }
      if (durationSeconds !== FULL_SECONDS && (resolution !== '720p' || pictures.last)) {
        refuseUnsupported(request, 'duration', durationSeconds, [FULL_SECONDS])
      }
    },
    async create({ request }, sample, pictures) {
      const model = encodeURIComponent(models[request.model] ?? request.model)
      const body = await jsonBody(geminiBody(request, pictures, { sample, sendSeed }))
      return { url: urlOf(`models/${model}:predictLongRunning`), body }
    },
    begun: (answer) => readAs(startedShape, answer, 'predictLongRunning').name,
    operationUrl: urlOf,
    standing: (answer) => standingOf(readAs(operationShape, answer, 'operation')),
  }
}

/**
 * Veo on the Gemini API. What this surface can't do is refused before anything is charged.
 * https://ai.google.dev/gemini-api/docs/video
 */
export function openGeminiProvider(options: ProviderOptions<GeminiSettings>): Provider {
  return new OneByOneProvider(options, geminiProtocol(options))
}
