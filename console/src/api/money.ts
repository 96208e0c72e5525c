import { call, callData, callText, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { LedgerEntry, Usage } from './wire.ts'

/** What one's account has, in USD. */
export interface Balance {
  /** It is never refused, and `available` may be below zero. */
  unlimited: boolean
  available: number
  /** Set aside for unfinished tasks. */
  held: number
  spent: number
  unfinished_tasks: number
  /** How much may be paid by card at once; null: no cards are taken. */
  card: { min: number; max: number } | null
  /** The operator's own page for topping up. */
  recharge_url: string | null
}

/** The cache's name of all that changes with money. */
export const MONEY = ['money']

export const getBalance = () => callData<Balance>('GET', '/console/api/balance')

/** Newest first. */
export const listEntries = (before?: LedgerEntry) =>
  call<ListPart<LedgerEntry>>('GET', withQuery('/console/api/entries', { before: before?.id, limit: 10 }))

export interface UsageQuestion {
  /** The first date that is meant; the last one is today. */
  from: string
  /** IANA name of the zone whose days are meant. */
  timezone: string
  group_by: string
}

export const getUsage = (question: UsageQuestion) => callData<Usage>('GET', withQuery('/v1/usage', { ...question }))

/** The same as a table for other programs. */
export const getUsageCsv = (question: UsageQuestion) =>
  callText('GET', withQuery('/v1/usage', { ...question, format: 'csv' }))

export const redeem = (code: string) =>
  callData<{ amount: number; balance: number }>('POST', '/v1/redeem', { body: { code } })

/** Begins a payment; `url` is the page to pay on, of another host. */
export const beginPayment = (amount: string) =>
  callData<{ id: string; url: string; amount: number }>('POST', '/v1/recharge/checkout', { body: { amount } })
