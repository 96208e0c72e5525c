import type { Database, Reader, Tx } from '../db/database.ts'
import { together } from '../lib/together.ts'
import { JOB_DUE, LeaseLost } from './queue.ts'
import type {
  CheckAsk,
  CheckGrant,
  Claim,
  Claimed,
  ClaimQuery,
  NewJob,
  Phase,
  Queue,
  Room,
  StartMark,
} from './queue.ts'
import { takeChecks } from './job-table-checks.ts'
import {
  chooseStarts,
  countAt,
  isQuotaSpent,
  isQuotaUsed,
  markStart,
  nextInLine,
  nextStart,
  startsUsed,
} from './job-table-starts.ts'

/** Where other nodes add jobs too, they are counted anew this often; alone, only when the queue may be full. */
const COUNT_EVERY_MS = 1_000

const ADD = "INSERT INTO job (task_id, account_id, provider, phase, run_at) VALUES (?, ?, ?, 'start', ?)"
const CLAIM_OTHERS = `
  UPDATE job SET lease_owner = ?, lease_until = ?, hurried = 0 WHERE task_id IN (
    SELECT task_id FROM job INDEXED BY job_free
    WHERE lease_owner IS NULL AND phase <> 'start' AND run_at <= ? ORDER BY run_at, task_id LIMIT ?)
  RETURNING task_id, phase, provider, run_at`
const LEASE_ONE = 'UPDATE job SET lease_owner = ?, lease_until = ?, hurried = 0 WHERE task_id = ?'
// What a dead worker had in hand is free again; a start waits in its account's line, and holds no place.
const END_LEASES = `
  UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL AND lease_until <= ?`
const NEXT = `
  SELECT (SELECT min(run_at) FROM job INDEXED BY job_free WHERE lease_owner IS NULL AND phase <> 'start') AS other,
    (SELECT min(lease_until) FROM job WHERE lease_owner IS NOT NULL) AS lease`
const DEPTHS = 'SELECT provider, phase, count(*) AS count FROM job INDEXED BY job_by_turn GROUP BY phase, provider'
const HURRIED = 'FROM job INDEXED BY job_hurried WHERE hurried = 1 AND lease_owner = ?'

interface Count {
  count: number
}
interface ClaimedRow {
  task_id: string
  phase: Phase
  provider: string
  run_at: number
}

/** Jobs live in a table beside the tasks, so that accepting both is one transaction; on SQLite and on Postgres alike. */
class JobTableQueue implements Queue {
  readonly #db: Database
  readonly #isShared: boolean
  /** Not less than the number of jobs, but for what other nodes have added since it was counted. */
  #atMost = Infinity
  /** By the clock of `performance`. */
  #countedAt = 0

  constructor(db: Database, isShared: boolean) {
    this.#db = db
    this.#isShared = isShared
  }

  async add(tx: Tx, job: NewJob): Promise<void> {
    await tx.run(ADD, [job.taskId, job.accountId, job.provider, job.runAt])
    tx.notify(JOB_DUE)
    this.#atMost += 1
  }

