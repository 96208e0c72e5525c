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
  /** Over all its keys together; null: no limit besides those of its keys. */
  submitsPerMinute: number | null
  /** Most tasks that may be unfinished at a time; null: no limit. */
  tasksMax: number | null
  /** Tasks that are unfinished now. */
  openTasks: number
  createdAt: number
  /** When everything but its money was removed; it takes no new keys since. */
  erasedAt: number | null
}

/** What a key may be used for. */
export const SCOPES = ['generate', 'read', 'upload', 'balance'] as const
export type Scope = (typeof SCOPES)[number]

/** What bounds a key; null means no bound. */
export interface KeyBounds {
  scopes: readonly Scope[] | null
  /** Ids in the catalogue. */
  models: readonly string[] | null
  /** Addresses and CIDR ranges it may be used from. */
  ipRanges: readonly string[] | null
  expiresAt: number | null
  spendMax: MicroUsd | null
  /** For the tasks of one day (UTC). */
  spendDayMax: MicroUsd | null
  /** Most tasks that may be unfinished at a time. */
  tasksMax: number | null
  /** null: the server's default. */
  submitsPerMinute: number | null
  pollsPerMinute: number | null
}

export const NO_BOUNDS: KeyBounds = {
  scopes: null,
  models: null,
  ipRanges: null,
  expiresAt: null,
  spendMax: null,
  spendDayMax: null,
  tasksMax: null,
  submitsPerMinute: null,
  pollsPerMinute: null,
}

/** An API key as it is stored: its hash and its first characters, never itself. */
export interface ApiKey extends KeyBounds {
  id: string
  accountId: string
  name: string
  /** The first characters, so that a person can tell keys apart. */
  prefix: string
  spent: MicroUsd
  held: MicroUsd
  /** Tasks that are unfinished now. */
  openTasks: number
  createdAt: number
  /** When a call with it last came, to the minute; null: never. */
  lastUsedAt: number | null
  /** From when on it is refused; may lie ahead, while the key that took its place is brought to its users. */
  revokedAt: number | null
  /** The key whose place it took. */
  replaces: string | null
  /** The user of the console whose doings it stands for; null for a key with a secret. */
  userId: string | null
}

/** Whether a key is still good at a moment (ms). */
export function isKeyGood(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, at: number): boolean {
  return (key.expiresAt ?? Infinity) > at && (key.revokedAt ?? Infinity) > at
}

/** Who is asking: a key, and the account it belongs to. */
export interface Caller {
  account: Account
  key: ApiKey
}

/** Characters of a key that are stored and shown: `rg_` and five more. */
export const KEY_PREFIX_LENGTH = 8

/** The group of an account that was given none. */
export const DEFAULT_GROUP = 'default'

/** Whether a hold of this much would succeed now. */
export function canAfford(account: Pick<Account, 'unlimited' | 'available'>, price: MicroUsd): boolean {
  return account.unlimited || account.available >= price
}
