import { openSqlite } from '../../src/db/sqlite.ts'

// A second process that writes into the same file, one commit at a time.
const [file = '', times = '0'] = process.argv.slice(2)
const db = openSqlite(file)
console.log('writing')
for (let index = 0; index < Number(times); index += 1) {
  const id = `process-${process.pid}-${index}`
  await db.write((tx) => tx.run('INSERT INTO account (id, name, unlimited, created_at) VALUES (?, ?, 0, 0)', [id, id]))
}
await db.close()
