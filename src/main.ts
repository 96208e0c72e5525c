import type { Server } from 'node:http'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, cannotListen, folderInUse } from './cannot-start.ts'
import type { Config } from './config.ts'
import { lockFolder } from './db/server-lock.ts'
import { openSqlite } from './db/sqlite.ts'
import { releaseWebhooks } from './db/webhooks.ts'
import { bookOfSettings } from './domain/price-book.ts'
import type { Provider } from './domain/provider.ts'
import { BUILTIN } from './domain/provider-settings.ts'
import { Worker } from './flow/claim-task.ts'
import type { Flow } from './flow/context.ts'
import { CurrentPrices, publishSettings } from './flow/current-prices.ts'
import { Gauges } from './flow/gather-metrics.ts'
import { WaitingLines } from './flow/reroute-waiting.ts'
import { openRouteHealth } from './flow/route-health.ts'
import { RouteTimes } from './flow/route-times.ts'
import { sweep, sweepOrphans } from './flow/sweep.ts'
import { Teller } from './flow/tell-client.ts'
import { makeApp } from './http/app.ts'
import { CallerCache } from './http/caller-cache.ts'
import { CONSOLE_ROUTES } from './http/console/routes.ts'
import { consoleServices } from './http/console/services.ts'
import { KeptLimits } from './http/kept-limits.ts'
import { KeyLookups } from './http/key-lookups.ts'
import { KeysUsed } from './http/keys-used.ts'
import { closeServer, listen } from './http/listen.ts'
import { Listeners } from './http/listeners.ts'
import { RateLimiter } from './http/rate-limit.ts'
import { EMULATED_ROUTES, ROUTES } from './http/routes.ts'
import { makeHttpServer } from './http/server.ts'
import { webhookBody } from './http/surfaces/family/webhooks.ts'
import { PersonFinder } from './images/person-finder.ts'
import { systemClock } from './lib/clock.ts'
import type { Clock } from './lib/clock.ts'
import type { Log } from './lib/log.ts'
import { Metrics } from './metrics/metrics.ts'
import { openPayments } from './payments/open-payments.ts'
import { withFaults } from './providers/faulty-provider.ts'
import { openProviders } from './providers/registry.ts'
import { openSqliteQueue } from './queue/sqlite-queue.ts'
import { openSignIn } from './sign-in/open-sign-in.ts'
import { linkOriginOf, openStores } from './store/open-stores.ts'

const SWEEP_EVERY_MS = 60_000
/** How soon a waiting task goes another way. */
const REROUTE_EVERY_MS = 1_000
/** How much of the counted polls a killed process can lose. */
const KEEP_LIMITS_EVERY_MS = 5_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const REDIRECTS_MAX = 5

/** A running server. */
export interface Reelgate {
  /** The address it listens on. */
  url: string
  flow: Flow
  /** Has everyone look at what is due now, for whoever moved the clock. */
  wake(): void
  /** When a task that is followed is checked next (ms); undefined while it is not, or a check of it is under way. */
  nextCheckAt(taskId: string): number | undefined
  /** Event streams and long polls that are open. */
  listeners(): number
  /** Drains and stops: no new work, steps under way end or are handed back. Never takes longer than drainSeconds + 2 s. */
  stop(): Promise<void>
}

/** What comes from elsewhere: the log, what kind of server it is, and what a test puts in place of the real thing. */
export interface Parts {
  log: Log
  /** Serves Google's protocols alone. */
  emulate?: boolean
  clock?: Clock
  providers?: readonly Provider[]
  reached?: Flow['reached']
}

/** Path of the database inside a data folder; the folder is created where it is missing. Throws CannotStart where it can't be. */
export function databaseFile(dataDir: string): string {
  try {
    for (const name of ['', 'results', 'inputs', 'uploads', 'renders'])
      mkdirSync(join(dataDir, name), { recursive: true })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new CannotStart(
      `the data folder ${dataDir} can't be used (${code ?? message}). Correct REELGATE_DATA_DIR.`,
      error,
    )
  }
  return join(dataDir, 'reelgate.db')
}

