import { READ } from '../../route.ts'
import type { KeyGuard, Route } from '../../route.ts'
import * as money from './money.ts'
import * as schemas from './money-schemas.ts'

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
    errors: ['invalid_json', 'redeem_code_unknown', 'redeem_code_used', 'redeems_limited', 'body_too_large'],
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
