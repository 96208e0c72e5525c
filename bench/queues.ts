import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { PostgresServer } from '../test/harness/postgres.ts'
import { median } from './figures.ts'
import { openBoss, openOurs } from './queue-candidates.ts'
import type { Candidate, Opened } from './queue-candidates.ts'

// What an existing queue on Postgres does with our work beside our own, in one run on one server that flushes every commit:
// node bench/queues.ts. See docs/decisions/0030-queue-on-postgres.md.
const JOBS = 1_500
const ROUNDS = 3
const BURST = 20
const PLACES = 8
const JOB_MS = 50
const GROUP_MAX = 2
const GROUP_JOBS = 40

const server = new PostgresServer({ isDurable: true })
const CANDIDATES: Readonly<Record<string, (url: string) => Candidate>> = { ours: openOurs, 'pg-boss': openBoss }
let databases = 0
const newUrl = () => server.url(`bench_${(databases += 1)}`)

/** Jobs that are added, each in a transaction with its task, by 64 callers, and completed, in a second. */
async function throughput(open: (url: string) => Candidate): Promise<number> {
  const candidate = open(newUrl())
  const node = await candidate.node()
  const done = Promise.withResolvers<void>()
  let ended = 0
  const started = performance.now()
  await node.work({ places: Infinity, groupMax: Infinity }, async () => {
    if ((ended += 1) === JOBS) done.resolve()
  })
  const callers = Array.from({ length: 64 }, async (_, caller) => {
    for (let index = caller; index < JOBS; index += 64) await node.add('one')
  })
  await Promise.all([...callers, done.promise])
  const perSecond = JOBS / ((performance.now() - started) / 1000)
  await candidate.close()
  return perSecond
}

/** From the moment when each of 20 jobs was added until it was begun on one of 8 places, beyond what waiting for a place takes (ms). */
async function burst(open: (url: string) => Candidate): Promise<number[]> {
  const candidate = open(newUrl())
  const node = await candidate.node()
  const begun: number[] = []
  const done = Promise.withResolvers<void>()
  let ended = 0
  await node.work({ places: PLACES, groupMax: Infinity }, async () => {
    begun.push(performance.now())
    await pause(JOB_MS)
    if ((ended += 1) === BURST) done.resolve()
  })
  await pause(3_000)
  const added = performance.now()
  await Promise.all(Array.from({ length: BURST }, () => node.add('one')))
  await done.promise
  await candidate.close()
  return begun.toSorted((a, b) => a - b).map((at, index) => at - added - Math.floor(index / PLACES) * JOB_MS)
}

/** Most jobs of one group that ran at the same time on two nodes, where at most 2 may. */
async function together(open: (url: string) => Candidate): Promise<number> {
  const candidate = open(newUrl())
  const nodes: Opened[] = [await candidate.node(), await candidate.node()]
  const done = Promise.withResolvers<void>()
  let [running, most, ended] = [0, 0, 0]
  for (const node of nodes) {
    await node.work({ places: PLACES, groupMax: GROUP_MAX }, async () => {
      most = Math.max(most, (running += 1))
      await pause(JOB_MS)
      running -= 1
      if ((ended += 1) === GROUP_JOBS) done.resolve()
    })
  }
  await Promise.all(nodes.flatMap((node) => Array.from({ length: GROUP_JOBS / nodes.length }, () => node.add('one'))))
  await done.promise
  await candidate.close()
  return most
}

/** Seconds from the kill -9 of a worker with a job in hand until another has it; a silent worker is given 10 s by both. */
async function resumed(name: string, open: (url: string) => Candidate): Promise<number> {
  const url = newUrl()
  const candidate = open(url)
  const node = await candidate.node()
  await node.add('one')
  const script = fileURLToPath(new URL('queue-holder-program.ts', import.meta.url))
  const holder = spawn(process.execPath, [script, name, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  holder.kill('SIGKILL')
  const killed = performance.now()
  const taken = Promise.withResolvers<number>()
  await node.work({ places: PLACES, groupMax: Infinity }, async () => taken.resolve(performance.now()))
  const seconds = ((await taken.promise) - killed) / 1000
  await candidate.close()
  return seconds
}

const perSecond: Record<string, number[]> = {}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, open] of Object.entries(CANDIDATES)) (perSecond[name] ??= []).push(await throughput(open))
}
for (const [name, open] of Object.entries(CANDIDATES)) {
  const waits = await burst(open)
  console.log(
    JSON.stringify({
      queue: name,
      addedAndCompletedPerSecond: Math.round(median(perSecond[name] ?? [])),
      burstMedianMs: Math.round(median(waits)),
      burstLastMs: Math.round(waits.at(-1) ?? 0),
      mostOfAGroupOfTwo: await together(open),
      resumedAfterSeconds: Number((await resumed(name, open)).toFixed(1)),
    }),
  )
}
process.exit(0)
