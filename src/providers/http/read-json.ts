import type { z } from 'zod'
import { ProviderFault } from '../../domain/provider.ts'
import type { TextAnswer } from './caller.ts'

/** The answer as what we need of it. Throws where it is not that: the sender's words are not repeated. */
export function readAs<T>(schema: z.ZodType<T>, { text, status }: TextAnswer, what: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new ProviderFault(`${what}: HTTP ${status} with a body that is not JSON (${text.length} characters)`)
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ProviderFault(
    `${what}: HTTP ${status} with JSON of another shape (${issue?.path.join('.')}: ${issue?.message})`,
  )
}
