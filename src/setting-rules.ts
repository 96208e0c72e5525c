import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseClaimRule } from './domain/claim-rule.ts'
import type { ClaimRule } from './domain/claim-rule.ts'
import { parseDenyList } from './domain/deny-list.ts'
import type { DenyRule } from './domain/deny-list.ts'
import { parseFaultPlan } from './domain/faults.ts'
import type { FaultPlan } from './domain/faults.ts'
import { MICROS_PER_USD, parseUsd } from './domain/money.ts'
import type { MicroUsd } from './domain/money.ts'
import { parseRatio, RATIO_MAX_TEXT } from './domain/ratio.ts'
import type { Ratio } from './domain/ratio.ts'

/** How a setting's text becomes its value. Each returns the value, or a sentence that says what would be right. */
export type Parse<T> = (text: string) => { value: T } | { wrong: string }

const ok = <T>(value: T) => ({ value })

export const text: Parse<string> = (given) => (given === '' ? { wrong: 'must not be empty' } : ok(given))

/** Long enough that it can't be guessed. */
export const secret: Parse<string> = (given) =>
  /^\S{16,200}$/.test(given) ? ok(given) : { wrong: 'must have 16 to 200 characters and no spaces' }

export const integer =
  (min: number, max: number): Parse<number> =>
  (given) => {
    const value = Number(given)
    return /^-?\d+$/.test(given) && value >= min && value <= max
      ? ok(value)
      : { wrong: `must be a whole number from ${min} to ${max}` }
  }

/** A share of a whole, 0 to 1. */
export const fraction: Parse<number> = (given) =>
  /^(?:0|1|[01]?\.\d+)$/.test(given) && Number(given) <= 1
    ? ok(Number(given))
    : { wrong: 'must be a number from 0 to 1' }

/** As OpenTelemetry writes lists in the environment: values are percent-encoded. */
export const keyValues: Parse<Readonly<Record<string, string>>> = (given) => {
  const wrong = {
    wrong: 'must be a list of name=value,name=value, percent-encoded where a value has a comma or a blank',
  }
  const pairs = given === '' ? [] : given.split(',').map((pair) => /^\s*([^\s=]+)\s*=\s*(\S*)\s*$/.exec(pair))
  try {
    const entries = pairs.map((pair) => pair && [pair[1] ?? '', decodeURIComponent(pair[2] ?? '')])
    return entries.every((entry) => entry !== null) ? ok(Object.fromEntries(entries)) : wrong
  } catch {
    return wrong
  }
}

/** Whole days; undefined for `off`. */
export const daysOrOff: Parse<number | undefined> = (given) => {
  if (given === 'off') return ok(undefined)
  const days = integer(1, 36_500)(given)
  return 'value' in days ? days : { wrong: 'must be off, or a whole number of days from 1 to 36500' }
}

const PAUSES_MAX = 30
const PAUSE_SECONDS_MAX = 604_800

export const secondsList: Parse<readonly number[]> = (given) => {
  const seconds = given.split(',').map((one) => (/^\s*\d+\s*$/.test(one) ? Number(one) : 0))
  const isGood = seconds.length <= PAUSES_MAX && seconds.every((one) => one >= 1 && one <= PAUSE_SECONDS_MAX)
  return isGood
    ? ok(seconds)
    : {
        wrong: `must be a comma-separated list of at most ${PAUSES_MAX} whole seconds from 1 to ${PAUSE_SECONDS_MAX}, for example 5,60,3600`,
      }
}

export const ratio: Parse<Ratio> = (given) => {
  const value = parseRatio(given)
  return value === undefined
    ? { wrong: `must be a number from 0 to ${RATIO_MAX_TEXT}, with at most six decimals` }
    : ok(value)
}

export const choice =
  <T extends string>(...allowed: readonly T[]): Parse<T> =>
  (given) => {
    const value = allowed.find((name) => name === given)
    return value === undefined ? { wrong: `must be one of ${allowed.join(', ')}` } : ok(value)
  }

export const origin: Parse<string> = (given) => {
  const url = URL.parse(given)
  const good = url !== null && ['http:', 'https:'].includes(url.protocol) && url.search === '' && url.hash === ''
  return good
    ? ok(given.replace(/\/+$/, ''))
    : { wrong: 'must be an http or https address such as https://video.example.com' }
}

