import { mkdtempSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { load } from './load.ts'
import type { Call } from './load.ts'
import { start } from './programs.ts'

// Everything in one run on one machine, each figure beside its yardstick: ratios travel between machines, figures don't.
const CALLERS = 64
const SECONDS = Number(process.argv[2] ?? 6)
const WARM_UP_SECONDS = 2
// In the working tree rather than in /tmp, which may be memory: a commit that reaches no disk proves nothing.
const folder = mkdtempSync('bench-data-')

interface Row {
  what: string
  measured: string
  aim: string
  holds: boolean
}

const rows: Row[] = []
const percent = (ratio: number) => `${Math.round(ratio * 100)}%`
const whole = (value: number) => Math.round(value).toLocaleString('en')

async function measured(call: Call) {
  await load(call, CALLERS, WARM_UP_SECONDS)
  const result = await load(call, CALLERS, SECONDS)
  if (result.errors > 0) throw new Error(`${result.errors} calls of ${call.url} were not answered with 200`)
  return result
}

const bare = await start<{ perSecond: number }>('bare-submit-loop.ts', [folder, String(SECONDS)], {})
await bare.stop()

const server = await start<{ url: string; secret: string }>('server-program.ts', [], {
  REELGATE_DATA_DIR: `${folder}/server`,
  REELGATE_PORT: '0',
  REELGATE_SUBMITS_PER_MINUTE: '1000000',
  REELGATE_POLLS_PER_MINUTE: '10000000',
  REELGATE_QUEUE_TASKS_MAX: '10000000',
})
const { url, secret } = server.hello
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
const body = JSON.stringify({ model: 'veo3.1-fast-official', prompt: 'a lighthouse at night', duration: 4 })
// Idle means idle: what the start needed may be given back first.
await pause(3000)
const memoryMb = server.memoryMb()
const submitted = await fetch(`${url}/v1/videos/generations`, { method: 'POST', headers, body })
const { data } = (await submitted.json()) as { data: { task_id: string }[] }
const firstAnswerMs = server.startMs

const http = await start<{ url: string }>('bare-http-program.ts', [], {})
const task = `/v1/tasks/${data[0]?.task_id}`
const constant = await measured({ method: 'GET', url: `${http.hello.url}${task}`, headers })
await http.stop()
const polls = await measured({ method: 'GET', url: `${url}${task}`, headers })
const submits = await measured({ method: 'POST', url: `${url}/v1/videos/generations`, headers, body })
await server.stop()
rmSync(folder, { recursive: true })

const submitRatio = submits.perSecond / bare.hello.perSecond
rows.push({
  what: `durable submits over HTTP at ${CALLERS} callers, against a bare loop of the same statements with group commit`,
  measured: `${percent(submitRatio)} (${whole(submits.perSecond)}/s against ${whole(bare.hello.perSecond)}/s)`,
  aim: '50% or more',
  holds: submitRatio >= 0.5,
})
rows.push({
  what: 'p99 of those submits',
  measured: `${whole(submits.p99Ms)} ms`,
  aim: 'under 100 ms',
  holds: submits.p99Ms < 100,
})
const pollRatio = polls.perSecond / constant.perSecond
rows.push({
  what: `polls at ${CALLERS} callers, against a handler of the same framework that returns a constant`,
  measured: `${percent(pollRatio)} (${whole(polls.perSecond)}/s against ${whole(constant.perSecond)}/s)`,
  aim: '60% or more',
  holds: pollRatio >= 0.6,
})
rows.push({
  what: 'memory of the idle server',
  measured: `${whole(memoryMb)} MB`,
  aim: 'under 120 MB',
  holds: memoryMb < 120,
})
rows.push({
  what: 'start of the process to listening, on an empty folder',
  measured: `${whole(firstAnswerMs)} ms`,
  aim: 'under 1,000 ms',
  holds: firstAnswerMs < 1000,
})

console.log(`npm run bench on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}\n`)
console.log('| what | measured | aim | |\n| --- | --- | --- | --- |')
for (const { what, measured: figure, aim, holds } of rows)
  console.log(`| ${what} | ${figure} | ${aim} | ${holds ? 'holds' : 'missed'} |`)
