/** What became of telling a task's webhook. waiting: a try is due, or under way. */
export type WebhookState = 'waiting' | 'delivered' | 'failed'

/** One attempt at telling a receiver. */
export interface WebhookTry {
  /** When it began (ms). */
  at: number
  durationMs: number
  /** The HTTP status it was answered with; null: none came. */
  status: number | null
  /** Why it did not count as delivered: `timeout`, `address_refused`, `redirect`, or the system's word such as `ECONNREFUSED`. */
  error: string | null
}

/** Whom a webhook goes to: one receiver of one account. What is wrong with one says nothing of the others. */
export interface Destination {
  accountId: string
  /** Scheme, host and port. */
  origin: string
}

export const webhookOrigin = (webhook: string): string => new URL(webhook).origin

/** Where the status of a task is sent, for the base address that its submit named. */
export function callbackUrl(webhook: string): URL {
  const url = new URL(webhook)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/callback`
  url.hash = ''
  return url
}

/** Each pause is this much shorter or longer, so that what failed together is not tried together. */
const JITTER = 0.2
/** What tries and a receiver that is left alone may take besides the pauses. */
const SLACK_MS = 3_600_000

/** The pause (ms) after so many tries in vain; undefined: it was the last. `fraction` is random, from 0 up to 1. */
export function pauseAfter(pausesMs: readonly number[], tries: number, fraction: number): number | undefined {
  const pauseMs = pausesMs[tries - 1]
  return pauseMs === undefined ? undefined : Math.round(pauseMs * (1 - JITTER + 2 * JITTER * fraction))
}

/** How long (ms) the tries of one webhook may go on in all, however long its receiver is left alone. */
export function triesMs(pausesMs: readonly number[]): number {
  return Math.round(pausesMs.reduce((sum, pauseMs) => sum + pauseMs, 0) * (1 + JITTER)) + SLACK_MS
}
