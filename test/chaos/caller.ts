import { setTimeout as pause } from 'node:timers/promises'
import { SUBMIT } from '../harness/api.ts'
import type { Answer, Api } from '../harness/api.ts'
import { count } from '../harness/heard.ts'
import type { Heard } from '../harness/heard.ts'
import type { Draw } from '../soak/draw.ts'

export interface Told extends Heard {
  /** The prompt of each task that was acknowledged. */
  promptOf: Map<string, string>
}

interface Caller {
  api: Api
  name: string
  draw: Draw
  /** Where webhooks go. */
  webhook: string
  told: Told
  isOver: () => boolean
}

const RETRY_MS = 250
const LOOK_EVERY_MS = 1_000
/** Looks after which a caller without patience cancels what it waits for. */
const PATIENCE_LOOKS = 5
const FINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])

/** One call, made again until it is answered: no answer, 429, 502 and 503 ask for that. undefined when it is over first. */
async function answered(caller: Caller, what: string, call: () => Promise<Answer>): Promise<Answer | undefined> {
  for (;;) {
    const answer = await call().catch(() => undefined)
    if (answer === undefined) caller.told.broken += 1
    else count(caller.told, what, answer)
    if (answer !== undefined && ![429, 502, 503].includes(answer.status)) return answer
    if (caller.isOver()) return undefined
    await pause(RETRY_MS)
  }
}

async function submit(caller: Caller, turn: number): Promise<string | undefined> {
  const { api, told, name, draw, webhook } = caller
  const prompt = `a lighthouse at night, ${name}, number ${turn}`
  const send = () => api.submit({ ...SUBMIT, prompt, webhook }, { 'idempotency-key': `${name}-${turn}` })
  const answer = await answered(caller, 'submit', send)
  if (answer === undefined) return undefined
  if (answer.status !== 200) {
    told.wrong.push(`a submit was answered ${answer.status} ${JSON.stringify(answer.body)}`)
    return undefined
  }
  const id = answer.body.data[0].task_id as string
  if (told.promptOf.has(id)) told.wrong.push(`${id} was given to two submits`)
  told.promptOf.set(id, prompt)
  if (!draw.chance(0.1)) return id
  const again = await answered(caller, 'repeat', send)
  if (again !== undefined && again.body.data?.[0]?.task_id !== id) {
    told.wrong.push(`the repeat of ${id} was answered ${again.status} ${JSON.stringify(again.body)}`)
  }
  return id
}

async function download(caller: Caller, id: string, link: string): Promise<void> {
  const video = await answered(caller, 'download', () => caller.api.get(link))
  if (video !== undefined && video.status !== 200) {
    caller.told.wrong.push(`the video of ${id} was answered ${video.status}`)
  }
}

/** Looks at a task until it has ended, or the caller has had enough of it. */
async function follow(caller: Caller, id: string): Promise<void> {
  const { api, told, draw } = caller
  const isPatient = draw.chance(0.4)
  for (let looks = 0; !caller.isOver(); looks += 1) {
    // Some ask again and again, some wait to be told.
    const wait = isPatient ? '?wait=10' : ''
    const answer = await answered(caller, 'poll', () => api.get(`/v1/tasks/${id}${wait}`))
    if (answer === undefined) return
    if (answer.status !== 200)
      return void told.wrong.push(`${id} was acknowledged, and a poll answered ${answer.status}`)
    const { status, result } = answer.body.data
    if (FINAL.has(status as string)) {
      const link = result?.videos[0]?.url[0] as string | undefined
      return link === undefined ? undefined : download(caller, id, link)
    }
    if (!isPatient && looks === PATIENCE_LOOKS) {
      return void (await answered(caller, 'cancel', () => api.call('POST', `/v1/tasks/${id}/cancel`)))
    }
    await pause(LOOK_EVERY_MS)
  }
}

/** Submits, follows, downloads and cancels, one task after the other, until it is over. */
export async function call(caller: Caller): Promise<void> {
  for (let turn = 0; !caller.isOver(); turn += 1) {
    const id = await submit(caller, turn)
    if (id !== undefined) await follow(caller, id)
  }
}
