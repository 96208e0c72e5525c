import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { ScryptOptions } from 'node:crypto'

/** OWASP's second row for scrypt: 32 MB for each check, three times over. The figures are stored with each hash. */
const COST = { N: 32_768, r: 8, p: 3 } as const
const HASH_BYTES = 32
const SALT_BYTES = 16
const MEMORY_MAX = 67_108_864

function derive(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // NFKC, so that the same letters from another keyboard are the same password.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { ...cost, maxmem: MEMORY_MAX }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    )
  })
}

/** `scrypt$N$r$p$salt$hash`, the last two as base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** Stands in where there is no user or no password, so that finding this out takes as long as a wrong password. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

/** Whether this is the password behind the hash. null takes as long, and is never right. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? NOBODY).split('$')
  const cost = { N: Number(N), r: Number(r), p: Number(p) }
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return timingSafeEqual(given, Buffer.from(hash, 'base64url')) && stored !== null
}
