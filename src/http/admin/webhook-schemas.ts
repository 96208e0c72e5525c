import { z } from 'zod'
import { webhookData } from '../surfaces/family/webhook-schemas.ts'
import { limit } from './schemas.ts'

export const failedQuery = z.object({ limit, after: z.string().optional(), account_id: z.string().optional() })
export const failedWebhook = webhookData.extend({ account_id: z.string() })
