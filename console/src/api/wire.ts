import type { z } from 'zod'
import type * as admin from '../../../src/http/admin/schemas.ts'

/** What the server sends, by the very schemas that it is checked with there: types only, nothing of them is in the build. */
export type ApiKey = z.infer<typeof admin.key>
export type MadeKey = z.infer<typeof admin.madeKey>
export type KeyBody = z.input<typeof admin.keyBody>
