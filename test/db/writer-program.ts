import { writeSync } from 'node:fs'
import type { DatabasePlace } from '../../src/db/open.ts'
import { openDatabase } from '../../src/db/open.ts'
import { openLog } from '../../src/lib/log.ts'

// A second process that writes into the same database, one commit at a time; with `stop` it stops in the middle of one.
const [place = '', times = '0', stop] = process.argv.slice(2)
const db = await openDatabase(JSON.parse(place) as DatabasePlace, openLog('silent'))
console.log('writing')
for (let index = 0; index < Number(times); index += 1) {
  const id = `process-${process.pid}-${index}`
  await db.write(async (tx) => {
    await tx.run('INSERT INTO account (id, name, unlimited, created_at) VALUES (?, ?, 0, 0)', [id, id])
    if (stop === undefined) return
    writeSync(1, 'stops\n')
    process.kill(process.pid, 'SIGSTOP')
  })
  console.log(`wrote ${index + 1}`)
}
await db.close()
