import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { measuredBy, median, whole } from './figures.ts'
import { load } from './load.ts'
import type { Call, LoadResult } from './load.ts'
import { start, startReelgate } from './programs.ts'
import type { Reelgate } from './programs.ts'

// What a user would run instead, on this machine and in this run: Portkey's gateway as a way to a provider, aimock as a
// stand-in for Google. Turns are taken in three rounds, and the median round counts: ratios travel, figures don't.
const SECONDS = Number(process.argv[2] ?? 4)
const WARM_UP_SECONDS = 1
const CALLERS = 64
const ROUNDS = 3
const HEARD_AGAIN_MS = 200
const HEARD_TRIES_MAX = 300
const PROMPT = 'a lighthouse at night'
const folder = mkdtempSync('bench-data-')

/** A Reelgate on a new folder; with an upstream it relays to that, without it makes nothing. */
function startOwn(name: string, upstream?: string): Promise<Reelgate> {
  const data = `${folder}/${name}`
  const env = { REELGATE_DATA_DIR: data }
  if (upstream === undefined) return startReelgate([], env)
  mkdirSync(data)
  const providers = {
    upstream: {
      type: 'relay',
      baseUrl: upstream,
      apiKey: 'a-key-of-the-benchmark',
      pollSeconds: 30,
      capacity: 100_000,
    },
  }
  writeFileSync(`${data}/reelgate.json`, JSON.stringify({ provider: 'upstream', providers }))
  return startReelgate(['configured'], { ...env, REELGATE_CONFIG: `${data}/reelgate.json` })
}

/** One caller after another, each call with a prompt of its own. */
async function oneByOne(
  call: Call,
  prefix: string,
  isOrder: boolean,
): Promise<LoadResult & { sentAt: Map<string, number> }> {
  const waits: number[] = []
  const sentAt = new Map<string, number>()
  let errors = 0
  for (let index = 0; index < 50 + SECONDS * 100; index += 1) {
    const prompt = `${prefix} ${index}`
    const body = isOrder ? call.body?.replace(PROMPT, prompt) : undefined
    const sent = Number(process.hrtime.bigint()) / 1e6
    const answer = await fetch(call.url, {
      method: call.method,
      headers: call.headers,
      ...(body !== undefined && { body }),
    })
    await answer.arrayBuffer()
    // The first ones find everything cold.
    if (index < 50) continue
    waits.push(Number(process.hrtime.bigint()) / 1e6 - sent)
    sentAt.set(prompt, sent)
    if (answer.status !== 200) errors += 1
  }
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0
  return { perSecond: 0, p50Ms: at(0.5), p99Ms: at(0.99), errors, sentAt }
}

function checked<T extends LoadResult>(call: Call, result: T): T {
  if (result.errors > 0) throw new Error(`${result.errors} calls of ${call.url} were not answered with 200`)
  return result
}

async function atOnce(call: Call): Promise<LoadResult> {
  await load(call, CALLERS, WARM_UP_SECONDS)
  return checked(call, await load(call, CALLERS, SECONDS))
}

const json = { 'content-type': 'application/json' }
const order = JSON.stringify({ model: 'veo3.1-fast-official', prompt: PROMPT, duration: 4 })

interface Way {
  name: string
  submit: Call
  poll: Call
}

/** From a caller's first byte to the upstream's hearing of it (ms), for the calls of one run. */
async function hearing(upstream: string, sentAt: ReadonlyMap<string, number>): Promise<number> {
  for (let tries = 0; tries < HEARD_TRIES_MAX; tries += 1) {
    const { heardAt } = (await (await fetch(`${upstream}/heard`)).json()) as { heardAt: Record<string, number> }
    const delays = [...sentAt].map(([prompt, sent]) => (heardAt[prompt] ?? NaN) - sent)
    if (delays.every((one) => !Number.isNaN(one))) return median(delays)
    await pause(HEARD_AGAIN_MS)
  }
  throw new Error('the service behind has not heard of every submit')
}

interface Passing {
  submitMs: number
  heardMs: number
  pollMs: number
  submits: number
  polls: number
  submitP99: number
  pollP99: number
}

async function measurePassing({ submit, poll }: Way, upstream: string, prefix: string): Promise<Passing> {
  const one = checked(submit, await oneByOne(submit, prefix, true))
  const heardMs = await hearing(upstream, one.sentAt)
  const looked = checked(poll, await oneByOne(poll, prefix, false))
  const [polls, submits] = [await atOnce(poll), await atOnce(submit)]
  return {
    submitMs: one.p50Ms,
    heardMs,
    pollMs: looked.p50Ms,
    submits: submits.perSecond,
    polls: polls.perSecond,
    submitP99: submits.p99Ms,
    pollP99: polls.p99Ms,
  }
}

