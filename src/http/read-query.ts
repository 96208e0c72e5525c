import type { z } from 'zod'
import { ReelgateError } from '../domain/errors.ts'
import type { HttpContext } from './context.ts'
import { fieldError } from './field-errors.ts'

/** A query is all text: of these, what is written as a number is one, and anything else is left for the schema to refuse. */
const NUMBERS = ['limit', 'pageSize', 'wait']

/** The query as its schema has it. Throws the first mistake found. */
export function readQuery<T extends z.ZodObject>(c: HttpContext, schema: T): z.infer<T> {
  const given: Record<string, string | number> = { ...c.req.query() }
  for (const name of NUMBERS) {
    const text = given[name]
    if (typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text)) given[name] = Number(text)
  }
  const query = schema.safeParse(given)
  if (query.success) return query.data
  const [issue] = query.error.issues
  throw issue === undefined ? new ReelgateError('not_found') : fieldError(issue, given)
}