function flowSettings(config: Config): Flow['settings'] {
  return {
    dataDir: config.dataDir,
    queueTasksMax: config.queueTasksMax,
    leaseMs: config.leaseSeconds * 1000,
    waitMs: config.waitHours * HOUR_MS,
    taskTimeoutMs: config.taskTimeoutMinutes * MINUTE_MS,
    noiseMs: config.noiseMinutes * MINUTE_MS,
    unresolvedMs: config.unresolvedMinutes * MINUTE_MS,
    resultTtlMs: config.resultTtlHours * HOUR_MS,
    uploadTtlMs: config.uploadTtlHours * HOUR_MS,
    promptTtlMs: config.promptTtlDays === undefined ? null : config.promptTtlDays * DAY_MS,
    idempotencyTtlMs: config.idempotencyTtlHours * HOUR_MS,
    webhooks: {
      timeoutMs: config.webhookTimeoutSeconds * 1000,
      pausesMs: config.webhookRetrySeconds.map((seconds) => seconds * 1000),
      allowPrivate: config.webhookPrivateAddresses === 'on',
      isSigned: config.webhookSigning === 'on',
      logMs: config.webhookLogDays * DAY_MS,
    },
    denyRules: config.promptDenyList,
    images: {
      bytesMax: config.imageBytesMax,
      pixelsMax: config.imagePixelsMax,
      deadlineMs: config.imageFetchSeconds * 1000,
      redirectsMax: REDIRECTS_MAX,
      allowedHosts: config.imageHostsAllowed,
    },
  }
}

async function openFlow(config: Config, parts: Parts): Promise<Flow> {
  const { dataDir, renderJobsMax: jobsMax, ffmpeg } = config
  const stores = await openStores(dataDir, config)
  const { watermark } = config
  const marks = {
    metadata: config.clipMetadata === 'on',
    bars: config.pictureBars,
    ...(watermark !== undefined && { watermark }),
  }
  const metrics = new Metrics()
  const onDrawn = (clipSeconds: number, workSeconds: number) => {
    metrics.add('rendererClip', {}, clipSeconds)
    metrics.add('rendererWork', {}, workSeconds)
  }
  const builtin = { dataDir, jobsMax, ffmpeg, marks, onDrawn }
  const clock = parts.clock ?? systemClock
  const opened = parts.providers ?? (await openProviders({ providers: config.providers, builtin, log: parts.log }))
  const faulty = (provider: Provider) => (provider.name === BUILTIN ? withFaults(provider, clock) : provider)
  const providers = config.faults === undefined ? opened : opened.map(faulty)
  const byName = new Map(providers.map((provider) => [provider.name, provider]))
  const db = openSqlite(databaseFile(config.dataDir))
  return {
    db,
    queue: openSqliteQueue(db),
    ...stores,
    providers: byName,
    catalogue: config.catalogue,
    prices: new CurrentPrices(db),
    busyUntil: new Map(),
    health: openRouteHealth(clock, parts.log),
    times: new RouteTimes(db, byName),
    people: new PersonFinder(config.imagePixelsMax),
    metrics,
    clock,
    log: parts.log,
    settings: flowSettings(config),
    reached: parts.reached ?? (() => {}),
  }
}

