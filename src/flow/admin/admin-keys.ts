import { insertAdminKey, listAdminKeys, revokeAdminKey as writeRevoked } from '../../db/admin-keys.ts'
import type { AdminKey } from '../../db/admin-keys.ts'
import type { Database } from '../../db/database.ts'
import { ReelgateError } from '../../domain/errors.ts'
import { newId, newSecret, sha256Hex } from '../../lib/ids.ts'
import { record } from './act.ts'
import type { Act } from './act.ts'

const KEY_CHARACTERS = 40
/** `rga_` and five more: what is stored and shown. */
const PREFIX_LENGTH = 9

/** Creates a credential of the admin API. Its secret is returned this once and stored nowhere. */
export function createAdminKey(db: Database, act: Act, name: string): Promise<{ key: AdminKey; secret: string }> {
  return db.write(async (tx) => {
    const secret = `rga_${newSecret(KEY_CHARACTERS)}`
    const key = { id: newId('admin', act.at), name, prefix: secret.slice(0, PREFIX_LENGTH), createdAt: act.at }
    await insertAdminKey(tx, key, sha256Hex(secret))
    await record(tx, act, { action: 'admin_key.create', target: key.id, after: { name, prefix: key.prefix } })
    return { key: { ...key, revokedAt: null }, secret }
  })
}

/** Refused from the next call on. Throws admin_key_not_found. */
export function revokeAdminKey(db: Database, act: Act, id: string): Promise<void> {
  return db.write(async (tx) => {
    if (!(await writeRevoked(tx, id, act.at))) {
      const known = (await listAdminKeys(tx)).filter(({ revokedAt }) => revokedAt === null).map((key) => key.id)
      const operatorText = `there is no active admin key with the id "${id}"; there are: ${known.join(', ') || 'none'}`
      throw new ReelgateError('admin_key_not_found', { values: { id }, operatorText })
    }
    await record(tx, act, { action: 'admin_key.revoke', target: id })
  })
}