  claim(query: ClaimQuery): Promise<Claimed[]> {
    return this.#db.write(async (tx) => {
      const { owner, now, leaseUntil, limit } = query
      const [, rows] = await together([
        tx.run(END_LEASES, [now]),
        tx.all<ClaimedRow>(CLAIM_OTHERS, [owner, leaseUntil, now, limit]),
      ])
      for (const [provider, room] of query.rooms) {
        const most = Math.min(limit - rows.length, room.most ?? Infinity)
        if (most <= 0) continue
        const chosen = await chooseStarts(tx, { provider, room, now, most })
        await together(chosen.map((taskId) => tx.run(LEASE_ONE, [owner, leaseUntil, taskId])))
        for (const taskId of chosen) rows.push({ task_id: taskId, phase: 'start', provider, run_at: now })
      }
      return rows.map(({ task_id: taskId, phase, provider, run_at: dueAt }) => ({
        taskId,
        owner,
        phase,
        provider,
        dueAt,
      }))
    })
  }

  async assertLease(tx: Reader, claim: Claim): Promise<void> {
    const row = await tx.get('SELECT 1 FROM job WHERE task_id = ? AND lease_owner = ?', [claim.taskId, claim.owner])
    if (row === undefined) throw new LeaseLost(claim.taskId)
  }

  markStart(tx: Tx, mark: StartMark): Promise<number | undefined> {
    return markStart(tx, mark)
  }

  startsUsed(db: Reader, at: { provider: string; now: number }): Promise<number> {
    return startsUsed(db, at)
  }

  isQuotaUsed(tx: Reader, mark: StartMark): Promise<boolean> {
    return isQuotaUsed(tx, mark)
  }

  isQuotaSpent(tx: Reader, mark: StartMark): Promise<boolean> {
    return isQuotaSpent(tx, mark)
  }

  countAt(tx: Reader, at: { provider: string; phase: Phase; max: number }): Promise<number> {
    return countAt(tx, at)
  }

  nextInLine(tx: Reader, at: { provider: string; now: number; most: number }): Promise<string[]> {
    return nextInLine(tx, at)
  }

  async move(tx: Tx, taskId: string, provider: string, now: number): Promise<void> {
    await tx.run('UPDATE job SET provider = ?, run_at = min(run_at, ?) WHERE task_id = ?', [provider, now, taskId])
    tx.notify(JOB_DUE)
  }

  async setPhase(tx: Tx, taskId: string, phase: Phase): Promise<void> {
    await tx.run('UPDATE job SET phase = ? WHERE task_id = ?', [phase, taskId])
  }

  async release(tx: Tx, claim: Claim, runAt: number): Promise<void> {
    const changed = await tx.run(
      'UPDATE job SET run_at = ?, hurried = 0, lease_owner = NULL, lease_until = NULL WHERE task_id = ? AND lease_owner = ?',
      [runAt, claim.taskId, claim.owner],
    )
    if (changed !== 1) throw new LeaseLost(claim.taskId)
  }

  async hurry(tx: Tx, taskId: string, now: number): Promise<void> {
    await tx.run('UPDATE job SET run_at = min(run_at, ?), hurried = 1 WHERE task_id = ?', [now, taskId])
    tx.notify(JOB_DUE)
  }

  async takeHurried(owner: string): Promise<string[]> {
    if ((await this.#db.read.get(`SELECT 1 ${HURRIED}`, [owner])) === undefined) return []
    return this.#db.write(async (tx) => {
      const rows = await tx.all<{ task_id: string }>(`SELECT task_id ${HURRIED}`, [owner])
      await tx.run('UPDATE job SET hurried = 0 WHERE hurried = 1 AND lease_owner = ?', [owner])
      return rows.map((row) => row.task_id)
    })
  }

  takeChecks(ask: CheckAsk): Promise<CheckGrant> {
    return this.#db.write((tx) => takeChecks(tx, ask))
  }

  async remove(tx: Tx, taskId: string): Promise<void> {
    await tx.run('DELETE FROM job WHERE task_id = ?', [taskId])
  }

  async extend(owner: string, now: number, leaseUntil: number): Promise<void> {
    await this.#db.write((tx) =>
      tx.run('UPDATE job SET lease_until = ? WHERE lease_owner = ? AND lease_until > ?', [leaseUntil, owner, now]),
    )
  }

  async releaseAll(owner?: string): Promise<void> {
    await this.#db.write(async (tx) => {
      await (owner === undefined
        ? tx.run('UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL', [])
        : tx.run('UPDATE job SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = ?', [owner]))
      tx.notify(JOB_DUE)
    })
  }

  async nextTurn(now: number, rooms: ReadonlyMap<string, Room>): Promise<number | undefined> {
    const db = this.#db.read
    const next = await db.get<{ other: number | null; lease: number | null }>(NEXT, [])
    const turns = [next?.other, next?.lease]
    for (const [provider, room] of rooms) turns.push(await nextStart(db, { provider, room, now }))
    const known = turns.filter((turn) => typeof turn === 'number')
    return known.length === 0 ? undefined : Math.min(...known)
  }

  async isFull(max: number): Promise<boolean> {
    const isOld = this.#isShared && performance.now() - this.#countedAt >= COUNT_EVERY_MS
    if (isOld || this.#atMost >= max) {
      this.#countedAt = performance.now()
      this.#atMost = await this.size()
    }
    return this.#atMost >= max
  }

  depths(): Promise<{ provider: string; phase: Phase; count: number }[]> {
    return this.#db.read.all(DEPTHS, [])
  }

  async size(): Promise<number> {
    return (await this.#db.read.get<Count>('SELECT count(*) AS count FROM job', []))?.count ?? 0
  }
}

/** `isShared`: other nodes add jobs too. */
export function openJobTableQueue(db: Database, isShared = false): Queue {
  return new JobTableQueue(db, isShared)
}
