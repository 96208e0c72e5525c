import { failureText } from '../../messages/catalogue.ts'
import { filterSentences } from '../../surfaces/google/filter-sentences.ts'
import { answers, only } from './example.ts'
import type { Examples, ExampleTable, Told } from './example.ts'
import { FAST, FILES, PATH_EXAMPLES, QUALITY, TASK_ID, promptOf } from './story.ts'

const MODEL = PATH_EXAMPLES['model'] ?? ''
const METHODS = { supportedGenerationMethods: ['predictLongRunning'] }

/** The first bytes of any MP4: what is really there are some megabytes. */
const MP4_BASE64 = 'AAAAIGZ0eXBpc29tAAACAGlzb21pc28yYXZjMW1wNDE='
const FILTERED = {
  raiMediaFilteredCount: 1,
  raiMediaFilteredReasons: filterSentences({ code: 'content_filtered', values: { reason: ['celebrity'] } }),
}
// Google's surfaces speak English unless they are asked for something else.
const ERROR = { code: 13, message: failureText({ code: 'provider_failed' }, 'en') }

const bodies = (told: Told): Examples => ({
  text_to_video: {
    instances: [{ prompt: promptOf(told) }],
    parameters: { aspectRatio: '16:9', resolution: '720p', durationSeconds: 8, sampleCount: 1, generateAudio: false },
  },
  image_to_video: {
    instances: [
      { prompt: promptOf(told), image: { bytesBase64Encoded: 'iVBORw0KGgoAAAANSUhEUg==', mimeType: 'image/png' } },
    ],
    parameters: { durationSeconds: 8 },
  },
})

/** An operation as it is polled; `made` is what it answers when it has its video, `none` when that was filtered. */
function operation(name: string, made: object, none: object): Examples {
  return {
    completed: { name, done: true, response: made },
    running: { name, done: false },
    failed: { name, done: true, error: ERROR },
    filtered: { name, done: true, response: none },
  }
}

function geminiCalls(told: Told): ExampleTable {
  const [file = ''] = FILES
  const link = `${told.base}/v1beta/files/${file}`
  const name = `models/${MODEL}/operations/${TASK_ID}`
  const type = { '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse' }
  const samples = { generatedSamples: [{ video: { uri: `${link}:download?alt=media` } }] }
  const polled = operation(
    name,
    { ...type, generateVideoResponse: samples },
    { ...type, generateVideoResponse: FILTERED },
  )
  const model = (id: string, displayName: string) => ({ name: `models/${id}`, version: '3.1', displayName, ...METHODS })
  const [fast, quality] = [model(MODEL, FAST), model('veo-3.1-generate-001', QUALITY)]
  const made = '2025-11-14T02:45:08.000Z'
  return {
    'POST /v1beta/models/{model}:predictLongRunning': { body: bodies(told), answers: { 200: only({ name }) } },
    'GET /v1beta/models/{model}/operations/{operation}': { answers: { 200: polled } },
    'GET /v1beta/files/{file}': answers({
      name: `files/${file}`,
      mimeType: 'video/mp4',
      sizeBytes: '2483190',
      createTime: made,
      updateTime: made,
      expirationTime: made.replace('-14T', '-15T'),
      uri: link,
      downloadUri: `${link}:download?alt=media`,
      state: 'ACTIVE',
      source: 'GENERATED',
      videoMetadata: { videoDuration: '8s' },
    }),
    'GET /v1beta/models': answers({ models: [fast, quality] }),
    'GET /v1beta/models/{model}': answers(fast),
  }
}

function vertexCalls(told: Told, place: string): ExampleTable {
  const models = `${place.replace('{project}', 'studio').replace('{location}', 'us-central1')}publishers/google/models`
  const name = `${models}/${MODEL}/operations/${TASK_ID}`
  const type = { '@type': 'type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse' }
  const videos = [{ bytesBase64Encoded: MP4_BASE64, mimeType: 'video/mp4' }]
  const polled = operation(name, { ...type, raiMediaFilteredCount: 0, videos }, { ...type, ...FILTERED })
  const path = `${place}publishers/google/models/{model}`
  const started = { body: bodies(told), answers: { 200: only({ name }) } }
  const fetched = { body: only({ operationName: name }), answers: { 200: polled } }
  const versions = ['/v1/', '/v1beta1/'].map((version) => [
    [`POST ${version}${path}:predictLongRunning`, started],
    [`POST ${version}${path}:fetchPredictOperation`, fetched],
  ])
  return Object.fromEntries(versions.flat()) as ExampleTable
}

const publisherModel = (id: string, displayName: string) => ({
  name: `publishers/google/models/${id}`,
  versionId: '3.1',
  displayName,
})
const publisherModels = [publisherModel(MODEL, FAST), publisherModel('veo-3.1-generate-001', QUALITY)]
const oneModel = answers(publisherModels[0])

/** The Gemini API and Vertex AI. */
export const googleExamples = (told: Told): ExampleTable => ({
  ...geminiCalls(told),
  ...vertexCalls(told, 'projects/{project}/locations/{location}/'),
  ...vertexCalls(told, ''),
  'GET /v1/publishers/google/models': answers({ publisherModels }),
  'GET /v1beta1/publishers/google/models': answers({ publisherModels }),
  'GET /v1/publishers/google/models/{model}': oneModel,
  'GET /v1beta1/publishers/google/models/{model}': oneModel,
})
