import type { Server } from 'node:http'
import { cannotListen } from '../cannot-start.ts'
import type { Config } from '../config.ts'
import type { Flow } from '../flow/context.ts'
import { Gauges } from '../flow/gather-metrics.ts'
import { makeApp } from '../http/app.ts'
import { CallerCache } from '../http/caller-cache.ts'
import { CONSOLE_ROUTES } from '../http/console/routes.ts'
import { consoleServices } from '../http/console/services.ts'
import type { HttpServices } from '../http/context.ts'
import { KeptLimits } from '../http/kept-limits.ts'
import { KeyLookups } from '../http/key-lookups.ts'
import { KeysUsed } from '../http/keys-used.ts'
import { closeServer, listen } from '../http/listen.ts'
import { Listeners } from '../http/listeners.ts'
import { RateLimiter } from '../http/rate-limit.ts'
import { EMULATED_ROUTES, PROBE_ROUTES, ROUTES } from '../http/routes.ts'
import { makeHttpServer } from '../http/server.ts'
import { openPayments } from '../payments/open-payments.ts'
import { openSignIn } from '../sign-in/open-sign-in.ts'
import type { Round } from './rounds.ts'

/** How much of the counted calls a process that is alone loses when it is killed. */
const KEEP_LIMITS_EVERY_MS = 5_000
/** How soon other nodes hear of calls: with what a commit and a word take, within a second. */
const SHARE_LIMITS_EVERY_MS = 500
const KEYS_USED_EVERY_MS = 60_000

/** Whom this process answers. probes: nobody but whoever watches over it. google: Google's protocols alone. */
type Answered = 'callers' | 'google' | 'probes'

interface Parts {
  flow: Flow
  config: Config
  answered: Answered
  /** Has the worker of this process, where it has one, look at the queue. */
  wake: () => void
}

/** What finds out who is calling, and counts it. */
function keyServices(flow: Flow, config: Config) {
  const limiter = new RateLimiter(flow.clock)
  const keyLookups = new KeyLookups(flow.clock, config.unknownKeysPerMinute)
  const callers = new CallerCache(flow.db, keyLookups)
  const keysUsed = new KeysUsed(flow.db, flow.log)
  return { limiter, keyLookups, callers, keysUsed }
}

const appFor = (services: HttpServices, answered: Answered) =>
  answered === 'callers'
    ? makeApp(services, [...ROUTES, ...CONSOLE_ROUTES])
    : makeApp(services, answered === 'google' ? EMULATED_ROUTES : PROBE_ROUTES, [])

/** The HTTP side of this process. */
export class CallAnswerer {
  readonly services: HttpServices
  readonly rounds: readonly Round[]
  readonly #parts: Parts
  readonly #limits: KeptLimits
  readonly #gauges: Gauges
  readonly #server: Server
  #url = ''
  #isReady = false

  constructor(parts: Parts) {
    const { flow, config, answered, wake } = parts
    this.#parts = parts
    this.#gauges = new Gauges(flow)
    this.services = {
      flow,
      ...keyServices(flow, config),
      settings: config,
      listeners: new Listeners({ ...flow, settings: config }),
      gauges: this.#gauges,
      recharge: answered === 'callers' ? openPayments(config) : undefined,
      console: answered === 'callers' ? consoleServices(config, openSignIn(config), flow) : undefined,
      publicUrl: () => config.publicUrl ?? this.#url,
      wake,
      ready: () => this.#isReady,
    }
    this.#limits = new KeptLimits({ ...flow, limiter: this.services.limiter })
    this.#server = makeHttpServer(appFor(this.services, answered), this.services)
    const sharing: Round[] = [
      [() => this.#limits.write(), SHARE_LIMITS_EVERY_MS],
      [() => this.#limits.takeUp(), SHARE_LIMITS_EVERY_MS],
    ]
    const keeping: Round[] = [[() => this.#limits.write(), KEEP_LIMITS_EVERY_MS]]
    const counting = flow.isShared ? sharing : keeping
    const noting: Round = [() => this.services.keysUsed.write(), KEYS_USED_EVERY_MS]
    this.rounds = answered === 'probes' ? [] : [...counting, noting]
  }

  /** Listens from now on, and is not ready yet. Returns the address. Throws CannotStart where it can't. */
  async listen(): Promise<string> {
    const { config } = this.#parts
    await this.#limits.restore()
    this.#url = await listen(this.#server, config).catch((error: NodeJS.ErrnoException) => {
      throw cannotListen(error, config)
    })
    return this.#url
  }

  /** What `GET /readyz` says from now on. */
  setReady(isReady: boolean): void {
    this.#isReady = isReady
  }

  /** Takes no more calls; those under way may end for `graceMs`, and whoever waits for news is sent away at once. */
  async drain(graceMs: number): Promise<void> {
    this.services.listeners.endAll()
    await closeServer(this.#server, graceMs)
  }

  /** Writes down what is only known here. After the drain, or where it never listened. */
  async close(): Promise<void> {
    this.#gauges.close()
    await this.services.keysUsed.write()
    await this.#limits.close()
  }
}
