import type { Task } from '../domain/task.ts'
import { Worker } from '../flow/claim-task.ts'
import type { Flow } from '../flow/context.ts'
import { WaitingLines } from '../flow/reroute-waiting.ts'
import { sweep } from '../flow/sweep.ts'
import { Teller } from '../flow/tell-client.ts'
import type { Round } from './rounds.ts'

const SWEEP_EVERY_MS = 60_000
/** How soon a waiting task goes another way. */
const REROUTE_EVERY_MS = 1_000

/** The part of a process that drives tasks to their ends, tells their receivers, and sweeps. */
export class TaskDriver {
  readonly rounds: readonly Round[]
  readonly #flow: Flow
  readonly #worker: Worker
  readonly #teller: Teller
  readonly #lines: WaitingLines

  /** `present` makes a webhook's body. */
  constructor(flow: Flow, present: (task: Task) => Promise<string>) {
    this.#flow = flow
    this.#worker = new Worker(flow)
    this.#teller = new Teller({ flow, present })
    this.#lines = new WaitingLines(flow)
    this.rounds = [
      [() => sweep(flow), SWEEP_EVERY_MS],
      [() => this.#lookAfterLines(), REROUTE_EVERY_MS],
    ]
  }

  start(): void {
    this.#worker.start()
    this.#teller.start()
    // Once at the start too: a server that is often restarted would never come to it otherwise.
    void sweep(this.#flow)
  }

  /** A task may be due now. */
  wake(): void {
    this.#worker.wake()
  }

  /** Anything may be due now. */
  wakeAll(): void {
    this.#worker.wake()
    this.#teller.wake()
  }

  /** When a task that is followed here is checked next (ms); undefined while it is not, or a check of it is under way. */
  nextCheckAt(taskId: string): number | undefined {
    return this.#worker.nextCheckAt(taskId)
  }

  /** Takes no more work; steps under way end within `graceMs`, or are aborted and handed back. */
  async drain(graceMs: number): Promise<void> {
    await Promise.all([this.#worker.drain(graceMs), this.#teller.drain(graceMs)])
    await this.#lines.atRest()
  }

  async #lookAfterLines(): Promise<void> {
    if ((await this.#lines.look()) > 0) this.wake()
  }
}
