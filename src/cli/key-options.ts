import { readConfig } from '../config.ts'
import type { KeySettings } from '../db/api-keys.ts'
import { SCOPES } from '../domain/account.ts'
import type { Scope } from '../domain/account.ts'
import { assertIpRanges, modelIds } from '../flow/admin/key-settings.ts'
import { readAmount } from './accounts.ts'
import { readCount, UsageError } from './usage.ts'

/** The options of `keys create` that bound a key. */
export const BOUND_OPTIONS = {
  scopes: { type: 'string' },
  models: { type: 'string' },
  'ip-ranges': { type: 'string' },
  'expires-in-days': { type: 'string' },
  'spend-max': { type: 'string' },
  'spend-day-max': { type: 'string' },
  'tasks-max': { type: 'string' },
  'submits-per-minute': { type: 'string' },
  'polls-per-minute': { type: 'string' },
} as const

type Given = Partial<Record<keyof typeof BOUND_OPTIONS, string>>

const DAY_MS = 86_400_000

/** A comma-separated list; null where the option is not there. */
function readList(name: string, text: string | undefined): string[] | null {
  if (text === undefined) return null
  const items = text.split(',').map((item) => item.trim())
  if (items.includes('')) throw new UsageError(`--${name} must be a list such as a,b`)
  return items
}

function readScopes(text: string | undefined): Scope[] | null {
  const names = readList('scopes', text)
  if (names === null) return null
  return names.map((name) => {
    const scope = SCOPES.find((one) => one === name)
    if (scope === undefined) throw new UsageError(`--scopes takes ${SCOPES.join(', ')}; not "${name}"`)
    return scope
  })
}

/** What the options say; what is left out has no bound. Throws UsageError, unknown_model, field_format. */
export function readBounds(given: Given, now: number): Omit<KeySettings, 'name'> {
  const amount = (name: 'spend-max' | 'spend-day-max') =>
    given[name] === undefined ? null : readAmount(name, given[name])
  const count = (name: keyof Given) => readCount(name, given[name])
  const scopes = readScopes(given.scopes)
  const models = readList('models', given.models)
  const ipRanges = readList('ip-ranges', given['ip-ranges'])
  if (ipRanges !== null) assertIpRanges(ipRanges)
  const days = count('expires-in-days')
  return {
    scopes,
    models: models === null ? null : modelIds(readConfig().catalogue, models),
    ipRanges,
    expiresAt: days === null ? null : now + days * DAY_MS,
    spendMax: amount('spend-max'),
    spendDayMax: amount('spend-day-max'),
    tasksMax: count('tasks-max'),
    submitsPerMinute: count('submits-per-minute'),
    pollsPerMinute: count('polls-per-minute'),
  }
}