/** Puts the program together and starts it: everything is open, swept and listening when this returns. */
export async function startReelgate(config: Config, parts: Parts): Promise<Reelgate> {
  databaseFile(config.dataDir)
  const unlock = lockFolder(join(config.dataDir, 'server.lock'))
  if (unlock === undefined) throw folderInUse(config.dataDir)
  try {
    return await startLocked(config, parts, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

/** What lies between opening the folder and serving it. */
async function tidyUp(flow: Flow, config: Config): Promise<void> {
  // The lock says that no other server lives, so every lease in the file is a dead one's.
  await flow.queue.releaseAll()
  await flow.db.write((tx) => releaseWebhooks(tx, flow.clock.now()))
  await publishSettings(flow.db, bookOfSettings(config.catalogue, config), flow.clock.now())
  await sweepOrphans(flow)
  await flow.times.refresh()
}

/** What finds out who is calling, and counts it. */
function keyServices(flow: Flow, config: Config) {
  const limiter = new RateLimiter(flow.clock)
  const keyLookups = new KeyLookups(flow.clock, config.unknownKeysPerMinute)
  const callers = new CallerCache(flow.db, keyLookups)
  const keysUsed = new KeysUsed(flow.db, flow.log)
  return { flow, limiter, keyLookups, callers, keysUsed, settings: config }
}

interface Rounds {
  flow: Flow
  wake: () => void
  keysUsed: KeysUsed
  keptLimits: KeptLimits
  lines: WaitingLines
}

/** What is done again and again beside the requests, until the returned function is called. */
function beginRounds({ flow, wake, keysUsed, keptLimits, lines }: Rounds): () => void {
  const sweepAll = async () => {
    await Promise.all([sweep(flow), keysUsed.write()])
  }
  const lookAfterLines = async () => {
    if ((await lines.look()) > 0) wake()
  }
  const rounds: readonly [round: () => Promise<void>, everyMs: number][] = [
    [sweepAll, SWEEP_EVERY_MS],
    [() => keptLimits.write(), KEEP_LIMITS_EVERY_MS],
    [lookAfterLines, REROUTE_EVERY_MS],
  ]
  // Once at the start too: a server that is often restarted would never come to it otherwise.
  void sweep(flow)
  const timers = rounds.map(([round, everyMs]) => setInterval(() => void round(), everyMs))
  return () => timers.forEach((timer) => clearInterval(timer))
}

/** The address that it listens on. Throws CannotStart where it can't. */
function listenAs(server: Server, config: Config): Promise<string> {
  return listen(server, config).catch((error: NodeJS.ErrnoException) => {
    throw cannotListen(error, config)
  })
}

async function startLocked(config: Config, parts: Parts, unlock: () => void): Promise<Reelgate> {
  const flow = await openFlow(config, parts)
  const worker = new Worker(flow)
  const state = { url: '', ready: false }
  const services = {
    ...keyServices(flow, config),
    listeners: new Listeners({ ...flow, settings: config }),
    gauges: new Gauges(flow),
    recharge: openPayments(config),
    ...(parts.emulate !== true && { console: consoleServices(config, openSignIn(config), flow.clock) }),
    publicUrl: () => config.publicUrl ?? state.url,
    linkOrigin: config.s3Downloads === 'redirect' ? await linkOriginOf(flow.store) : undefined,
    wake: () => worker.wake(),
    ready: () => state.ready,
  }
  const keptLimits = new KeptLimits({ ...flow, limiter: services.limiter })
  const app =
    parts.emulate === true ? makeApp(services, EMULATED_ROUTES, []) : makeApp(services, [...ROUTES, ...CONSOLE_ROUTES])
  const server = makeHttpServer(app, services)
  try {
    await tidyUp(flow, config)
    await keptLimits.restore()
    state.url = await listenAs(server, config)
  } catch (error) {
    services.gauges.close()
    await flow.db.close()
    throw error
  }
  const teller = new Teller({ flow, present: webhookBody(services) })
  worker.start()
  teller.start()
  state.ready = true
  const lines = new WaitingLines(flow)
  const stopRounds = beginRounds({ ...services, keptLimits, lines })
  return {
    url: state.url,
    flow,
    wake: () => [worker, teller].forEach((one) => one.wake()),
    nextCheckAt: (taskId) => worker.nextCheckAt(taskId),
    listeners: () => services.listeners.size,
    stop: async () => {
      state.ready = false
      stopRounds()
      services.listeners.endAll()
      services.gauges.close()
      const graceMs = config.drainSeconds * 1000
      await Promise.all([closeServer(server, graceMs), worker.drain(graceMs), teller.drain(graceMs)])
      await flow.people.close()
      await lines.atRest()
      for (const provider of flow.providers.values()) await provider.close?.()
      await services.keysUsed.write()
      await keptLimits.write()
      await flow.db.close()
      parts.log.flush()
      unlock()
    },
  }
}
