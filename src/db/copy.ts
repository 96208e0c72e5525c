import { DatabaseSync } from 'node:sqlite'

/** A result as the store names it, and pictures as they are named below the data folder. */
export interface NamedFiles {
  results: { id: string; contentType: string }[]
  uploads: string[]
  inputs: string[]
}

/**
 * Writes one moment of the database into a new file, beside a server that goes on writing. What was deleted is not in
 * the copy. It is not flushed to disk yet.
 */
export function copyDatabase(file: string, to: string): void {
  const source = new DatabaseSync(file, { readOnly: true })
  try {
    source.prepare('VACUUM INTO ?').run(to)
  } finally {
    source.close()
  }
}

/** The files that rows of a database speak of and that should be there: neither expired nor of tasks that have ended. */
export function filesNamedIn(file: string): NamedFiles {
  const handle = new DatabaseSync(file, { readOnly: true })
  try {
    const texts = (sql: string) =>
      handle
        .prepare(sql)
        .all()
        .map((row) => String(row['file']))
    const picture = (frame: string) => `
      SELECT json_extract(t.request, '$.${frame}.file') AS file FROM job j JOIN task t ON t.id = j.task_id
      WHERE file IS NOT NULL`
    return {
      results: handle
        .prepare('SELECT id, content_type FROM artifact WHERE deleted_at IS NULL AND bytes IS NOT NULL')
        .all()
        .map((row) => ({ id: String(row['id']), contentType: String(row['content_type']) })),
      uploads: texts('SELECT file FROM upload WHERE deleted_at IS NULL'),
      inputs: texts(`${picture('firstFrame')} UNION ALL ${picture('lastFrame')}`),
    }
  } finally {
    handle.close()
  }
}
