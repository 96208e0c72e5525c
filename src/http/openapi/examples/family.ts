import { VERSION } from '../../../version.ts'
import { answers, exchange, one, only, page } from './example.ts'
import type { Examples, ExampleTable, Told } from './example.ts'
import { AT, FAST, KEY_ID, OTHER_TASK_ID, PICTURE, QUALITY, TASK_ID, promptOf, taskTurns } from './story.ts'

const model = (id: string) => ({ id, object: 'model', created: 1760486400, owned_by: 'google' })

function submitBodies(told: Told): Examples {
  const prompt = promptOf(told)
  return {
    text_to_video: { model: FAST, prompt, duration: 8, aspect_ratio: '16:9', resolution: '720p' },
    image_to_video: { model: FAST, prompt, duration: 8, first_frame_image: `${told.base}/files/${PICTURE}` },
    all_fields: {
      model: QUALITY,
      prompt,
      negative_prompt: told.language === 'zh' ? '字幕，水印' : 'captions, watermarks',
      duration: 4,
      aspect_ratio: '9:16',
      resolution: '1080p',
      seed: 7,
      sample_count: 2,
      generate_audio: true,
      webhook: 'https://app.example.com/hooks',
      language: told.language,
    },
  }
}

const quote = one({
  model: FAST,
  cost: 0.64,
  credits_cost: 6.4,
  price_version: 1,
  details: {
    usd_per_second: 0.08,
    ratio: 1,
    seconds: 8,
    sample_count: 1,
    resolution: '720p',
    generate_audio: false,
  },
  sufficient_balance: true,
})

function statusAnswers(told: Told): Examples {
  const { running, completed, two_videos, partial, failed, cancelled } = taskTurns(told)
  return {
    completed: one(completed),
    running: one(running),
    failed: one(failed),
    two_videos: one(two_videos),
    partial: one(partial),
    cancelled: one(cancelled),
  }
}

const event = (id: string, data: object) => `event: task\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`

function taskCalls(told: Told): ExampleTable {
  const { submitted, running, completed, failed, cancelling, cancelled } = taskTurns(told)
  const bodies = submitBodies(told)
  const versioned = {
    code: 202,
    request_id: 'req_7f6c2d0e-4b1a-4c5e-9d3f-2a8b6c1e0f47',
    data: {
      id: TASK_ID,
      object: 'generation.task',
      status: 'submitted',
      poll_url: `${told.base}/v1/tasks/${TASK_ID}`,
    },
  }
  const taken = { code: 200, data: [{ status: 'submitted', task_id: TASK_ID }] }
  const status = { answers: { 200: statusAnswers(told) } }
  const events = `retry: 2000\n\n${event('9c1e4b7a02d5f386', running)}${event('534817db68d887b3', completed)}`
  return {
    'POST /v1/videos/generations': { body: bodies, answers: { 200: only(taken), 202: only(versioned) } },
    'POST /v1/videos/quote': { body: bodies, answers: { 200: only(quote) } },
    'GET /v1/tasks/{task_id}': status,
    'GET /v1/videos/generations/{task_id}': status,
    'GET /v1/tasks/{task_id}/events': answers(events),
    'GET /v1/tasks': answers(page({ ...submitted, id: TASK_ID }, { ...failed, id: OTHER_TASK_ID })),
    'POST /v1/tasks/{task_id}/cancel': {
      answers: { 200: { cancelling: one(cancelling), cancelled: one(cancelled) } },
    },
  }
}

const webhook = (rest: object) => ({ task_id: TASK_ID, url: 'https://app.example.com/hooks/callback', ...rest })
const firstTry = { at: AT.ended, duration_ms: 84, status: 503, error: 'HTTP 503' }
const secondTry = { at: AT.ended + 31, duration_ms: 61, status: 200, error: null }

const DELIVERED = webhook({ status: 'delivered', next_try: null, tries: [firstTry, secondTry] })
export const RETRYING = webhook({ status: 'waiting', next_try: AT.ended + 31, tries: [firstTry] })
const SECRET = { secret: 'whsec_RhEk1CoBwEzlNvVgOG00ZLd5vaqy7cNRvRmZQnEI9YI=', created_at: AT.keyMade, previous: [] }
const NEW_SECRET = {
  secret: 'whsec_zNF1vZQK8CgBYGIbXniSyogB1wSZBltWEiJT+pXia+A=',
  created_at: AT.created,
  previous: [{ created_at: AT.keyMade, ends_at: AT.created + 86_400 }],
}
export const secretCall = answers(one(SECRET))
export const rotationCall = exchange({ overlap_seconds: 86_400 }, one(NEW_SECRET))
export const replayCall = answers(one(webhook({ status: 'waiting', next_try: AT.later, tries: [firstTry] })))
export const webhookCall = { answers: { 200: { delivered: one(DELIVERED), retrying: one(RETRYING) } } }

const readiness = {
  status: 'ready',
  unfinished_tasks: { submitted: 2, running: 5 },
  breakers: { vertex: 'closed', gemini: 'open' },
  waiting_models: [],
}

const metricsText = `# HELP reelgate_info Always 1; says which version runs.
# TYPE reelgate_info gauge
reelgate_info{version="${VERSION}"} 1
`

/** The public contract, besides money. */
export const familyExamples = (told: Told): ExampleTable => ({
  ...taskCalls(told),
  'POST /v1/uploads/images': answers({
    url: `${told.base}/files/${PICTURE}`,
    filename: 'cat.png',
    content_type: 'image/png',
    bytes: 466706,
    created_at: AT.created,
  }),
  'GET /v1/tasks/{task_id}/ledger': answers(
    one({
      task_id: TASK_ID,
      price: 0.64,
      cost: 0.64,
      entries: [
        { kind: 'hold', amount: 0.64, key_id: KEY_ID, at: AT.created },
        { kind: 'capture', amount: 0.64, key_id: KEY_ID, at: AT.ended },
      ],
    }),
  ),
  'GET /v1/tasks/{task_id}/webhooks': webhookCall,
  'POST /v1/tasks/{task_id}/webhooks/replay': replayCall,
  'GET /v1/webhook-secret': secretCall,
  'POST /v1/webhook-secret/rotate': rotationCall,
  'GET /v1/models': answers({ object: 'list', data: [model(FAST), model(QUALITY)] }),
  'GET /v1/models/{model_id}': answers(model(FAST)),
  'GET /': answers({
    name: 'reelgate',
    version: VERSION,
    openapi: `${told.base}/openapi.json`,
    submit: `POST ${told.base}/v1/videos/generations`,
  }),
  'GET /healthz': answers({ status: 'ok', version: VERSION }),
  'GET /readyz': answers(readiness),
  'GET /metrics': answers(metricsText),
})
