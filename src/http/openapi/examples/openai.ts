import { failureText } from '../../messages/catalogue.ts'
import { answers } from './example.ts'
import type { ExampleTable, Told } from './example.ts'
import { AT, FAST, OTHER_TASK_ID, PICTURE, TASK_ID, promptOf } from './story.ts'

/** The video of the story at each turn that it can take. */
function videoTurns(prompt: string) {
  const queued = {
    id: TASK_ID,
    object: 'video',
    model: FAST,
    status: 'queued',
    progress: 0,
    created_at: AT.created,
    completed_at: null,
    expires_at: null,
    prompt,
    seconds: '8',
    size: '1280x720',
    remixed_from_video_id: null,
    error: null,
  }
  const end = { progress: 100, completed_at: AT.ended }
  // OpenAI's surface speaks English unless it is asked for something else.
  const error = { code: 'provider_failed', message: failureText({ code: 'provider_failed' }, 'en') }
  return {
    waiting: queued,
    running: { ...queued, status: 'in_progress', progress: 45 },
    completed: { ...queued, status: 'completed', ...end, expires_at: AT.expires },
    failed: { ...queued, status: 'failed', ...end, error },
  }
}

/** OpenAI's Videos API. */
export function openaiExamples(told: Told): ExampleTable {
  const prompt = promptOf(told)
  const { waiting, running, completed, failed } = videoTurns(prompt)
  const text = { model: FAST, prompt, seconds: '8', size: '1280x720' }
  const image_to_video = { ...text, input_reference: { image_url: `${told.base}/files/${PICTURE}` } }
  return {
    'POST /v1/videos': { body: { text_to_video: text, image_to_video }, answers: { 200: { waiting } } },
    'GET /v1/videos': answers({
      object: 'list',
      data: [completed, { ...failed, id: OTHER_TASK_ID }],
      first_id: TASK_ID,
      last_id: OTHER_TASK_ID,
      has_more: false,
    }),
    'GET /v1/videos/{video_id}': { answers: { 200: { completed, running, failed } } },
    'DELETE /v1/videos/{video_id}': answers({ id: TASK_ID, object: 'video.deleted', deleted: true }),
  }
}
