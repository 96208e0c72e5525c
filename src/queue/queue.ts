import type { Reader, Tx } from '../db/database.ts'

/**
 * start: not yet with its provider. follow: with it, counts against its capacity. parked: outcome unknown, waits for
 * its rule; takes no place.
 */
export type Phase = 'start' | 'follow' | 'parked'

export interface NewJob {
  taskId: string
  /** Accounts take turns at a provider. */
  accountId: string
  provider: string
  /** Milliseconds; not claimed before. */
  runAt: number
}

/** A job in this worker's hands until `leaseUntil` (ms). */
export interface Claim {
  taskId: string
  owner: string
}

/** A claim as it was made, with what the worker sorts its work by. */
export interface Claimed extends Claim {
  phase: Phase
  provider: string
  /** Since when it was due (ms); of a start, when it was claimed. */
  dueAt: number
}

/** How much may be started at a provider. */
export interface Room {
  /** Most tasks with it at one time. */
  capacity: number
  /** Only what this owner has in hand takes up the capacity; undefined: what any has. */
  heldBy?: string | undefined
  /** Most starts in any 60 s; undefined: no such limit. */
  startsPerMinute?: number | undefined
  /** Most starts that are claimed and not yet marked, at one time; for a provider that is only tried. */
  startsMax?: number
  /** Most that one claim may take; for a worker that has starts under way. */
  most?: number
}

/** Starts that are about to be made for one task. */
export interface StartMark {
  provider: string
  now: number
  startsPerMinute: number | undefined
  /** Calls that the task takes; more than the quota count as the whole of it. */
  starts: number
}

/** Checks that are about to be made at one provider, all of them together. */
export interface CheckAsk {
  provider: string
  now: number
  /** Most calls in any 60 s. */
  checksPerMinute: number
  /** Calls that the first check in line takes; fewer are of no use. */
  least: number
  /** Calls that all checks in line take. */
  most: number
}

export interface CheckGrant {
  /** Calls that may be made within CHECK_GRANT_MS from `now`; 0, or `least` and more. */
  calls: number
  /** When it is worth asking again (ms). */
  askAt: number
}

/** For how long a grant of checks may be used. */
export const CHECK_GRANT_MS = 1_000

export interface ClaimQuery {
  owner: string
  now: number
  leaseUntil: number
  limit: number
  /** By provider; nothing is started at one that is not named. */
  rooms: ReadonlyMap<string, Room>
}

/** The word of a job that may be due now, or wants to be looked at sooner: for workers on every node. */
export const JOB_DUE = 'job'

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
  /**
   * Leases jobs whose time has come, or whose lease ran out: what is with a provider oldest first; what waits for one by
   * turns of the accounts, fewest places there first, then longest without a turn, and within an account oldest first.
   */
  claim(query: ClaimQuery): Promise<Claimed[]>
  /** Throws LeaseLost unless the claim still holds. Every write of a worker asks first. */
  assertLease(tx: Reader, claim: Claim): Promise<void>
  /**
   * Counts starts against the provider's quota. Exact: with the answer `undefined` they may be made now; otherwise nothing
   * was counted, and the answer is when it is worth asking again (ms).
   */
  markStart(tx: Tx, mark: StartMark): Promise<number | undefined>
  /** Calls of `markStart` that count against the provider's quota at this moment. */
  startsUsed(db: Reader, at: { provider: string; now: number }): Promise<number>
  /** Whether a job added now would have to wait for the quota: what was started and what waits already use it up. */
  isQuotaUsed(tx: Reader, mark: StartMark): Promise<boolean>
  /** Whether the quota lets nothing at all be started now (`starts` of the mark counts). Writes nothing. */
  isQuotaSpent(tx: Reader, mark: StartMark): Promise<boolean>
  /** Jobs of a provider in a phase, counted up to `max`. */
  countAt(tx: Reader, at: { provider: string; phase: Phase; max: number }): Promise<number>
  /** The jobs that would be started next at a provider, were there places for `most`. */
  nextInLine(tx: Reader, at: { provider: string; now: number; most: number }): Promise<string[]>
  setPhase(tx: Tx, taskId: string, phase: Phase): Promise<void>
  /** Ends the claim; the job is claimed again at `runAt`. */
  release(tx: Tx, claim: Claim, runAt: number): Promise<void>
  /** Another provider is to start it, as soon as it can: what the first one had it wait for counts no more. */
  move(tx: Tx, taskId: string, provider: string, now: number): Promise<void>
  /** Has the job looked at as soon as possible, also where a worker has it in hand. */
  hurry(tx: Tx, taskId: string, now: number): Promise<void>
  /** Tasks that this owner has in hand and that were hurried since it claimed them, or last asked. Cheap when there are none. */
  takeHurried(owner: string): Promise<string[]>
  /**
   * Counts checks against the provider's quota, for all workers together. Exact: in no 60 s are more used than it has. Its
   * calls are spread over the minute rather than spent at its beginning.
   */
  takeChecks(ask: CheckAsk): Promise<CheckGrant>
  remove(tx: Tx, taskId: string): Promise<void>
  /** Extends every lease of an owner that has not run out. */
  extend(owner: string, now: number, leaseUntil: number): Promise<void>
  /** Hands back every lease: of one owner at the end of a process, of all at the start of the only process. */
  releaseAll(owner?: string): Promise<void>
  /** When the next job that there is a place for wants attention (ms); undefined when there is none. */
  nextTurn(now: number, rooms: ReadonlyMap<string, Room>): Promise<number | undefined>
  size(): Promise<number>
  /** How many jobs there are at each provider in each phase; where there are none, no entry. */
  depths(): Promise<{ provider: string; phase: Phase; count: number }[]>
  /** Whether there are `max` jobs or more. Cheap, and exact but for what other nodes have added within the last second. */
  isFull(max: number): Promise<boolean>
}