async function passingRound(round: number): Promise<Map<string, Passing>> {
  const measured = new Map<string, Passing>()
  const portkey = await start<{ url: string }>('portkey-program.ts', [], {})
  for (const name of ['nothing', 'Portkey', 'Reelgate']) {
    const behind = await start<{ url: string }>('upstream-program.ts', [], {})
    const upstream = behind.hello.url
    const server = name === 'Reelgate' ? await startOwn(`relay-${round}`, upstream) : undefined
    let way: Way
    if (server !== undefined) {
      const { url, secret } = server.hello
      const headers = { ...json, authorization: `Bearer ${secret}` }
      const made = await fetch(`${url}/v1/videos/generations`, { method: 'POST', headers, body: order })
      const { data } = (await made.json()) as { data: { task_id: string }[] }
      way = {
        name,
        submit: { method: 'POST', url: `${url}/v1/videos/generations`, headers, body: order },
        poll: { method: 'GET', url: `${url}/v1/tasks/${data[0]?.task_id}`, headers },
      }
    } else {
      const base = name === 'Portkey' ? portkey.hello.url : upstream
      const headers = {
        ...json,
        authorization: 'Bearer a-key-of-the-benchmark',
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `${upstream}/v1`,
      }
      // Its route for anything else answers 500 on Node 24; these two it passes on as they are.
      way = {
        name,
        submit: { method: 'POST', url: `${base}/v1/images/generations`, headers, body: order },
        poll: { method: 'GET', url: `${base}/v1/files/task_01KAB3C4D5E6F7G8H9J0K1M2N3`, headers },
      }
    }
    measured.set(name, await measurePassing(way, upstream, `${name} ${round}`))
    await server?.stop()
    await behind.stop()
  }
  await portkey.stop()
  return measured
}

interface Standing {
  submits: LoadResult
  polls: LoadResult
}

const google = '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning'

async function measureStanding(url: string, key: string): Promise<Standing> {
  const headers = { ...json, 'x-goog-api-key': key }
  const body = JSON.stringify({ instances: [{ prompt: PROMPT }], parameters: { durationSeconds: 4 } })
  const made = await fetch(`${url}${google}`, { method: 'POST', headers, body })
  const { name } = (await made.json()) as { name: string }
  const polls = await atOnce({ method: 'GET', url: `${url}/v1beta/${name}`, headers })
  return { polls, submits: await atOnce({ method: 'POST', url: `${url}${google}`, headers, body }) }
}

async function standingRound(round: number): Promise<Map<string, Standing>> {
  const aimock = await start<{ url: string }>('aimock-program.ts', [], {})
  const theirs = await measureStanding(aimock.hello.url, 'any-key-will-do')
  await aimock.stop()
  const server = await startOwn(`stand-in-${round}`)
  const ours = await measureStanding(server.hello.url, server.hello.secret)
  await server.stop()
  return new Map([
    ['aimock', theirs],
    ['Reelgate', ours],
  ])
}

const passing: Map<string, Passing>[] = []
const standing: Map<string, Standing>[] = []
for (let round = 0; round < ROUNDS; round += 1) {
  passing.push(await passingRound(round))
  standing.push(await standingRound(round))
}
rmSync(folder, { recursive: true })

const ms = (value: number) => `${value.toFixed(1)} ms`
const of = (name: string, figure: keyof Passing) => median(passing.map((round) => round.get(name)?.[figure] ?? NaN))
const ratio = (figure: keyof Passing) =>
  median(passing.map((round) => (round.get('Reelgate')?.[figure] ?? NaN) / (round.get('Portkey')?.[figure] ?? NaN)))

console.log(measuredBy('npm run bench:others'))
console.log(
  '| through | submit, one caller | until the service hears of it | poll, one caller | submits/s (p99), 64 callers | polls/s (p99), 64 callers |',
)
console.log('| --- | --- | --- | --- | --- | --- |')
for (const name of ['nothing', 'Portkey', 'Reelgate']) {
  const at = (figure: keyof Passing) => of(name, figure)
  const submits = `${whole(at('submits'))} (${whole(at('submitP99'))} ms)`
  const polls = `${whole(at('polls'))} (${whole(at('pollP99'))} ms)`
  console.log(
    `| ${name} | ${ms(at('submitMs'))} | ${ms(at('heardMs'))} | ${ms(at('pollMs'))} | ${submits} | ${polls} |`,
  )
}
console.log(
  `\nReelgate to Portkey, median of the rounds: submits ${ratio('submits').toFixed(2)}, polls ${ratio('polls').toFixed(2)}\n`,
)
console.log(
  '| stand-in for Google | submits/s (p50, p99), 64 callers | polls/s (p50, p99), 64 callers |\n| --- | --- | --- |',
)
const stood = (name: string, kind: keyof Standing, figure: keyof LoadResult) =>
  median(standing.map((round) => round.get(name)?.[kind][figure] ?? NaN))
for (const name of ['aimock', 'Reelgate']) {
  const cell = (kind: keyof Standing) =>
    `${whole(stood(name, kind, 'perSecond'))} (${ms(stood(name, kind, 'p50Ms'))}, ${ms(stood(name, kind, 'p99Ms'))})`
  console.log(`| ${name} | ${cell('submits')} | ${cell('polls')} |`)
}
const against = (kind: keyof Standing) =>
  median(
    standing.map(
      (round) => (round.get('Reelgate')?.[kind].perSecond ?? NaN) / (round.get('aimock')?.[kind].perSecond ?? NaN),
    ),
  )
console.log(
  `\nReelgate to aimock, median of the rounds: submits ${against('submits').toFixed(2)}, polls ${against('polls').toFixed(2)}`,
)
