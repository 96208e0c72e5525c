import { hash, randomBytes, randomFillSync } from 'node:crypto'
import { ulid } from 'ulid'

/** Random bytes are drawn many at a time: each draw from the system costs as much as a look into the database. */
const pool = Buffer.alloc(4096)
let used = pool.length

/** A number from 0 up to, but not including, 1, in steps of 1/256: enough for one of 32 characters, without bias. */
function randomFraction(): number {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  return pool.readUInt8(used++) / 256
}

/** `task_` and 26 upper-case ULID characters: sorts by time of creation. */
export function newTaskId(nowMs: number): string {
  return `task_${ulid(nowMs, randomFraction)}`
}

/** Cheap shape check before the database is asked; ULIDs leave out I, L, O and U. */
export function isTaskId(text: string): boolean {
  return /^task_[0-9A-HJKMNP-TV-Z]{26}$/.test(text)
}

/** An id that sorts by time, with a word in front that says what it names: `acct_...`, `key_...`. */
export function newId(prefix: string, nowMs: number): string {
  return `${prefix}_${ulid(nowMs)}`
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A secret of `characters` lower-case base32 characters, 5 bits of randomness each. */
export function newSecret(characters: number): string {
  let text = ''
  // 256 is a multiple of 32, so the remainder is not biased.
  for (const byte of randomBytes(characters)) text += BASE32.charAt(byte % 32)
  return text
}

/** SHA-256 as 64 hexadecimal characters. */
export function sha256Hex(input: string | Uint8Array): string {
  return hash('sha256', input, 'hex')
}
