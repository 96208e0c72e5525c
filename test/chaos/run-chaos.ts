import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPostgres } from '../../src/db/postgres/database.ts'
import type { Database } from '../../src/db/database.ts'
import { openLog } from '../../src/lib/log.ts'
import { Api, MODEL } from '../harness/api.ts'
import { CutLine } from '../harness/cut-line.ts'
import { haveSmallDisks, Nodes } from '../harness/nodes.ts'
import { openTestBucket } from '../harness/object-store.ts'
import { PostgresServer } from '../harness/postgres.ts'
import { Program, ROOT } from '../harness/process.ts'
import type { Ending } from '../harness/process.ts'
import { Receiver } from '../harness/receiver.ts'
import { Draw } from '../soak/draw.ts'
import { boughtIn, countUnfinished, statesIn, wrongIn } from './books.ts'
import { call } from './caller.ts'
import type { Told } from './caller.ts'
import { makeTrouble } from './troubles.ts'

export interface ChaosPlan {
  /** Empty, and there. */
  folder: string
  /** Decides what each caller does, and what is broken when. */
  seed: number
  seconds: number
  callers: number
  /** How long all that was accepted may take to end once nothing is broken any more. */
  settleSeconds: number
}

export interface ChaosReport {
  seed: number
  seconds: number
  /** How often each thing went wrong. */
  troubles: Record<string, number>
  acknowledged: number
  /** Calls by what they were and their status. */
  answers: Record<string, number>
  /** Calls that met no answer. */
  broken: number
  states: Record<string, number>
  bought: number
  /** Webhooks that came, one that came again among them. */
  told: number
  /** From the last trouble to the end of the last task. */
  settledInSeconds: number
  /** A sentence for each promise that was broken; empty where all held. */
  wrong: string[]
}

const KEY = 'chaos-emulator-key'

/** An emulator that answers some calls badly, and loses some answers to what it has begun; behind a line that can be cut. */
async function openEmulator(ending: Ending, data: string): Promise<CutLine> {
  const env = {
    REELGATE_RENDER_JOBS_MAX: '1',
    REELGATE_FAULTS: 'broken=503%3,lossy@submit%2,broken=cut@poll%3,filtered=all%10,seed=7',
  }
  const args = ['emulate', '--port', '0', '--key', KEY, '--data', data]
  const program = new Program(ending, { script: `${ROOT}/bin/reelgate.mjs`, args, env })
  const [, url = ''] = await program.says(/on (http:\/\/\S+)/)
  return CutLine.open(ending, url)
}

async function writeSettings(folder: string, provider: string): Promise<string> {
  const veo = {
    type: 'vertex',
    project: 'chaos',
    baseUrl: provider,
    accessToken: KEY,
    startsPerMinute: 6_000,
    capacity: 16,
    pollSeconds: 1,
    requestSeconds: 10,
  }
  const path = join(folder, 'reelgate.json')
  await writeFile(path, JSON.stringify({ providers: { veo }, models: [{ id: MODEL, provider: 'veo' }] }))
  return path
}

async function openWorld(ending: Ending, { folder, seed }: ChaosPlan) {
  const postgres = new PostgresServer()
  ending.after(() => postgres.stop('immediate'))
  const databaseUrl = postgres.url('chaos')
  const emulated = join(folder, 'emulator')
  await mkdir(emulated)
  const provider = await openEmulator(ending, emulated)
  const bucket = await openTestBucket(ending)
  const store = await CutLine.open(ending, bucket.settings.endpoint ?? '')
  const receiver = await Receiver.open(ending)
  const draw = new Draw(seed + 1)
  // A receiver has its own bad moments.
  receiver.answering = () => (draw.chance(0.1) ? 500 : 200)
  const env = {
    ...bucket.env,
    REELGATE_S3_ENDPOINT: store.url,
    REELGATE_CONFIG: await writeSettings(folder, provider.url),
    REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on',
    REELGATE_WEBHOOK_RETRY_SECONDS: '1,2,4,8,15,15,15,30,30,30',
    REELGATE_UNRESOLVED_MINUTES: '1',
    REELGATE_LEASE_SECONDS: '5',
    REELGATE_LOG_LEVEL: 'warn',
  }
  const hasSmallDisks = haveSmallDisks()
  const nodes = await Nodes.open(ending, { folder, databaseUrl, env, hasBucket: true, hasSmallDisks })
  const key = await nodes.newKey('much', '--unlimited')
  const all = await Promise.all([
    nodes.start('api-1', 'api'),
    nodes.start('api-2', 'api'),
    nodes.start('worker-1', 'worker'),
    nodes.start('worker-2', 'worker'),
  ])
  return { postgres, databaseUrl, provider, emulated, store, receiver, nodes, key, all }
}

/** Waits for the end of every task, and for its webhook. Returns the seconds that took. */
async function settle(db: Database, told: Told, receiver: Receiver, patienceSeconds: number): Promise<number> {
  const began = performance.now()
  const seconds = () => Math.round((performance.now() - began) / 1000)
  const isDone = async () => {
    if ((await countUnfinished(db)) > 0) return false
    const heard = new Set(receiver.ids)
    return [...told.promptOf.keys()].every((id) => heard.has(id))
  }
  while (!(await isDone()) && seconds() < patienceSeconds) await pause(500)
  return seconds()
}

/**
 * Many callers against two nodes that answer and two that work, on Postgres and an object store, before an emulator, while
 * one thing after the other is broken. The seed draws the same plan again; how the processes interleave is the machine's.
 */
export async function runChaos(ending: Ending, plan: ChaosPlan): Promise<ChaosReport> {
  const { seed, seconds, callers, settleSeconds } = plan
  const world = await openWorld(ending, plan)
  const { nodes, receiver, key } = world
  const until = performance.now() + seconds * 1000
  const isOver = () => performance.now() >= until
  const told: Told = { promptOf: new Map(), answers: new Map(), broken: 0, wrong: [] }
  const api = new Api(nodes.balancer.url, key)
  const calling = Array.from({ length: callers }, (_, index) => {
    const name = `${randomUUID().slice(0, 8)}-${index}`
    return call({ api, name, draw: new Draw(seed + 2 + index), webhook: receiver.url, told, isOver })
  })
  const times = { lastingMs: [1_000, 4_000], everyMs: [1_000, 3_000] } as const
  const troubling = makeTrouble(world, { draw: new Draw(seed), ...times, isOver })
  const [troubles] = await Promise.all([troubling, ...calling])

  receiver.answering = 200
  const db = await openPostgres({ url: world.databaseUrl, connectionsMax: 3, log: openLog('silent') })
  ending.after(() => db.close())
  const settledInSeconds = await settle(db, told, receiver, settleSeconds)
  const verified = await nodes.command('ledger', 'verify')
  if (verified.code !== 0) told.wrong.push(verified.stdout + verified.stderr)
  const bought = boughtIn(world.emulated)
  const wrong = await wrongIn(db, told, { bought, told: new Set(receiver.ids) })
  return {
    seed,
    seconds,
    troubles,
    acknowledged: told.promptOf.size,
    answers: Object.fromEntries([...told.answers].toSorted(([one], [other]) => one.localeCompare(other))),
    broken: told.broken,
    states: await statesIn(db),
    bought: bought.length,
    told: receiver.received.length,
    settledInSeconds,
    wrong: [...nodes.deaths, ...told.wrong, ...wrong],
  }
}
