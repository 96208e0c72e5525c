import { readConfig } from '../config.ts'
import { listUsers } from '../db/users.ts'
import type { Database } from '../db/database.ts'
import { commandLineAct } from '../flow/admin/act.ts'
import { addUserLink, linkUrl, makeFirstLink } from '../flow/sign-in/links.ts'
import type { MadeLink } from '../flow/sign-in/links.ts'
import { userByName } from '../flow/sign-in/users.ts'
import { print, withDatabase } from './open-database.ts'
import { readArguments, UsageError } from './usage.ts'

/** Without a name: the only administrator there is. */
async function makeLink(db: Database, name: string | undefined): Promise<MadeLink & { user: string | null }> {
  const act = commandLineAct()
  const first = name === undefined ? await makeFirstLink(db, act) : undefined
  if (first !== undefined) return { ...first, user: null }
  const admins = (await listUsers(db.read)).filter((user) => user.role === 'admin' && user.disabledAt === null)
  const [only] = admins
  if (name === undefined && (only === undefined || admins.length > 1)) {
    const names = admins.map((user) => user.name).join(', ')
    throw new UsageError(`console-link wants --user NAME; the administrators are: ${names || 'none'}`)
  }
  const user = name === undefined ? only : await userByName(db.read, name)
  if (user === undefined) throw new UsageError('console-link wants --user NAME')
  return { ...(await db.write((tx) => addUserLink(tx, act, user.id))), user: user.name }
}

/** `reelgate console-link`: the way back in for whoever has lost everything but the machine. */
export async function consoleLink(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { user: { type: 'string' }, json: { type: 'boolean' } })
  if (positionals.length > 0) throw new UsageError('console-link wants no word, only --user NAME')
  const { user, ...link } = await withDatabase((db) => makeLink(db, values.user))
  const { publicUrl, port } = readConfig()
  const url = linkUrl(publicUrl ?? `http://localhost:${port}`, link)
  const whom = user === null ? 'makes the first administrator' : `signs in ${user}`
  print(
    values.json,
    { url, user, expires_at: Math.floor(link.expiresAt / 1000) },
    `${whom}, once, for 30 minutes:\n${url}`,
  )
  return 0
}
