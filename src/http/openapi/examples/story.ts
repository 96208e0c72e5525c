import type { TaskFailure } from '../../../domain/errors.ts'
import { failureText } from '../../messages/catalogue.ts'
import type { Told } from './example.ts'

/** Examples tell one story, and its task is that of the guide's pages: the same ids, times and amounts wherever they return. */

export const TASK_ID = 'task_01K9ZC3V7Q8M2N4P6R8T0W2Y4A'
export const OTHER_TASK_ID = 'task_01K9ZBQ2H4XW7D0V9S3T5KJ8NE'
export const ACCOUNT_ID = 'acct_01K7JW31M90N480DYDCC8PCP2J'
export const KEY_ID = 'key_01K7NEFRM9FZS9NSCMM0KXG6YF'
export const NEW_KEY_ID = 'key_01KA042E79S7V9SE72X2PJVNJ6'
export const BATCH_ID = 'batch_01K9RCTEM9A7CBNAEN6J4NXMFN'
export const CODE_IDS = ['code_01K9RCTEM9CK0BW4FFASTGPZH3', 'code_01K9RCTEM9ZBW3AXF6BPPR3343']
export const USER_ID = 'user_01K8CM27M948NPGQG9T9Q8ZJ77'
export const ADMIN = 'ops (admin_01K7G9PAM9NMG809VJZSTPA0DD)'

/** Without their endings. */
export const FILES = ['tb7mgleuksdpczraulpercbsojuy4biw', 'h5zik3ywwg22yhechlppcku4fbiypusd']
export const PICTURE = 'zqizcdfnugde5jxwki7f3j5cxuk5htzk.png'

export const FAST = 'veo3.1-fast-official'
export const QUALITY = 'veo3.1-quality-official'

/** Unix seconds. */
export const AT = {
  accountMade: 1760496289,
  keyMade: 1760582689,
  userMade: 1761360289,
  batchMade: 1762829089,
  earlier: 1763087689,
  created: 1763088289,
  started: 1763088290,
  ended: 1763088308,
  expires: 1763174708,
  later: 1763091889,
  nextDay: 1763178289,
  yearEnd: 1767225599,
}

const PROMPTS = {
  en: 'a golden retriever running on the beach, sunset, cinematic',
  zh: '金毛犬在海滩上奔跑，夕阳，电影感',
}

export const promptOf = ({ language }: Told) => PROMPTS[language]

/** What each path parameter looks like. */
export const PATH_EXAMPLES: Readonly<Record<string, string>> = {
  task_id: TASK_ID,
  video_id: TASK_ID,
  operation: TASK_ID,
  model_id: FAST,
  model: 'veo-3.1-fast-generate-001',
  name: `${FILES[0]}.mp4`,
  file: FILES[0] ?? '',
  account_id: ACCOUNT_ID,
  key_id: KEY_ID,
  batch_id: BATCH_ID,
  user_id: USER_ID,
  version: '1',
  project: 'studio',
  location: 'us-central1',
}

/** The task of the story at each turn that it can take, as the family shows it. */
export function taskTurns(told: Told) {
  const task = (status: string, progress: number, cost = 0) => ({
    id: TASK_ID,
    status,
    progress,
    created: AT.created,
    estimated_time: 9,
    cost,
    credits_cost: cost * 10,
    model: FAST,
    seed: 7,
  })
  const end = { completed: AT.ended, actual_time: AT.ended - AT.created }
  const result = (...files: string[]) => ({
    result: { videos: [{ url: files.map((file) => `${told.base}/files/${file}.mp4`), expires_at: AT.expires }] },
  })
  const [first = '', second = ''] = FILES
  const filtered = { code: 'content_filtered', values: { asked: 2, delivered: 1, reason: ['celebrity'] } } as const
  const say = (failure: TaskFailure) => failureText(failure, told.language)
  const warning = { code: 400, message: say(filtered), type: 'partial_result' }
  const error = { code: 502, message: say({ code: 'provider_failed' }), type: 'task_failed' }
  return {
    submitted: task('submitted', 0),
    running: task('processing', 45),
    completed: { ...task('completed', 100, 0.64), ...end, ...result(first) },
    two_videos: { ...task('completed', 100, 1.28), ...end, ...result(first, second) },
    partial: { ...task('completed', 100, 0.64), ...end, ...result(first), warning },
    failed: { ...task('failed', 100), ...end, error },
    cancelling: { ...task('processing', 45), cancel_requested: true },
    cancelled: { ...task('cancelled', 100), ...end },
  }
}
