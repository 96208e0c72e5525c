import { PassThrough, Readable } from 'node:stream'
import { ReelgateError } from '../../domain/errors.ts'
import { accountById } from '../../flow/admin/accounts.ts'
import { eraseAccount } from '../../flow/admin/erase.ts'
import { writeAccountExport } from '../../flow/admin/export.ts'
import { describeError } from '../../lib/log.ts'
import type { HttpContext, HttpServices } from '../context.ts'
import type { Expectation } from '../messages/template.ts'
import { readBody } from '../read-body.ts'
import { actOf } from './authorise-admin.ts'
import * as schemas from './schemas.ts'

const idOf = (c: HttpContext) => c.req.param('account_id') ?? ''

/** What `reelgate export` writes, as it is read. An answer that is cut off was not all of it. */
export async function exportData(c: HttpContext, services: HttpServices): Promise<Response> {
  const { db, log } = services.flow
  const { id } = await accountById(db.read, idOf(c))
  const lines = new PassThrough()
  writeAccountExport(db, actOf(c, services), id, lines).catch((error: unknown) => {
    log.warn({ account: id, error: describeError(error) }, 'an export was not finished')
    lines.destroy(error instanceof Error ? error : undefined)
  })
  return c.body(Readable.toWeb(lines) as ReadableStream, 200, {
    'Content-Type': 'application/x-ndjson',
    'Content-Disposition': `attachment; filename="${id}.jsonl"`,
  })
}

/** What can't be undone wants the account's name, which is not in the address. */
export async function eraseData(c: HttpContext, services: HttpServices): Promise<Response> {
  const { confirm } = await readBody(c, services, schemas.erasure)
  const { flow } = services
  const { id, name } = await accountById(flow.db.read, idOf(c))
  if (confirm !== name) {
    throw new ReelgateError('field_format', {
      param: 'confirm',
      values: { expected: 'account_name' satisfies Expectation },
    })
  }
  const { keysRevoked, tasksUnfinished, isLogEmpty } = await eraseAccount(flow, actOf(c, services), id)
  const data = { account_id: id, keys_revoked: keysRevoked, tasks_unfinished: tasksUnfinished, log_empty: isLogEmpty }
  return c.json({ code: 200, data })
}
