import { canAfford } from '../../../domain/account.ts'
import { ReelgateError } from '../../../domain/errors.ts'
import type { Model } from '../../../domain/model.ts'
import { toCredits, toDecimal, toUsd } from '../../../domain/money.ts'
import type { MicroUsd } from '../../../domain/money.ts'
import { PUBLIC_STATUS } from '../../../domain/task.ts'
import { findOwnTask } from '../../../flow/accept-request.ts'
import { cancelTask } from '../../../flow/cancel-task.ts'
import { keepUpload } from '../../../flow/keep-upload.ts'
import { quoteRequest } from '../../../flow/quote-request.ts'
import { toUnixSeconds } from '../../../lib/clock.ts'
import { callerOf, languageOf } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { readJsonObject } from '../../read-json.ts'
import { readQuery } from '../../read-query.ts'
import { acceptSubmission, ownTask } from '../one-task.ts'
import { askedTasks } from './list-tasks.ts'
import { parseSubmit } from './parse-submit.ts'
import { fileUrl, presentTask } from './present-task.ts'
import { answerChange } from './push.ts'
import { listQuery } from './schemas.ts'

const VERSION_HEADER = 'x-apimart-response-version'
const VERSION = '2026-07-27'

export async function submit(c: HttpContext, services: HttpServices): Promise<Response> {
  const { flow } = services
  const body = await readJsonObject(c, services.settings.jsonBytesMax)
  const taskId = await acceptSubmission(c, services, parseSubmit(body, flow.catalogue), body)
  if (c.req.header(VERSION_HEADER) !== VERSION) {
    return c.json({ code: 200, data: [{ status: 'submitted', task_id: taskId }] })
  }
  const { state } = await findOwnTask(flow, callerOf(c).account.id, taskId)
  const data = {
    id: taskId,
    object: 'generation.task',
    status: PUBLIC_STATUS[state],
    poll_url: `${services.publicUrl()}/v1/tasks/${taskId}`,
  }
  return c.json({ code: 202, request_id: c.get('requestId'), data }, 202)
}

/** Pictures are judged by their fields alone: nothing is fetched for a question. */
export async function quote(c: HttpContext, services: HttpServices): Promise<Response> {
  const body = await readJsonObject(c, services.settings.jsonBytesMax)
  const submission = parseSubmit(body, services.flow.catalogue)
  const { account } = callerOf(c)
  const { perSecond, ratio, total, priceVersion } = await quoteRequest(services.flow, account.group, submission)
  const { model, durationSeconds, sampleCount, resolution, generateAudio } = submission.request
  const data = {
    model,
    cost: toUsd(total),
    credits_cost: toCredits(total),
    price_version: priceVersion,
    details: {
      usd_per_second: toUsd(perSecond),
      ratio: Number(toDecimal(ratio)),
      seconds: durationSeconds,
      sample_count: sampleCount,
      resolution,
      generate_audio: generateAudio,
    },
    sufficient_balance: canAfford(account, total),
  }
  return c.json({ code: 200, data })
}

/** The task named in the path. */
const taskOf = (c: HttpContext, services: HttpServices) => ownTask(c, services, c.req.param('task_id') ?? '')

export async function getTask(c: HttpContext, services: HttpServices): Promise<Response> {
  const task = await taskOf(c, services)
  if (c.req.query('wait') !== undefined) return answerChange(c, services, task)
  return c.json({ code: 200, data: await presentTask(services, task, () => languageOf(c, services)) })
}

export async function cancel(c: HttpContext, services: HttpServices): Promise<Response> {
  const { id } = await taskOf(c, services)
  await cancelTask(services.flow, id)
  services.wake()
  const task = await findOwnTask(services.flow, callerOf(c).account.id, id)
  return c.json({ code: 200, data: await presentTask(services, task, () => languageOf(c, services)) })
}

export async function list(c: HttpContext, services: HttpServices): Promise<Response> {
  const query = readQuery(c, listQuery)
  const { tasks, hasMore } = await askedTasks(services, { accountId: callerOf(c).account.id }, query)
  const language = () => languageOf(c, services)
  const data = await Promise.all(tasks.map((task) => presentTask(services, task, language)))
  return c.json({ code: 200, data, has_more: hasMore })
}

export async function upload(c: HttpContext, services: HttpServices): Promise<Response> {
  const kept = await keepUpload(services.flow, callerOf(c).account.id, c.env.incoming)
  return c.json({
    url: fileUrl(services, kept.id, kept.contentType),
    filename: kept.filename,
    content_type: kept.contentType,
    bytes: kept.bytes,
    created_at: toUnixSeconds(kept.createdAt),
  })
}

function balanceAnswer(unlimited: boolean, remain: MicroUsd, used: MicroUsd) {
  return {
    success: true,
    remain_balance: unlimited ? -1 : toUsd(remain),
    remain_credits: unlimited ? -1 : toCredits(remain),
    used_balance: toUsd(used),
    used_credits: toCredits(used),
    unlimited_quota: unlimited,
  }
}

/** What this key has used, and what it can still use: a key has no balance of its own, it draws on its account's. */
export async function keyBalance(c: HttpContext): Promise<Response> {
  const { account, key } = callerOf(c)
  return c.json(balanceAnswer(account.unlimited, account.available, key.spent))
}

export async function accountBalance(c: HttpContext): Promise<Response> {
  const { account } = callerOf(c)
  return c.json(balanceAnswer(account.unlimited, account.available, account.spent))
}

const presentModel = (model: Model) => ({
  id: model.id,
  object: 'model',
  created: model.created,
  owned_by: model.ownedBy,
})

export async function listModels(c: HttpContext, services: HttpServices): Promise<Response> {
  return c.json({ object: 'list', data: services.flow.catalogue.models.map(presentModel) })
}

export async function getModel(c: HttpContext, services: HttpServices): Promise<Response> {
  const id = c.req.param('model_id') ?? ''
  const model = services.flow.catalogue.find(id)
  if (model === undefined) throw new ReelgateError('model_not_found', { param: 'model', values: { given: id } })
  return c.json(presentModel(model))
}
