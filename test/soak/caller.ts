import { setTimeout as pause } from 'node:timers/promises'
import { SUBMIT } from '../harness/api.ts'
import type { Answer, Api } from '../harness/api.ts'
import { count } from '../harness/heard.ts'
import type { Heard } from '../harness/heard.ts'
import type { Draw } from './draw.ts'

export interface Told extends Heard {
  /** Account of each task that was acknowledged. */
  accountOf: Map<string, string>
}

interface Caller {
  api: Api
  account: string
  name: string
  draw: Draw
  picture: Buffer
  told: Told
  isOver: () => boolean
}

const RETRY_MS = 50

/** One call, repeated until a server answers it: while it is killed and started again there is none. */
async function answered(caller: Caller, call: () => Promise<Answer>): Promise<Answer | undefined> {
  for (;;) {
    try {
      return await call()
    } catch {
      caller.told.broken += 1
      if (caller.isOver()) return undefined
      await pause(RETRY_MS)
    }
  }
}

function bodyOf({ draw, picture }: Caller) {
  const withPicture = draw.chance(0.2) && {
    first_frame_image: `data:image/png;base64,${picture.toString('base64')}`,
  }
  return { ...SUBMIT, seed: Math.floor(draw.fraction() * 1e9), sample_count: draw.chance(0.3) ? 2 : 1, ...withPicture }
}

async function submit(caller: Caller, key: string, own: string[]): Promise<void> {
  const { api, told, draw, account } = caller
  const body = bodyOf(caller)
  const send = () => api.submit(body, { 'idempotency-key': key })
  const answer = await answered(caller, send)
  if (answer === undefined) return
  count(told, 'submit', answer)
  if (answer.status !== 200) return
  const id = answer.body.data[0].task_id as string
  if (told.accountOf.has(id)) told.wrong.push(`${id} was given to two submits`)
  told.accountOf.set(id, account)
  own.push(id)
  if (!draw.chance(0.1)) return
  const again = await answered(caller, send)
  if (again !== undefined && again.body.data?.[0]?.task_id !== id) {
    told.wrong.push(`the repeat of ${id} was answered ${again.status} ${JSON.stringify(again.body)}`)
  }
}

async function look(caller: Caller, id: string): Promise<void> {
  const { api, told, draw } = caller
  const answer = await answered(caller, () => api.get(`/v1/tasks/${id}`))
  if (answer === undefined) return
  count(told, 'poll', answer)
  if (answer.status !== 200) told.wrong.push(`${id} was acknowledged, and a poll of it was answered ${answer.status}`)
  const link = answer.body.data?.result?.videos[0]?.url[0] as string | undefined
  if (link === undefined || !draw.chance(0.2)) return
  const video = await answered(caller, () => api.get(link))
  if (video !== undefined && video.status !== 200) told.wrong.push(`the video of ${id} was answered ${video.status}`)
}

async function upload(caller: Caller): Promise<void> {
  const form = () => {
    const body = new FormData()
    body.append('file', new Blob([Buffer.from(caller.picture)]), 'a.png')
    return body
  }
  const answer = await answered(caller, () => caller.api.call('POST', '/v1/uploads/images', { body: form() }))
  if (answer !== undefined) count(caller.told, 'upload', answer)
}

/** Submits, polls, downloads, cancels and uploads in turns drawn by chance, until it is over. */
export async function call(caller: Caller): Promise<void> {
  const { api, draw, told } = caller
  const own: string[] = []
  for (let turn = 0; !caller.isOver(); turn += 1) {
    const id = draw.from(own)
    const what = draw.fraction()
    if (what < 0.4 || id === undefined) await submit(caller, `${caller.name}-${turn}`, own)
    else if (what < 0.85) await look(caller, id)
    else if (what < 0.9) await upload(caller)
    else if (what < 0.95) await answered(caller, () => api.call('POST', `/v1/tasks/${id}/cancel`))
    else {
      const answer = await answered(caller, () => api.get('/v1/user/balance'))
      const balance = answer?.body.remain_balance as number | undefined
      if (balance !== undefined && balance < 0) told.wrong.push(`${caller.account} was shown a balance of ${balance}`)
    }
  }
}
