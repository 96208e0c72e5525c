import type { MicroUsd } from './money.ts'

/** Whoever pays. `available` is what can still be held; an unlimited account is never refused and may go below zero. */
export interface Account {
  id: string
  name: string
  /** What prices and limits it has in common with others. */
  group: string
  unlimited: boolean
  available: MicroUsd
  held: MicroUsd
  spent: MicroUsd
  createdAt: number
}

/** The group of an account that was given none. */
export const DEFAULT_GROUP = 'default'

/** Whether a hold of this much would succeed now. */
export function canAfford(account: Pick<Account, 'unlimited' | 'available'>, price: MicroUsd): boolean {
  return account.unlimited || account.available >= price
}

/** An API key as it is stored: its hash and its first characters, never itself. */
export interface ApiKey {
  id: string
  accountId: string
  name: string
  /** The first characters, so that a person can tell keys apart. */
  prefix: string
  spent: MicroUsd
  /** null: the server's default. */
  submitsPerMinute: number | null
  pollsPerMinute: number | null
  createdAt: number
  revokedAt: number | null
}

/** Who is asking: a key that is not revoked, and the account it belongs to. */
export interface Caller {
  account: Account
  key: ApiKey
}

/** Characters of a key that are stored and shown: `rg_` and five more. */
export const KEY_PREFIX_LENGTH = 8
