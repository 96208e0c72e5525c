import { answers, exchange, one, page } from './example.ts'
import type { ExampleTable, Told } from './example.ts'
import { replayCall, RETRYING, webhookCall } from './family.ts'
import { ACCOUNT_ID, ADMIN, AT, FAST, KEY_ID, OTHER_TASK_ID, QUALITY, TASK_ID, promptOf } from './story.ts'

const TASK = {
  id: TASK_ID,
  account_id: ACCOUNT_ID,
  key_id: KEY_ID,
  state: 'completed',
  model: FAST,
  provider: 'vertex',
  progress: 100,
  price: 0.64,
  cost: 0.64,
  price_version: 1,
  start_attempts: 1,
  failure: null,
  created_at: AT.created,
  started_at: AT.started,
  ended_at: AT.ended,
  content_removed_at: null,
}

function taskCalls(told: Told): ExampleTable {
  const gone = told.language === 'zh' ? '服务商处查无此任务' : 'the provider has no trace of it'
  const entry = { task_id: TASK_ID, key_id: KEY_ID, actor: null, reason: null, reference: null, amount: 0.64 }
  const story = {
    ...TASK,
    user_id: null,
    request: {
      model: FAST,
      prompt: promptOf(told),
      durationSeconds: 8,
      aspectRatio: '16:9',
      resolution: '720p',
      seed: 7,
      sampleCount: 1,
      generateAudio: false,
      personGeneration: 'allow_adult',
      resizeMode: 'pad',
    },
    provider_token: {
      operation:
        'projects/studio/locations/us-central1/publishers/google/models/veo-3.1-fast-generate-001/operations/5f2c',
      model: 'veo-3.1-fast-generate-001',
      key: 'jclupopurbs4y3lperkpzpm26p',
    },
    entries: [
      { ...entry, id: 2, kind: 'hold', at: AT.created },
      { ...entry, id: 3, kind: 'capture', at: AT.ended },
    ],
  }
  const failure = { code: 'outcome_unknown', operator_text: `resolved by ${ADMIN}: ${gone}` }
  const failed = { ...TASK, state: 'failed', cost: 0, failure, ended_at: AT.later }
  const unstarted = { state: 'submitted', progress: 0, cost: 0, start_attempts: 0, started_at: null, ended_at: null }
  return {
    'GET /admin/v1/tasks': answers(page(TASK)),
    'GET /admin/v1/tasks/{task_id}': answers(one(story)),
    'POST /admin/v1/tasks/{task_id}/cancel': answers(one({ ...TASK, state: 'cancelled', cost: 0 })),
    'POST /admin/v1/tasks/{task_id}/resolve': exchange({ reason: gone }, one(failed)),
    'POST /admin/v1/tasks/{task_id}/replay': answers(
      one({ ...TASK, ...unstarted, id: OTHER_TASK_ID, created_at: AT.later }),
    ),
    'GET /admin/v1/tasks/{task_id}/webhooks': webhookCall,
    'POST /admin/v1/tasks/{task_id}/webhooks/replay': replayCall,
    'GET /admin/v1/webhooks/failed': answers(
      page({
        ...RETRYING,
        account_id: ACCOUNT_ID,
        status: 'failed',
        next_try: null,
        tries: [{ at: AT.ended, duration_ms: 40, status: 404, error: 'HTTP 404' }],
      }),
    ),
  }
}

const SERVER_CALLS: ExampleTable = {
  'GET /admin/v1/routes': answers(
    page({
      provider: 'vertex',
      breaker: 'closed',
      capacity: 10,
      starts_per_minute: 50,
      starts_used: 3,
      models: [
        { model: FAST, order: 0, weight: 1 },
        { model: QUALITY, order: 0, weight: 1 },
      ],
    }),
  ),
  'GET /admin/v1/queue': answers(
    one({
      unfinished: { submitted: 2, running: 5 },
      oldest_waiting_seconds: 4,
      routes: [{ provider: 'vertex', waiting: 2, running: 5, oldest_waiting_seconds: 4 }],
    }),
  ),
  'GET /admin/v1/settings': answers(
    page({
      name: 'REELGATE_PORT',
      value: '8787',
      source: 'default',
      description: {
        en: 'Port to listen on. 0 takes any free one, and prints it.',
        zh: '监听端口。0 表示任选一个空闲端口并打印出来。',
      },
    }),
  ),
  'GET /admin/v1/audit': answers(
    page({
      id: 7,
      at: AT.accountMade,
      actor: ADMIN,
      action: 'account.top_up',
      target: ACCOUNT_ID,
      before: null,
      after: { amount_usd: 100, reference: 'invoice-2025-1014' },
      note: '',
    }),
  ),
}

/** What administrators see of tasks and of the server, and do to them. */
export const operationsExamples = (told: Told): ExampleTable => ({ ...taskCalls(told), ...SERVER_CALLS })
