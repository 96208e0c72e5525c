import { CHANGE, GENERATE, READ } from '../../route.ts'
import type { Route } from '../../route.ts'
import { createVideo, deleteVideo, getVideo, listVideos, videoContent } from './handlers.ts'
import * as schemas from './schemas.ts'

const one = { path: '/v1/videos/{video_id}', guard: READ, tag: 'openai', errors: ['invalid_task_id'] } as const

/** OpenAI's Videos API. */
export const OPENAI_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/videos',
    guard: GENERATE,
    place: 'submit',
    handler: createVideo,
    summary: 'OpenAI: submit a video, in JSON or as a form',
    tag: 'openai',
    body: schemas.createBody,
    headers: ['Idempotency-Key'],
    answers: { 200: schemas.videoAnswer },
    errors: ['invalid_json', 'balance_too_low', 'idempotency_key_reused', 'body_too_large'],
  },
  {
    method: 'GET',
    path: '/v1/videos',
    guard: READ,
    place: 'poll',
    handler: listVideos,
    summary: "OpenAI: the account's videos",
    tag: 'openai',
    query: schemas.videoListQuery,
    answers: { 200: schemas.videoListAnswer },
    errors: ['invalid_task_id'],
  },
  {
    ...one,
    method: 'GET',
    place: 'poll',
    handler: getVideo,
    summary: 'OpenAI: one video',
    answers: { 200: schemas.videoAnswer },
  },
  {
    ...one,
    method: 'DELETE',
    guard: CHANGE,
    handler: deleteVideo,
    summary: 'OpenAI: delete a finished video',
    answers: { 200: schemas.deletedAnswer },
    errors: ['invalid_task_id', 'task_unfinished'],
  },
  {
    ...one,
    method: 'GET',
    path: '/v1/videos/{video_id}/content',
    place: 'download',
    handler: videoContent,
    summary: "OpenAI: a video's bytes",
    query: schemas.contentQuery,
    headers: ['Range', 'If-Range', 'If-None-Match'],
    answers: { 200: '*/*', 206: '*/*', 304: 'no body' },
    errors: ['invalid_task_id', 'task_unfinished', 'not_found', 'file_expired', 'range_not_satisfiable'],
  },
]
