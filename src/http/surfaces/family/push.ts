import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { isFinal } from '../../../domain/task.ts'
import type { Task } from '../../../domain/task.ts'
import { findOwnTask } from '../../../flow/accept-request.ts'
import { Alarm } from '../../../lib/alarm.ts'
import { sha256Hex } from '../../../lib/ids.ts'
import { describeError } from '../../../lib/log.ts'
import { callerOf, languageOf, sendHeader } from '../../context.ts'
import type { HttpContext, HttpServices } from '../../context.ts'
import { EventStream } from '../../event-stream.ts'
import type { Snapshot } from '../../event-stream.ts'
import { readQuery } from '../../read-query.ts'
import { ownTask } from '../one-task.ts'
import { presentTask } from './present-task.ts'
import { taskQuery } from './schemas.ts'

const ID_CHARACTERS = 16

/** The status of a task of the caller's, looked up anew with each call. Keeps nothing of the request. */
function lookAt(c: HttpContext, services: HttpServices, taskId: string) {
  const accountId = callerOf(c).account.id
  const language = languageOf(c, services)
  return async () => {
    const task = await findOwnTask(services.flow, accountId, taskId)
    return { task, data: await presentTask(services, task, () => language) }
  }
}

/**
 * The status of a task as soon as it is another one than now, or when the seconds of `wait` are over. Answers at once where
 * the task has ended, or the server is stopping.
 */
export async function answerChange(c: HttpContext, services: HttpServices, { id, state }: Task): Promise<Response> {
  const { wait } = readQuery(c, taskQuery)
  const look = lookAt(c, services, id)
  const isOpen = !isFinal(state) && wait > 0 && !services.listeners.hasEnded
  const data = isOpen ? await untilChanged(c, services, { id, look, waitMs: wait * 1000 }) : (await look()).data
  // Its connection is not to be the one that holds up the stop.
  if (services.listeners.hasEnded) sendHeader(c, 'Connection', 'close')
  return c.json({ code: 200, data })
}

async function untilChanged(
  c: HttpContext,
  { listeners }: HttpServices,
  { id, look, waitMs }: { id: string; look: ReturnType<typeof lookAt>; waitMs: number },
) {
  const alarm = new Alarm()
  const { outgoing } = c.env
  const over = new AbortController()
  const end = () => {
    over.abort()
    alarm.ring()
  }
  // Gone already: its end would not be heard any more.
  if (outgoing.destroyed) end()
  // Listens before it looks, so that no change falls between the two.
  const leave = listeners.add({ taskId: id, keyId: callerOf(c).key.id }, { changed: () => alarm.ring(), end })
  const timer = setTimeout(end, waitMs)
  outgoing.once('close', end)
  try {
    let now = await look()
    const before = JSON.stringify(now.data)
    while (!over.signal.aborted && !isFinal(now.task.state) && JSON.stringify(now.data) === before) {
      await alarm.wait(waitMs)
      now = await look()
    }
    return now.data
  } finally {
    clearTimeout(timer)
    outgoing.off('close', end)
    leave()
  }
}

/**
 * The status of a task as server-sent events: as it is, then at each change, until it has ended. A client that comes again
 * with the id of the last event is told what it missed; a 204 keeps one that has seen the end from asking for ever.
 */
export async function taskEvents(c: HttpContext, services: HttpServices): Promise<Response> {
  const { flow, listeners } = services
  const { id } = await ownTask(c, services, c.req.param('task_id') ?? '')
  const look = lookAt(c, services, id)
  const snapshot = async (): Promise<Snapshot> => {
    const { task, data } = await look()
    const text = JSON.stringify(data)
    return { id: sha256Hex(text).slice(0, ID_CHARACTERS), text, isFinal: isFinal(task.state) }
  }
  const lastId = c.req.header('last-event-id')
  const now = await snapshot()
  if (now.isFinal && now.id === lastId) return c.body(null, 204)
  const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' }
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)

  const { outgoing } = c.env
  // Gone already: its end would not be heard any more.
  if (outgoing.destroyed) return RESPONSE_ALREADY_SENT
  const failed = (error: unknown) => flow.log.error({ task: id, error: describeError(error) }, 'a stream failed')
  const listener = {
    changed: () => stream.changed(),
    beat: () => stream.beat(),
    end: () => stream.end(),
  }
  const leave = listeners.add({ taskId: id, keyId: callerOf(c).key.id }, listener)
  outgoing.once('close', leave)
  outgoing.writeHead(200, headers)
  const stream = new EventStream(outgoing, { event: 'task', look: snapshot, lastId, failed })
  stream.changed()
  return RESPONSE_ALREADY_SENT
}
