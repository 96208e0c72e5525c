import { GENERATE, READ } from '../../route.ts'
import type { Route } from '../../route.ts'
import { downloadFile, getFile } from './files.ts'
import { geminiOperation, geminiPredict, vertexOperation, vertexPredict } from './operations.ts'
import { getModel, getPublisherModel, listModels, listPublisherModels } from './models.ts'
import * as schemas from './schemas.ts'

const predict = {
  method: 'POST',
  guard: GENERATE,
  place: 'submit',
  tag: 'google',
  body: schemas.predictBody,
  headers: ['Idempotency-Key'],
  answers: { 200: schemas.startedAnswer },
  errors: ['invalid_json', 'balance_too_low', 'idempotency_key_reused', 'model_not_found'],
} as const

const fetchOperation = {
  method: 'POST',
  guard: READ,
  place: 'poll',
  tag: 'google',
  body: schemas.fetchBody,
  answers: { 200: schemas.vertexOperation },
  errors: ['invalid_task_id'],
} as const

const modelList = { method: 'GET', guard: READ, tag: 'google', query: schemas.pageQuery } as const
const oneModel = { method: 'GET', guard: READ, tag: 'google', errors: ['model_not_found'] } as const

/** Vertex AI under both versions, with the project and location in the path and without. */
const VERTEX: readonly Route[] = ['/v1', '/v1beta1'].flatMap((version) =>
  ['/projects/{project}/locations/{location}', ''].flatMap((place): Route[] => {
    const model = `${version}${place}/publishers/google/models/{model}`
    return [
      { ...predict, path: `${model}:predictLongRunning`, handler: vertexPredict, summary: 'Vertex AI: submit a video' },
      {
        ...fetchOperation,
        path: `${model}:fetchPredictOperation`,
        handler: vertexOperation,
        summary: 'Vertex AI: an operation, with its videos when it is done',
      },
    ]
  }),
)

/** Its models belong to nobody's project. */
const VERTEX_MODELS: readonly Route[] = ['/v1', '/v1beta1'].flatMap((version): Route[] => [
  {
    ...modelList,
    path: `${version}/publishers/google/models`,
    handler: listPublisherModels,
    summary: 'Vertex AI: models',
    answers: { 200: schemas.publisherModelListAnswer },
  },
  {
    ...oneModel,
    path: `${version}/publishers/google/models/{model}`,
    handler: getPublisherModel,
    summary: 'Vertex AI: one model',
    answers: { 200: schemas.publisherModelAnswer },
  },
])

/** Google's surfaces. A part of a path in braces with a verb behind it may hold slashes. */
export const GOOGLE_ROUTES: readonly Route[] = [
  {
    ...predict,
    path: '/v1beta/models/{model}:predictLongRunning',
    handler: geminiPredict,
    summary: 'Gemini API: submit a video',
  },
  {
    method: 'GET',
    path: '/v1beta/models/{model}/operations/{operation}',
    guard: READ,
    place: 'poll',
    handler: geminiOperation,
    summary: 'Gemini API: an operation, with links to its videos when it is done',
    tag: 'google',
    answers: { 200: schemas.geminiOperation },
    errors: ['invalid_task_id'],
  },
  {
    method: 'GET',
    path: '/v1beta/files/{file}:download',
    guard: READ,
    place: 'download',
    handler: downloadFile,
    summary: 'Gemini API: a video',
    tag: 'google',
    headers: ['Range', 'If-Range', 'If-None-Match'],
    answers: { 200: '*/*', 206: '*/*', 304: 'no body' },
    errors: ['not_found', 'file_expired', 'range_not_satisfiable'],
  },
  {
    method: 'GET',
    path: '/v1beta/files/{file}',
    guard: READ,
    place: 'poll',
    handler: getFile,
    summary: 'Gemini API: what is known of a video',
    tag: 'google',
    answers: { 200: schemas.fileAnswer },
    errors: ['not_found', 'file_expired'],
  },
  {
    ...modelList,
    path: '/v1beta/models',
    handler: listModels,
    summary: 'Gemini API: models',
    answers: { 200: schemas.modelListAnswer },
  },
  {
    ...oneModel,
    path: '/v1beta/models/{model}',
    handler: getModel,
    summary: 'Gemini API: one model',
    answers: { 200: schemas.modelAnswer },
  },
  ...VERTEX,
  ...VERTEX_MODELS,
]
