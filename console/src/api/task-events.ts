import { ApiError, mayPass } from './api-error.ts'
import { eventsOf } from './client.ts'
import { getTask, isOpen } from './tasks.ts'
import type { Task } from './wire.ts'

const PAUSE_MS = 1_500

const pause = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, PAUSE_MS)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** One stream, until it breaks or the task has ended; true: it brought something. */
async function listen(id: string, tell: (task: Task) => void, signal: AbortSignal): Promise<boolean> {
  let hasTold = false
  try {
    for await (const data of eventsOf(`/v1/tasks/${encodeURIComponent(id)}/events`, signal)) {
      tell(JSON.parse(data) as Task)
      hasTold = true
    }
  } catch (error) {
    // A stream that a proxy swallows or cuts off is no reason to know nothing: the task is asked for instead.
    if (!signal.aborted && !(error instanceof ApiError || error instanceof TypeError)) throw error
  }
  return hasTold
}

/**
 * Tells the states of a task as they come, until it has ended or `signal` aborts: by the server's events, and by asking
 * every now and then where no events arrive.
 */
export async function followTask(id: string, tell: (task: Task) => void, signal: AbortSignal): Promise<void> {
  let last: Task | undefined
  const note = (task: Task) => {
    last = task
    if (!signal.aborted) tell(task)
  }
  let streams = true
  for (;;) {
    if (streams) streams = await listen(id, note, signal)
    if (signal.aborted || (last !== undefined && !isOpen(last))) return
    try {
      note(await getTask(id, signal))
    } catch (error) {
      if (signal.aborted) return
      if (!mayPass(error)) throw error
    }
    if (last !== undefined && !isOpen(last)) return
    await pause(signal)
  }
}
