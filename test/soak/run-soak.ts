import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Api } from '../harness/api.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import type { Ending, RunningServer } from '../harness/process.ts'
import { Upstream } from '../harness/upstream.ts'
import { photo } from '../images/pictures.ts'
import { statesIn, unfinishedIn, wrongIn } from './books.ts'
import { call } from './caller.ts'
import type { Told } from './caller.ts'
import { Draw } from './draw.ts'
import { makeNoise } from './upstream-noise.ts'

export interface SoakPlan {
  /** Empty, and there. */
  dataDir: string
  /** Decides what each caller does, when the server is killed, and how the upstream fails. */
  seed: number
  seconds: number
  callers: number
  /** The shortest and the longest time between two kills. */
  killEveryMs: readonly [number, number]
}

export interface SoakReport {
  seed: number
  seconds: number
  kills: number
  acknowledged: number
  /** Calls by what they were and their status. */
  answers: Record<string, number>
  /** Calls that were cut by a kill, or met no server. */
  broken: number
  states: Record<string, number>
  operations: number
  /** A sentence for each promise that was broken; empty where all held. */
  wrong: string[]
}

const ACCOUNTS = ['little', 'some', 'much']
/** USD: the first two run out again and again, and are topped up. */
const BALANCES = [3, 50, 5_000]
const TOP_UP_EVERY_MS = 1_000
const SETTLED_WITHIN_MS = 60_000

async function madeKeys(ending: Ending, env: Record<string, string>): Promise<string[]> {
  const keys: string[] = []
  for (const [index, name] of ACCOUNTS.entries()) {
    await runCli(ending, { args: ['accounts', 'create', name, '--balance', `${BALANCES[index]}`], env })
    const made = await runCli(ending, { args: ['keys', 'create', '--account', name, '--json'], env })
    keys.push((JSON.parse(made.stdout) as { key: string }).key)
  }
  return keys
}

/** Pays money in, and says so again wherever the answer was lost: it is booked once all the same. */
async function topUp(ending: Ending, env: Record<string, string>, told: Told, isOver: () => boolean) {
  for (let turn = 0; !isOver(); turn += 1) {
    await pause(TOP_UP_EVERY_MS)
    const args = ['accounts', 'top-up', ACCOUNTS[turn % 2] ?? '', '--amount', '2', '--reference', `payment-${turn}`]
    const { code, stderr } = await runCli(ending, { args, env })
    if (code !== 0) told.wrong.push(`a top-up failed: ${stderr}`)
  }
}

/** Kills the server again and again, and starts it anew on the same folder and port. Returns the one that lives, and the number of kills. */
async function keepKilling(
  first: RunningServer,
  plan: SoakPlan,
  start: () => Promise<RunningServer>,
  isOver: () => boolean,
): Promise<{ server: RunningServer; kills: number }> {
  const draw = new Draw(plan.seed)
  const [least, most] = plan.killEveryMs
  let server = first
  for (let kills = 0; ; kills += 1) {
    await pause(least + draw.fraction() * (most - least))
    if (isOver()) return { server, kills }
    await server.kill()
    server = await start()
  }
}

/**
 * Many callers over three accounts against a real server that is killed again and again, in front of a service that
 * charges, fails and loses answers. The seed draws the same plan again; how the processes interleave is the machine's.
 */
export async function runSoak(ending: Ending, plan: SoakPlan): Promise<SoakReport> {
  const { dataDir, seed, seconds, callers } = plan
  const env = { ...serverEnv(dataDir), REELGATE_UNRESOLVED_MINUTES: '1' }
  const upstream = await Upstream.open(ending)
  const noise = makeNoise(upstream, new Draw(seed + 1))
  ending.after(noise.stop)
  const keys = await madeKeys(ending, env)
  const first = await startServer(ending, { dataDir, upstream: upstream.url, env }, keys[0])
  const fixed = { ...env, REELGATE_PORT: new URL(first.url).port }
  const start = () => startServer(ending, { dataDir, upstream: upstream.url, env: fixed }, keys[0])

  const until = performance.now() + seconds * 1000
  const isOver = () => performance.now() >= until
  const told: Told = { accountOf: new Map(), answers: new Map(), broken: 0, wrong: [] }
  const picture = await photo().png().toBuffer()
  const calling = Array.from({ length: callers }, (_, index) => {
    const account = index % ACCOUNTS.length
    const name = `${randomUUID()}-${index}`
    const api = new Api(first.url, keys[account] ?? '')
    return call({
      api,
      account: ACCOUNTS[account] ?? '',
      name,
      draw: new Draw(seed + 2 + index),
      picture,
      told,
      isOver,
    })
  })
  const killing = keepKilling(first, plan, start, isOver)
  const [{ server, kills }] = await Promise.all([killing, topUp(ending, env, told, isOver), ...calling])

  noise.calm()
  const patience = performance.now() + SETTLED_WITHIN_MS
  while (unfinishedIn(dataDir) > 0 && performance.now() < patience) await pause(100)
  if (unfinishedIn(dataDir) > 0)
    told.wrong.push(`${unfinishedIn(dataDir)} tasks did not end, though nothing fails any more`)
  // What a start tidies up is part of the promise.
  await server.kill()
  const last = await start()
  last.program.child.kill('SIGTERM')
  await last.program.finished
  const verified = await runCli(ending, { args: ['ledger', 'verify'], env })
  if (verified.code !== 0) told.wrong.push(verified.stdout + verified.stderr)
  return {
    seed,
    seconds,
    kills,
    acknowledged: told.accountOf.size,
    answers: Object.fromEntries([...told.answers].toSorted(([one], [other]) => one.localeCompare(other))),
    broken: told.broken,
    states: statesIn(dataDir),
    operations: upstream.operations.length,
    wrong: [...told.wrong, ...wrongIn(dataDir, upstream, told.accountOf)],
  }
}
