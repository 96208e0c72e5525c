import type { z } from 'zod'
import { ReelgateError } from '../domain/errors.ts'
import type { HttpContext, HttpServices } from './context.ts'
import { fieldError } from './field-errors.ts'
import { readJsonObject } from './read-json.ts'

/** The body as its schema has it; an empty one stands for an empty object. Throws the first mistake found. */
export async function readBody<T extends z.ZodType>(
  c: HttpContext,
  services: HttpServices,
  schema: T,
): Promise<z.infer<T>> {
  const isEmpty = c.req.header('content-length') === '0' || c.req.header('content-type') === undefined
  const body = isEmpty ? {} : await readJsonObject(c, services.settings.jsonBytesMax)
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw issue === undefined ? new ReelgateError('body_not_object') : fieldError(issue, body)
}
