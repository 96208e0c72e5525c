import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Database } from '../../src/db/database.ts'
import { isFinal } from '../../src/domain/task.ts'
import type { TaskState } from '../../src/domain/task.ts'
import { verifyLedger } from '../../src/ledger/verify.ts'

interface Row {
  id: string
  state: TaskState
  request: string
}

const promptOf = ({ request }: { request: string }) => (JSON.parse(request) as { prompt: string }).prompt

export const countUnfinished = async (db: Database): Promise<number> =>
  (await db.read.get<{ count: number }>('SELECT count(*) AS count FROM task WHERE ended_at IS NULL', []))?.count ?? 0

export async function statesIn(db: Database): Promise<Record<string, number>> {
  const sql = 'SELECT state, count(*) AS count FROM task GROUP BY state ORDER BY state'
  const rows = await db.read.all<{ state: string; count: number }>(sql, [])
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** What the emulator was asked to make, each as often as it was asked. */
export function boughtIn(dataDir: string): string[] {
  const db = new DatabaseSync(join(dataDir, 'reelgate.db'), { readOnly: true, timeout: 5_000 })
  try {
    return (db.prepare('SELECT request FROM task').all() as { request: string }[]).map(promptOf)
  } finally {
    db.close()
  }
}

/** What must be true at the end, whatever happened; a sentence for each thing that is not. */
export async function wrongIn(
  db: Database,
  { promptOf: acknowledged }: { promptOf: ReadonlyMap<string, string> },
  { bought, told }: { bought: readonly string[]; told: ReadonlySet<string> },
): Promise<string[]> {
  const rows = await db.snapshot((reader) => reader.all<Row>('SELECT id, state, request FROM task', []))
  const tasks = new Map(rows.map((row) => [row.id, row]))
  const lost = [...acknowledged].flatMap(([id, prompt]) => {
    const row = tasks.get(id)
    if (row === undefined) return [`${id} was acknowledged and is lost`]
    return promptOf(row) === prompt ? [] : [`${id} is another task than was acknowledged`]
  })
  const open = rows.filter(({ state }) => !isFinal(state)).map(({ id, state }) => `${id} is still ${state}`)
  const twice = [...Map.groupBy(bought, (prompt) => prompt)].filter(([, times]) => times.length > 1)
  const own = new Set(bought)
  const unbought = rows.filter((row) => row.state === 'completed' && !own.has(promptOf(row)))
  const untold = [...acknowledged.keys()].filter((id) => !told.has(id))
  const { problems } = await db.snapshot(verifyLedger)
  return [
    ...lost,
    ...open,
    ...twice.map(([prompt, { length }]) => `"${prompt}" was bought ${length} times`),
    ...unbought.map(({ id }) => `${id} is completed, and nobody made it`),
    ...untold.map((id) => `of the end of ${id} its receiver was not told`),
    ...problems.map((problem) => JSON.stringify(problem)),
  ]
}
