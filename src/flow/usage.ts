import { setImmediate as nextTurn } from 'node:timers/promises'
import { pageOfAccounts } from '../db/accounts.ts'
import type { Database } from '../db/database.ts'
import { usageRows } from '../db/usage.ts'
import type { UsageDay, UsageGroup, UsageRow } from '../db/usage.ts'
import { ReelgateError } from '../domain/errors.ts'
import type { MessageValues } from '../domain/errors.ts'
import { addDays, calendarOf } from '../lib/calendar.ts'

/** The longest time that can be asked about at once: a leap year. */
const DAYS_MAX = 366
/** Most rows of an answer. */
const ROWS_MAX = 10_000
/** How many days are meant where the caller names none. */
const DAYS_STANDARD = 30

/** Accounts that are read at a time: others are answered between. */
const ACCOUNTS_PAGE = 100

export interface UsageQuestion {
  /** undefined: those of all. */
  accountId: string | undefined
  timeZone: string
  /** First and last date, both counted. Without `to` it is today, without `from` the 30 days that end then. */
  from: string | undefined
  to: string | undefined
  groups: readonly UsageGroup[]
  now: number
}

/** `expected`: a word of `http/messages`, and what it names. */
const wrong = (param: string, expected: string, named: MessageValues = {}) =>
  new ReelgateError('field_format', { param, values: { expected, ...named } })

/** Rows of the same group, of different accounts, as one; in the order of their fields. */
class Rows {
  readonly #byGroup = new Map<string, UsageRow>()

  add(row: UsageRow): void {
    const { tasks, completed, cost, ...group } = row
    const key = JSON.stringify(Object.values(group))
    const known = this.#byGroup.get(key)
    if (known === undefined) this.#byGroup.set(key, row)
    else
      Object.assign(known, {
        tasks: known.tasks + tasks,
        completed: known.completed + completed,
        cost: known.cost + cost,
      })
    if (this.#byGroup.size > ROWS_MAX) {
      throw wrong('group_by', 'fewer_rows', { max: ROWS_MAX })
    }
  }

  sorted(): UsageRow[] {
    return [...this.#byGroup].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  }
}

/**
 * What an account's tasks came to, or everybody's, by the day on which they ended: a day that is over never changes again. Only what was
 * captured counts as cost, so failed, cancelled and filtered work is in it with nothing. Throws field_format.
 */
export async function usageOf(
  db: Database,
  { accountId, timeZone, groups, now, ...dates }: UsageQuestion,
): Promise<{ from: string; to: string; rows: UsageRow[] }> {
  const calendar = calendarOf(timeZone)
  if (calendar === undefined) throw wrong('timezone', 'time_zone')
  const to = dates.to ?? calendar.dateOf(now)
  const from = dates.from ?? addDays(to, 1 - DAYS_STANDARD)
  if (from > to) throw wrong('from', 'not_after')
  if (from < addDays(to, 1 - DAYS_MAX)) throw wrong('from', 'days_apart', { max: DAYS_MAX })
  const days: UsageDay[] = []
  let start = calendar.startOf(from)
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const stop = calendar.startOf(addDays(date, 1))
    days.push([date, start, stop])
    start = stop
  }
  const rows = new Rows()
  for await (const accountIds of accountId === undefined ? allAccounts(db) : [[accountId]]) {
    const found = await usageRows(db.read, { accountIds, days, groups: new Set(groups), limit: ROWS_MAX + 1 })
    for (const row of found) rows.add(row)
  }
  return { from, to, rows: rows.sorted() }
}

async function* allAccounts({ read }: Database): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const ids = (await pageOfAccounts(read, after, ACCOUNTS_PAGE)).map(({ id }) => id)
    if (ids.length === 0) return
    yield ids
    after = ids.at(-1) ?? after
    await nextTurn()
  }
}
