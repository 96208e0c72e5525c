import type { Fault, FaultPlace, FaultPlan } from '../../domain/faults.ts'
import { sha256Hex } from '../../lib/ids.ts'

/** Callers with plans of their own that are counted at a time; the oldest is forgotten first. */
const COUNTED_MAX = 10_000

/** A number from 0 up to, but not including, 100; the same for the same seed, fault and call. */
const drawn = (seed: number, fault: number, call: number) =>
  (Number.parseInt(sha256Hex(`${seed}:${fault}:${call}`).slice(0, 8), 16) / 2 ** 32) * 100

/**
 * Decides which faults strike a call. What it decides depends on the plan and on how many calls like it the same caller
 * made under the same plan, and on nothing else: a run can be repeated by sending the same calls under another seed, or
 * in another process.
 */
export class FaultDice {
  readonly #calls = new Map<string, number>()

  #count(counter: string): number {
    const call = (this.#calls.get(counter) ?? 0) + 1
    this.#calls.delete(counter)
    this.#calls.set(counter, call)
    const [oldest] = this.#calls.keys()
    if (this.#calls.size > COUNTED_MAX && oldest !== undefined) this.#calls.delete(oldest)
    return call
  }

  strike(caller: string, plan: FaultPlan, place: FaultPlace): Fault[] {
    return plan.faults.flatMap(({ fault, places, times = Infinity, percent }, index) => {
      if (!places.includes(place)) return []
      const call = this.#count(`${caller} ${index} ${plan.text}`)
      return call <= times && drawn(plan.seed, index, call) < percent ? [fault] : []
    })
  }
}
