import { exchange, one } from './example.ts'
import type { ExampleTable } from './example.ts'
import { ACCOUNT_ID, FAST, KEY_ID, QUALITY } from './story.ts'

const prepaid = {
  success: true,
  remain_balance: 39.76,
  remain_credits: 397.6,
  used_balance: 10.24,
  used_credits: 102.4,
  unlimited_quota: false,
}
const unlimited = { ...prepaid, remain_balance: -1, remain_credits: -1, unlimited_quota: true }
const balance = { answers: { 200: { prepaid, unlimited } } }

const sums = (tasks: number, completed: number, cost: number) => ({
  tasks,
  completed,
  cost,
  credits_cost: Math.round(cost * 1000) / 100,
})

function usage(group_by: string[], rows: object[]) {
  const total = sums(9, 8, 10.24)
  return one({ from: '2025-11-13', to: '2025-11-14', timezone: 'Asia/Shanghai', group_by, rows, total })
}

const days = [
  { day: '2025-11-13', ...sums(6, 6, 6.4) },
  { day: '2025-11-14', ...sums(3, 2, 3.84) },
]
const csv = (names: string, ...rows: string[]) => [names, ...rows, ''].join('\r\n')

/** What came of a period; `whose` is what the rows of administrators name besides. */
const usageCall = (group: string[], whose: object) => ({
  answers: {
    200: {
      by_day: usage(['day'], days),
      by_model_and_key: usage(
        [...group, 'model', 'key'],
        [
          { ...whose, model: FAST, key_id: KEY_ID, ...sums(7, 6, 3.84) },
          { ...whose, model: QUALITY, key_id: KEY_ID, ...sums(2, 2, 6.4) },
        ],
      ),
    },
  },
  alsoAs: {
    by_day: csv('day,tasks,completed,cost,credits_cost', '2025-11-13,6,6,6.4,64', '2025-11-14,3,2,3.84,38.4'),
  },
})

const checkout = 'cs_live_a1Q8mVw2Xk5T7nRz'

/** What callers do and ask about their money, and administrators about everybody's usage. */
export const MONEY_EXAMPLES: ExampleTable = {
  'GET /v1/balance': balance,
  'GET /balance': balance,
  'GET /v1/user/balance': balance,
  'GET /user/balance': balance,
  'POST /v1/redeem': exchange({ code: 'RGC-ABCDE-FGHIJ-KLMNO-PQRST-UVWXY' }, one({ amount: 10, balance: 49.76 })),
  'POST /v1/recharge/checkout': exchange(
    { amount: '25' },
    one({ id: checkout, url: `https://checkout.stripe.com/c/pay/${checkout}`, amount: 25 }),
  ),
  'POST /v1/recharge/stripe/webhook': exchange(
    {
      id: 'evt_1Q8mVw2Xk5T7nRz',
      object: 'event',
      type: 'checkout.session.completed',
      data: { object: { id: checkout, object: 'checkout.session', payment_status: 'paid', amount_total: 2500 } },
    },
    { received: true },
  ),
  'GET /v1/usage': usageCall([], {}),
  'GET /admin/v1/usage': usageCall(['account'], { account_id: ACCOUNT_ID }),
}
