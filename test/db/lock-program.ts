import { lockFolder } from '../../src/db/server-lock.ts'

// Takes the lock if it can, says so, and keeps it until it is killed.
const unlock = lockFolder(process.argv[2] ?? '')
console.log(unlock === undefined ? 'refused' : 'held')
if (unlock !== undefined) setInterval(() => {}, 60_000)
