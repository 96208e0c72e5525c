import type { Tx } from '../db/database.ts'

/**
 * start: not yet with its provider. follow: with it, counts against its capacity. parked: outcome unknown, waits for
 * its rule; takes no place.
 */
export type Phase = 'start' | 'follow' | 'parked'

export interface NewJob {
  taskId: string
  provider: string
  /** Milliseconds; not claimed before. */
  runAt: number
}

/** A job in this worker's hands until `leaseUntil` (ms). */
export interface Claim {
  taskId: string
  owner: string
}

export interface ClaimQuery {
  owner: string
  now: number
  leaseUntil: number
  limit: number
  /** Most tasks with each provider at one time. */
  capacities: ReadonlyMap<string, number>
}

/** The lease ran out, or the task has ended: whoever finds this has nothing more to say about the task. */
export class LeaseLost extends Error {
  constructor(taskId: string) {
    super(`the lease on ${taskId} is lost`)
    this.name = 'LeaseLost'
  }
}

/**
 * The durable queue: one job for each task that has not ended. Methods that take a transaction are part of the
 * caller's; the others are transactions of their own.
 */
export interface Queue {
  add(tx: Tx, job: NewJob): Promise<void>
  /** Leases jobs whose time has come, or whose lease ran out, oldest first. */
  claim(query: ClaimQuery): Promise<Claim[]>
  /** Throws LeaseLost unless the claim still holds. Every write of a worker asks first. */
  assertLease(tx: Tx, claim: Claim): Promise<void>
  setPhase(tx: Tx, taskId: string, phase: Phase): Promise<void>
  /** Ends the claim; the job is claimed again at `runAt`. */
  release(tx: Tx, claim: Claim, runAt: number): Promise<void>
  /** Has the job looked at as soon as possible. */
  hurry(tx: Tx, taskId: string, now: number): Promise<void>
  remove(tx: Tx, taskId: string): Promise<void>
  /** Extends every lease of an owner that has not run out. */
  extend(owner: string, now: number, leaseUntil: number): Promise<void>
  /** Hands back every lease: of one owner at the end of a process, of all at the start of the only process. */
  releaseAll(owner?: string): Promise<void>
  /** When the next job that there is a place for wants attention (ms); undefined when there is none. */
  nextTurn(now: number, capacities: ReadonlyMap<string, number>): Promise<number | undefined>
  size(): Promise<number>
  /** Whether there are `max` jobs or more. Cheap, and exact. */
  isFull(max: number): Promise<boolean>
}
