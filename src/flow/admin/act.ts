import { insertAudit } from '../../db/audit-entries.ts'
import type { Tx } from '../../db/database.ts'
import type { Json } from '../../lib/json.ts'

/** Who acts, and when (ms). */
export interface Act {
  actor: string
  at: number
}

/** An act of whoever sits at the machine itself, now. */
export const commandLineAct = (): Act => ({ actor: 'command line', at: Date.now() })

/** Writes an act into the audit log. Called in the transaction of the act wherever that is ours: one can't be without the other. */
export async function record(
  tx: Tx,
  act: Act,
  entry: { action: string; target: string; before?: Json; after?: Json; note?: string },
): Promise<void> {
  const { action, target, before = null, after = null, note = '' } = entry
  await insertAudit(tx, { ...act, action, target, before, after, note })
}
