import type { z } from 'zod'
import { USAGE_GROUPS } from '../db/usage.ts'
import type { UsageGroup, UsageRow } from '../db/usage.ts'
import { toCredits, toDecimal, toUsd } from '../domain/money.ts'
import { usageOf } from '../flow/usage.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { groupNames } from './usage-schemas.ts'
import type { usageQuery } from './usage-schemas.ts'

/** How the answer names what it is grouped by. */
const FIELDS = { day: 'day', account: 'account_id', model: 'model', key: 'key_id', status: 'status' } as const

type Sums = Pick<UsageRow, 'tasks' | 'completed' | 'cost'>

const showSums = ({ tasks, completed, cost }: Sums) => ({
  tasks,
  completed,
  cost: toUsd(cost),
  credits_cost: toCredits(cost),
})

const totalOf = (rows: readonly UsageRow[]): Sums => ({
  tasks: rows.reduce((sum, row) => sum + row.tasks, 0),
  completed: rows.reduce((sum, row) => sum + row.completed, 0),
  cost: rows.reduce((sum, row) => sum + row.cost, 0),
})

/** RFC 4180. No cell needs quotes: there are only dates, ids, states and numbers. */
function toCsv(groups: readonly UsageGroup[], rows: readonly UsageRow[]): string {
  const fields = groups.map((group) => FIELDS[group])
  const lines = rows.map((row) => [
    ...fields.map((field) => row[field] ?? ''),
    row.tasks,
    row.completed,
    toDecimal(row.cost),
    toDecimal(row.cost * 10),
  ])
  const head = [...fields, 'tasks', 'completed', 'cost', 'credits_cost']
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')
}

/** What ended tasks came to: those of an account, or with undefined those of all. */
export async function answerUsage(
  c: HttpContext,
  { flow }: HttpServices,
  accountId: string | undefined,
  query: z.infer<typeof usageQuery>,
): Promise<Response> {
  const { timezone, from: first, to: last, group_by: named, format } = query
  const names = groupNames(named)
  const groups = USAGE_GROUPS.filter((group) => names.includes(group))
  const question = { accountId, timeZone: timezone, from: first, to: last, groups, now: flow.clock.now() }
  const { from, to, rows } = await usageOf(flow.db, question)
  const wanted = format ?? (c.req.header('accept')?.includes('text/csv') === true ? 'csv' : 'json')
  if (wanted === 'csv') {
    const name = `usage_${from}_${to}.csv`
    return c.body(toCsv(groups, rows), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  }
  const shown = rows.map((row) => ({
    ...Object.fromEntries(groups.map((group) => [FIELDS[group], row[FIELDS[group]]])),
    ...showSums(row),
  }))
  const data = { from, to, timezone, group_by: groups, rows: shown, total: showSums(totalOf(rows)) }
  return c.json({ code: 200, data })
}
