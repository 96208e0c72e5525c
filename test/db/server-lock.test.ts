import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockFolder } from '../../src/db/server-lock.ts'
import { ownFolder } from '../harness/folder.ts'
import { Program, ROOT } from '../harness/process.ts'

const script = `${ROOT}/test/db/lock-program.ts`

test('a folder that is held is refused to everyone, and free again when it is let go', async (context) => {
  const file = join(await ownFolder(context), 'server.lock')
  const unlock = lockFolder(file)
  assert.ok(unlock)
  assert.equal(lockFolder(file), undefined)
  // The refusal just now must not have loosened what this process holds.
  const other = new Program(context, { script, args: [file] })
  assert.equal((await other.finished).stdout.trim(), 'refused')
  unlock()
  const again = lockFolder(file)
  assert.ok(again)
  again()
})

test('a holder that is killed leaves no stale lock', async (context) => {
  const file = join(await ownFolder(context), 'server.lock')
  const other = new Program(context, { script, args: [file] })
  await other.says(/held/)
  assert.equal(lockFolder(file), undefined)
  other.child.kill('SIGKILL')
  await other.finished
  const unlock = lockFolder(file)
  assert.ok(unlock)
  unlock()
})

test('a lock file that is broken is an error of its own, not "in use"', async (context) => {
  const folder = await ownFolder(context)
  assert.throws(() => lockFolder(folder), /unable to open/)
  const file = join(folder, 'server.lock')
  await writeFile(file, 'this is not a database, and long enough to be seen as something else'.repeat(20))
  assert.throws(() => lockFolder(file), /not a database/)
})
