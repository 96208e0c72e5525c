import { join } from 'node:path'
import { folderInUse } from './cannot-start.ts'
import type { Config } from './config.ts'
import { databaseFile } from './data-folder.ts'
import { lockFolder } from './db/server-lock.ts'
import { openDatabase } from './db/open.ts'
import { releaseWebhooks } from './db/webhooks.ts'
import { bookOfSettings } from './domain/price-book.ts'
import type { Provider } from './domain/provider.ts'
import { BUILTIN } from './domain/provider-settings.ts'
import type { Flow } from './flow/context.ts'
import { CurrentPrices, publishSettings } from './flow/current-prices.ts'
import { RouteHealth } from './flow/route-health.ts'
import { RouteTimes } from './flow/route-times.ts'
import { sweepOrphans, tidyPictures } from './flow/sweep.ts'
import { webhookBody } from './http/surfaces/family/webhooks.ts'
import { PersonFinder } from './images/person-finder.ts'
import { systemClock } from './lib/clock.ts'
import type { Clock } from './lib/clock.ts'
import { describeError } from './lib/log.ts'
import type { Log } from './lib/log.ts'
import { sleep } from './lib/sleep.ts'
import { Metrics } from './metrics/metrics.ts'
import { withFaults } from './providers/faulty-provider.ts'
import { openProviders } from './providers/registry.ts'
import { openJobTableQueue } from './queue/job-table-queue.ts'
import { CallAnswerer } from './roles/answer-calls.ts'
import { TaskDriver } from './roles/drive-tasks.ts'
import { beginRounds } from './roles/rounds.ts'
import type { Round } from './roles/rounds.ts'
import { openStores } from './store/open-stores.ts'
import { logWithTraces, openTracing } from './tracing/open-tracing.ts'

/** How soon a node knows how providers stand where it has missed the word of it. */
const SHARE_HEALTH_EVERY_MS = 500
const REFRESH_TIMES_EVERY_MS = 60_000
const TIDY_EVERY_MS = 60_000
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
  /**
   * Drains and stops: no new work, steps under way end or are handed back. Never takes longer than drainDelaySeconds +
   * drainSeconds + 2 s.
   */
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
  const metrics = new Metrics()
  const stores = await openStores(dataDir, config, (operation, result, seconds) => {
    metrics.add('storeCalls', { operation, result })
    metrics.distribution('storeSeconds', { operation }).observe(seconds)
  })
  const { watermark } = config
  const marks = {
    metadata: config.clipMetadata === 'on',
    bars: config.pictureBars,
    ...(watermark !== undefined && { watermark }),
  }
  const tracing = await openTracing(config, parts.log)
  const log = logWithTraces(parts.log, tracing)
  const onDrawn = (clipSeconds: number, workSeconds: number) => {
    metrics.add('rendererClip', {}, clipSeconds)
    metrics.add('rendererWork', {}, workSeconds)
  }
  const builtin = { dataDir, jobsMax, ffmpeg, marks, onDrawn }
  const clock = parts.clock ?? systemClock
  const opened = parts.providers ?? (await openProviders({ providers: config.providers, builtin, log }))
  const faulty = (provider: Provider) => (provider.name === BUILTIN ? withFaults(provider, clock) : provider)
  const providers = config.faults === undefined ? opened : opened.map(faulty)
  const byName = new Map(providers.map((provider) => [provider.name, provider]))
  const db = await openDatabase({ ...config, file: databaseFile(config.dataDir) }, parts.log)
  const isShared = config.databaseUrl !== undefined
  return {
    db,
    queue: openJobTableQueue(db, isShared),
    ...stores,
    providers: byName,
    catalogue: config.catalogue,
    prices: new CurrentPrices(db),
    isShared,
    health: new RouteHealth({ db, clock, log, isShared }),
    times: new RouteTimes(db, byName),
    people: new PersonFinder(config.imagePixelsMax),
    metrics,
    tracing,
    clock,
    log,
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
  if (!flow.isShared) {
    // The lock says that no other server lives, so every lease in the file is a dead one's.
    await flow.queue.releaseAll()
    await flow.db.write((tx) => releaseWebhooks(tx, flow.clock.now()))
  }
  await publishSettings(flow.db, bookOfSettings(config.catalogue, config), flow.clock.now())
  await sweepOrphans(flow)
  await flow.times.refresh()
}

/** What every process does again and again, whatever its role. */
function ownRounds(flow: Flow, role: Config['role']): Round[] {
  const refresh = () =>
    flow.times.refresh().catch((error: unknown) => {
      flow.log.warn({ error: describeError(error) }, 'how long providers take could not be read')
    })
  return [
    [() => tidyPictures(flow), TIDY_EVERY_MS],
    ...(flow.isShared ? [[() => flow.health.share(), SHARE_HEALTH_EVERY_MS] as const] : []),
    // Where tasks are driven the sweep does it.
    ...(role === 'api' ? [[refresh, REFRESH_TIMES_EVERY_MS] as const] : []),
  ]
}

async function startLocked(config: Config, parts: Parts, unlock: () => void): Promise<Reelgate> {
  const flow = await openFlow(config, parts)
  const { role } = config
  const answered = parts.emulate === true ? 'google' : role === 'worker' ? 'probes' : 'callers'
  const answerer = new CallAnswerer({ flow, config, answered, wake: () => driver?.wake() })
  const driver = role === 'api' ? undefined : new TaskDriver(flow, webhookBody(answerer.services))
  let url: string
  try {
    await tidyUp(flow, config)
    await flow.health.share()
    url = await answerer.listen()
  } catch (error) {
    await answerer.close()
    await flow.db.close()
    throw error
  }
  if (flow.isShared && config.s3Bucket === undefined && config.sharedDisk === 'off') {
    // Allowed, since it may be the only one: nobody can know whether another node will ever come.
    flow.log.info(
      { dataDir: config.dataDir },
      'results and pictures lie in the data folder of this node alone: before a second one, set REELGATE_S3_BUCKET or REELGATE_SHARED_DISK',
    )
  }
  driver?.start()
  answerer.setReady(true)
  const stopRounds = beginRounds([...answerer.rounds, ...(driver?.rounds ?? []), ...ownRounds(flow, role)])
  return {
    url,
    flow,
    wake: () => driver?.wakeAll(),
    nextCheckAt: (taskId) => driver?.nextCheckAt(taskId),
    listeners: () => answerer.services.listeners.size,
    stop: async () => {
      answerer.setReady(false)
      await sleep(config.drainDelaySeconds * 1000)
      stopRounds()
      const graceMs = config.drainSeconds * 1000
      await Promise.all([answerer.drain(graceMs), driver?.drain(graceMs)])
      await flow.people.close()
      for (const provider of flow.providers.values()) await provider.close?.()
      await answerer.close()
      await flow.health.close()
      await flow.tracing.close()
      await flow.db.close()
      parts.log.flush()
      unlock()
    },
  }
}
