import { READ } from '../../route.ts'
import type { KeyGuard, Route } from '../../route.ts'
import * as money from './money.ts'
import * as recharge from './recharge.ts'
import * as schemas from './money-schemas.ts'
import * as usageSchemas from '../../usage-schemas.ts'

const MONEY = { limit: 'poll', scope: 'balance' } as const satisfies KeyGuard

/** What callers do and ask about their money, besides the balance. */
export const MONEY_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/redeem',
    guard: MONEY,
    handler: money.redeem,
    summary: "Redeem a code: its amount is added to the account's balance, once",
    tag: 'balance',
    body: schemas.redeemBody,
    answers: { 200: schemas.redeemAnswer },
    errors: ['invalid_json', 'redeem_code_unknown', 'redeem_code_used', 'recharges_limited', 'body_too_large'],
  },
  {
    method: 'POST',
    path: '/v1/recharge/checkout',
    guard: MONEY,
    handler: recharge.checkout,
    summary: 'Begin a payment; its page is where to pay',
    tag: 'balance',
    body: schemas.checkoutBody,
    answers: { 200: schemas.checkoutAnswer },
    errors: ['invalid_json', 'recharge_off', 'recharges_limited', 'upstream_unavailable', 'body_too_large'],
  },
  {
    method: 'POST',
    path: '/v1/recharge/stripe/webhook',
    handler: recharge.notice,
    summary: 'For Stripe alone: what became of a payment, signed',
    tag: 'balance',
    body: schemas.noticeBody,
    headers: ['Stripe-Signature'],
    answers: { 200: schemas.noticeAnswer },
    errors: ['notice_untrusted', 'recharge_off', 'body_too_large'],
  },
  {
    method: 'GET',
    path: '/v1/usage',
    guard: MONEY,
    handler: money.usage,
    summary: 'What ended tasks came to, by day, model, key and status',
    tag: 'balance',
    query: usageSchemas.usageQuery,
    answers: { 200: usageSchemas.usageAnswer },
    alsoAs: 'text/csv',
  },
  {
    method: 'GET',
    path: '/v1/tasks/{task_id}/ledger',
    guard: READ,
    handler: money.taskLedger,
    summary: 'All money that moved for a task',
    tag: 'tasks',
    answers: { 200: schemas.taskLedgerAnswer },
    errors: ['invalid_task_id'],
  },
]
