import { taskData } from '../surfaces/family/schemas.ts'
import { jsonContent } from './content.ts'
import { inLanguage } from './describe.ts'
import type { Place } from './describe.ts'
import type { Told } from './examples/example.ts'
import { AT, TASK_ID, taskTurns } from './examples/story.ts'
import { SUMMARIES_ZH } from './headings-zh.ts'
import { describeParameter } from './parameters.ts'
import { toSchema } from './to-schema.ts'

/** Of https://www.standardwebhooks.com */
const HEADERS = {
  'webhook-id': TASK_ID,
  'webhook-timestamp': String(AT.ended),
  'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
}

/** By the status that the receiver answers with. */
const VERDICTS = {
  '2XX': 'Delivered: it is not sent again.',
  '4XX': 'Refused: it is not sent again.',
  '5XX': 'It is sent again, for hours.',
}

const SUMMARY = 'A task has ended: what its webhook is told'

/** The one call that the server makes to its callers, at `<webhook>/callback`: the bare `data` of the status answer, signed. */
export function endedWebhook(told: Told): unknown {
  const { language } = told
  const place: Place = { language, tag: 'tasks' }
  const { completed, failed, cancelled } = taskTurns(told)
  const headers = Object.entries(HEADERS).map(([name, example]) =>
    describeParameter({ name, in: 'header', example }, place),
  )
  const verdicts = Object.entries(VERDICTS).map(([status, text]) => [
    status,
    { description: inLanguage(text, language) },
  ])
  return {
    post: {
      summary: language === 'zh' ? SUMMARIES_ZH[SUMMARY] : SUMMARY,
      operationId: 'taskEnded',
      tags: ['webhooks'],
      security: [],
      parameters: headers,
      requestBody: {
        required: true,
        content: jsonContent(toSchema(taskData, 'output'), place, { completed, failed, cancelled }),
      },
      responses: Object.fromEntries(verdicts) as object,
    },
  }
}
