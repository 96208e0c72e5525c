import type { Reader } from '../db/database.ts'
import { keyDaysAstray } from '../db/key-days.ts'
import {
  countTasks,
  entriesAstray,
  moneyOfTasksToJudge,
  openTasksAstray,
  sumsByAccount,
  sumsByKey,
} from '../db/ledger-entries.ts'
import type { TaskMoney } from '../db/ledger-entries.ts'
import { isFinal } from '../domain/task.ts'
import type { TaskState } from '../domain/task.ts'

export interface LedgerReport {
  accounts: number
  tasks: number
  /** One sentence for each thing that does not add up; empty where the ledger is exact. */
  problems: string[]
}

function problemsOfTask(task: TaskMoney): string[] {
  if (task.hold === null) return [`task ${task.id} has no hold`]
  if (task.hold !== task.price) return [`task ${task.id} holds ${task.hold} but its price is ${task.price}`]
  const settled = task.capture !== null || task.release !== null
  if (!isFinal(task.state as TaskState)) {
    return settled ? [`task ${task.id} is ${task.state} but its hold is settled already`] : []
  }
  if (!settled) return [`task ${task.id} is ${task.state} but its hold is still open (orphaned)`]
  const captured = task.capture ?? 0
  if (captured + (task.release ?? 0) !== task.hold) {
    return [`task ${task.id}: captured ${captured} and released ${task.release ?? 0} do not add up to ${task.hold}`]
  }
  if (captured > 0 && task.state !== 'completed')
    return [`task ${task.id} is ${task.state} but ${captured} was captured`]
  return captured === task.cost ? [] : [`task ${task.id} says it cost ${task.cost} but ${captured} was captured`]
}

/** Proves that every stored sum equals the sum of its entries, and that each task's hold is open exactly while it runs. */
export async function verifyLedger(db: Reader): Promise<LedgerReport> {
  const problems: string[] = []
  const accounts = await sumsByAccount(db)
  for (const account of accounts) {
    for (const sum of ['available', 'held', 'spent'] as const) {
      const derived = account[`entries_${sum}`]
      if (account[sum] !== derived) {
        problems.push(
          `account ${account.name} (${account.id}): ${sum} is ${account[sum]} but its entries sum to ${derived}`,
        )
      }
    }
  }
  for (const key of await sumsByKey(db)) {
    for (const sum of ['spent', 'held'] as const) {
      const derived = key[`entries_${sum}`]
      if (key[sum] !== derived) problems.push(`key ${key.id}: ${sum} is ${key[sum]} but its entries sum to ${derived}`)
    }
  }
  for (const day of await keyDaysAstray(db)) {
    problems.push(
      `key ${day.key_id}: day ${day.day} since 1970 counts ${day.amount} but its entries sum to ${day.entries_amount}`,
    )
  }
  for (const { id, open_tasks: open, holds } of await openTasksAstray(db)) {
    problems.push(`${id} counts ${open} unfinished tasks but has ${holds} open holds`)
  }
  for (const entry of await entriesAstray(db)) {
    problems.push(`entry ${entry.id}: a ${entry.kind} of ${entry.amount} belongs to no task of its account`)
  }
  for (const task of await moneyOfTasksToJudge(db)) problems.push(...problemsOfTask(task))
  return { accounts: accounts.length, tasks: await countTasks(db), problems }
}
