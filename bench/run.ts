import { mkdtempSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { measuredBy, median, percent, whole } from './figures.ts'
import { load } from './load.ts'
import type { Call, LoadResult } from './load.ts'
import { start, startReelgate } from './programs.ts'
import { measureWatching, POLL_SECONDS } from './watching.ts'

// Everything in one run on one machine, each figure beside its yardstick: ratios travel between machines, figures don't.
const CALLERS = 64
const SECONDS = Number(process.argv[2] ?? 4)
const WARM_UP_SECONDS = 1
const ROUNDS = 3
// In the working tree rather than in /tmp, which may be memory: a commit that reaches no disk proves nothing.
const folder = mkdtempSync('bench-data-')

interface Row {
  what: string
  measured: string
  aim: string
  holds: boolean
}

async function perSecond(call: Call): Promise<LoadResult> {
  await load(call, CALLERS, WARM_UP_SECONDS)
  const result = await load(call, CALLERS, SECONDS)
  if (result.errors > 0) throw new Error(`${result.errors} calls of ${call.url} were not answered with 200`)
  return result
}

const server = await startReelgate([], { REELGATE_DATA_DIR: `${folder}/server` })
const { url, secret } = server.hello
const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
const body = JSON.stringify({ model: 'veo3.1-fast-official', prompt: 'a lighthouse at night', duration: 4 })
// Idle means idle: what the start needed may be given back first.
await pause(3000)
const memoryMb = server.memoryMb()
const submitted = await fetch(`${url}/v1/videos/generations`, { method: 'POST', headers, body })
const { data } = (await submitted.json()) as { data: { task_id: string }[] }
const task = `/v1/tasks/${data[0]?.task_id}`
const http = await start<{ url: string }>('bare-http-program.ts', [], {})

// Each figure and its yardstick take turns, so that what else the machine does meets both; the median round counts.
interface Round {
  constant: number
  polls: number
  bare: number
  submits: number
  p99Ms: number
}

const rounds: Round[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  const constant = await perSecond({ method: 'GET', url: `${http.hello.url}${task}`, headers })
  const polls = await perSecond({ method: 'GET', url: `${url}${task}`, headers })
  const loop = await start<{ perSecond: number }>('bare-submit-loop.ts', [folder, String(SECONDS)], {})
  await loop.stop()
  const submits = await perSecond({ method: 'POST', url: `${url}/v1/videos/generations`, headers, body })
  rounds.push({
    constant: constant.perSecond,
    polls: polls.perSecond,
    bare: loop.hello.perSecond,
    submits: submits.perSecond,
    p99Ms: submits.p99Ms,
  })
}
await http.stop()
await server.stop()
const watching = await measureWatching(`${folder}/watching`)
rmSync(folder, { recursive: true })

const middle = (name: keyof Round) => median(rounds.map((round) => round[name]))
const submitRatio = median(rounds.map((round) => round.submits / round.bare))
const pollRatio = median(rounds.map((round) => round.polls / round.constant))
const rows: Row[] = [
  {
    what: `durable submits over HTTP at ${CALLERS} callers, against a bare loop of the same statements with group commit`,
    measured: `${percent(submitRatio)} (${whole(middle('submits'))}/s against ${whole(middle('bare'))}/s)`,
    aim: '50% or more',
    holds: submitRatio >= 0.5,
  },
  {
    what: 'p99 of those submits',
    measured: `${whole(middle('p99Ms'))} ms`,
    aim: 'under 100 ms',
    holds: middle('p99Ms') < 100,
  },
  {
    what: `polls at ${CALLERS} callers, against a handler of the same framework that returns a constant`,
    measured: `${percent(pollRatio)} (${whole(middle('polls'))}/s against ${whole(middle('constant'))}/s)`,
    aim: '60% or more',
    holds: pollRatio >= 0.6,
  },
  { what: 'memory of the idle server', measured: `${whole(memoryMb)} MB`, aim: 'under 120 MB', holds: memoryMb < 120 },
  {
    what: 'start of the process to listening, on an empty folder',
    measured: `${whole(server.startMs)} ms`,
    aim: 'under 1,000 ms',
    holds: server.startMs < 1000,
  },
  {
    what: `from the provider's end to the caller's completed, median: 1,000 tasks in flight, each looked at every ${POLL_SECONDS} s`,
    measured: `${whole(watching.medianMs)} ms (p99: ${whole(watching.p99Ms)} ms)`,
    aim: `under ${whole(POLL_SECONDS * 1000 + 300)} ms`,
    holds: watching.medianMs < POLL_SECONDS * 1000 + 300,
  },
  {
    what: 'memory of the server with 1,000 tasks in flight',
    measured: `${whole(watching.memoryMb)} MB`,
    aim: 'under 250 MB',
    holds: watching.memoryMb < 250,
  },
]

console.log(measuredBy('npm run bench'))
console.log('| what | measured | aim | |\n| --- | --- | --- | --- |')
for (const { what, measured: figure, aim, holds } of rows)
  console.log(`| ${what} | ${figure} | ${aim} | ${holds ? 'holds' : 'missed'} |`)