/** Empty, or names that end in a slash each, of characters that need no escape anywhere. */
export const keyPrefix: Parse<string> = (given) =>
  /^([\w.-]{1,100}\/){0,10}$/.test(given)
    ? ok(given)
    : { wrong: 'must end in a slash, of letters, digits and . _ - such as reelgate/' }

/** Also the form without a host, for a socket: `postgres://user@/reelgate?host=/run/postgresql`. */
export const postgresUrl: Parse<string> = (given) =>
  /^postgres(?:ql)?:\/\//.test(given) && (URL.parse(given.replace('@/', '@socket/'))?.pathname.length ?? 0) > 1
    ? ok(given)
    : { wrong: 'must be an address such as postgres://user:password@host:5432/reelgate' }

export const webAddress: Parse<string> = (given) =>
  ['http:', 'https:'].includes(URL.parse(given)?.protocol ?? '')
    ? ok(given)
    : { wrong: 'must be an http or https address such as https://example.com/recharge' }

/** Whole cents, above 0; inside it is micro-USD. */
export const dollars: Parse<MicroUsd> = (given) => {
  const value = parseUsd(given)
  return value === undefined || value === 0 || value % (MICROS_PER_USD / 100) !== 0
    ? { wrong: 'must be an amount in USD such as 5 or 0.50, above 0' }
    : ok(value)
}

export const providerName: Parse<string> = (given) =>
  /^[a-z0-9][a-z0-9_-]{0,39}$/.test(given) ? ok(given) : { wrong: 'must be the name of a provider, or builtin' }

export const hostList: Parse<ReadonlySet<string>> = (given) => {
  const hosts = given
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== '')
  const bad = hosts.find((host) => !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+):\d{1,5}$/.test(host))
  return bad === undefined
    ? ok(new Set(hosts))
    : { wrong: `must be a comma-separated list of host:port, for example files.internal:8080; "${bad}" is not` }
}

export const faultPlan: Parse<FaultPlan | undefined> = (given) => {
  if (given === 'off') return ok(undefined)
  const plan = parseFaultPlan(given === 'on' ? 'none' : given)
  return 'wrong' in plan
    ? { wrong: `must be off, on, or faults such as busy%20,seed=7; "${plan.wrong}" is not` }
    : ok(plan)
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

/** An absolute path; undefined for `off`. */
export const pngFile: Parse<string | undefined> = (given) => {
  if (given === 'off') return ok(undefined)
  const path = resolve(given)
  try {
    if (readFileSync(path).subarray(0, 8).equals(PNG_SIGNATURE)) return ok(path)
  } catch {
    // The sentence below says what would be right.
  }
  return { wrong: 'must be off, or the path of a PNG file that can be read' }
}

/** The rules in the file; none for `off`. */
export const denyListFile: Parse<readonly DenyRule[]> = (given) => {
  if (given === 'off') return ok([])
  let list: string
  try {
    list = readFileSync(resolve(given), 'utf8')
  } catch {
    return { wrong: 'must be off, or the path of a deny list that can be read' }
  }
  const parsed = parseDenyList(list)
  return 'rules' in parsed ? ok(parsed.rules) : { wrong: `must be a deny list; ${parsed.wrong}` }
}

/** The first line of a file that holds a secret. */
export const secretFile: Parse<string> = (given) => {
  try {
    const [secret = ''] = readFileSync(resolve(given), 'utf8').split('\n')
    if (secret.trim() !== '') return ok(secret.trim())
  } catch {
    // The sentence below says what would be right.
  }
  return { wrong: 'must be the path of a file that can be read and has the secret in its first line' }
}

export const claimRules: Parse<readonly ClaimRule[]> = (given) => {
  const parts = given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const rules = parts.map(parseClaimRule)
  const wrong = parts.find((_part, index) => rules[index] === undefined)
  return wrong === undefined
    ? ok(rules.filter((rule) => rule !== undefined))
    : { wrong: `must be a list of domains, claims such as groups=video, or *; "${wrong}" is none` }
}
