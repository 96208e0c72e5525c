/** An account that has work waiting at one provider. */
export interface Waiting {
  accountId: string
  /** Places that it holds there already. */
  held: number
  /** When it last had its turn; grows, and 0 says never. */
  turn: number
}

/** A job whose time has come, with the time it was due (ms). */
export interface DueJob {
  taskId: string
  runAt: number
}

interface InLine extends Waiting {
  /** Its due jobs, oldest first; asked for when it is first in line. */
  jobs?: DueJob[]
  /** When its oldest job was due. */
  runAt: number
}

/** Fewest places first, then longest without a turn, then the oldest job; ids last, so that the order is always the same. */
function isBefore(one: InLine, other: InLine): boolean {
  const differences = [one.held - other.held, one.turn - other.turn, one.runAt - other.runAt]
  const decisive = differences.find((difference) => difference !== 0)
  return decisive === undefined ? one.accountId < other.accountId : decisive < 0
}

/** Gives out turns one by one, so that no account waits for another's second job. `dueJobs` is asked once for each that is served. */
export async function takeTurns(
  accounts: readonly (Waiting & { runAt: number })[],
  places: number,
  dueJobs: (accountId: string) => Promise<DueJob[]>,
): Promise<{ accountId: string; taskId: string }[]> {
  const line = new Set<InLine>(accounts.map((account) => ({ ...account })))
  let turn = accounts.reduce((most, account) => Math.max(most, account.turn), 0)
  const taken: { accountId: string; taskId: string }[] = []
  while (taken.length < places && line.size > 0) {
    let first: InLine | undefined
    for (const account of line) if (first === undefined || isBefore(account, first)) first = account
    if (first === undefined) break
    first.jobs ??= await dueJobs(first.accountId)
    const job = first.jobs.shift()
    if (job !== undefined) taken.push({ accountId: first.accountId, taskId: job.taskId })
    const next = first.jobs[0]
    if (next === undefined) line.delete(first)
    else Object.assign(first, { held: first.held + 1, turn: (turn += 1), runAt: next.runAt })
  }
  return taken
}
