import { BUILT_IN_MODELS, makeCatalogue } from '../../../domain/model.ts'
import { bookOfSettings, showBook } from '../../../domain/price-book.ts'
import { answers, exchange, one, page } from './example.ts'
import type { ExampleTable, Told } from './example.ts'
import { rotationCall, secretCall } from './family.ts'
import { ACCOUNT_ID, ADMIN, AT, BATCH_ID, CODE_IDS, KEY_ID, NEW_KEY_ID, TASK_ID, USER_ID } from './story.ts'

const WORDS = {
  en: { paid: 'bank transfer of 15 October', mistake: 'booked twice' },
  zh: { paid: '10 月 15 日银行转账', mistake: '重复入账' },
}

const ACCOUNT = {
  id: ACCOUNT_ID,
  name: 'studio',
  group: 'default',
  unlimited: false,
  submits_per_minute: null,
  tasks_max: 20,
  balance: 39.76,
  held: 0,
  used: 10.24,
  open_tasks: 0,
  created_at: AT.accountMade,
  erased_at: null,
}
const NEW_ACCOUNT = { ...ACCOUNT, balance: 50, used: 0 }
const ACCOUNT_PATH = '/admin/v1/accounts/{account_id}'

function accountCalls(words: (typeof WORDS)['en']): ExampleTable {
  const entry = { task_id: null, key_id: null, actor: null, reason: null, reference: null }
  const moved = { ...entry, amount: 0.64, task_id: TASK_ID, key_id: KEY_ID }
  return {
    'GET /admin/v1/accounts': answers(page(ACCOUNT)),
    'POST /admin/v1/accounts': exchange({ name: 'studio', balance: '50', tasks_max: 20 }, one(NEW_ACCOUNT)),
    [`GET ${ACCOUNT_PATH}`]: answers(one(ACCOUNT)),
    [`PATCH ${ACCOUNT_PATH}`]: exchange(
      { group: 'partners', submits_per_minute: 60 },
      one({ ...ACCOUNT, group: 'partners', submits_per_minute: 60 }),
    ),
    [`POST ${ACCOUNT_PATH}/top-ups`]: exchange(
      { amount: '100', note: words.paid, reference: 'invoice-2025-1014' },
      one({ ...ACCOUNT, balance: 139.76 }),
    ),
    [`POST ${ACCOUNT_PATH}/adjustments`]: exchange(
      { amount: '-2.5', reason: words.mistake },
      one({ ...ACCOUNT, balance: 37.26 }),
    ),
    [`GET ${ACCOUNT_PATH}/entries`]: answers(
      page(
        { ...moved, id: 3, kind: 'capture', at: AT.ended },
        { ...moved, id: 2, kind: 'hold', at: AT.created },
        { ...entry, id: 1, kind: 'top_up', amount: 50, actor: ADMIN, at: AT.accountMade },
      ),
    ),
    [`POST ${ACCOUNT_PATH}/export`]: answers(asLines(EXPORT)),
    [`POST ${ACCOUNT_PATH}/erase`]: exchange(
      { confirm: 'studio' },
      one({ account_id: ACCOUNT_ID, keys_revoked: 1, tasks_unfinished: 0, log_empty: true }),
    ),
    [`GET ${ACCOUNT_PATH}/webhook-secret`]: secretCall,
    [`POST ${ACCOUNT_PATH}/webhook-secret/rotate`]: rotationCall,
  }
}

const KEY = {
  id: KEY_ID,
  account_id: ACCOUNT_ID,
  name: 'website',
  prefix: 'rg_tm4ib',
  scopes: ['generate', 'read'],
  models: null,
  ip_ranges: null,
  expires_at: AT.yearEnd,
  spend_max: 100,
  spend_day_max: 10,
  tasks_max: null,
  submits_per_minute: null,
  polls_per_minute: null,
  used: 10.24,
  held: 0,
  open_tasks: 0,
  created_at: AT.keyMade,
  last_used_at: AT.created,
  revoked_at: null,
  replaces: null,
}
const UNUSED = { used: 0, last_used_at: null }

/** Rows as the database has them: milliseconds and micro-USD. */
const EXPORT = [
  {
    type: 'account',
    id: ACCOUNT_ID,
    name: 'studio',
    unlimited: 0,
    available: 39_760_000,
    held: 0,
    spent: 10_240_000,
    created_at: AT.accountMade * 1000,
    account_group: 'default',
    submits_per_minute: null,
    tasks_max: 20,
    open_tasks: 0,
    erased_at: null,
  },
  {
    type: 'ledger_entry',
    id: 1,
    account_id: ACCOUNT_ID,
    key_id: null,
    task_id: null,
    kind: 'top_up',
    amount: 50_000_000,
    actor: ADMIN,
    reason: null,
    reference: null,
    created_at: AT.accountMade * 1000,
  },
]
const asLines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const KEY_CALLS: ExampleTable = {
  [`GET ${ACCOUNT_PATH}/keys`]: answers(page(KEY)),
  [`POST ${ACCOUNT_PATH}/keys`]: exchange(
    { name: 'website', scopes: ['generate', 'read'], expires_at: AT.yearEnd, spend_max: '100', spend_day_max: '10' },
    one({ ...KEY, ...UNUSED, key: 'rg_tm4ibmm57bnmf4j6w7zov4jzturc5xauj2x6q4gd' }),
  ),
  'GET /admin/v1/keys/{key_id}': answers(one(KEY)),
  'PATCH /admin/v1/keys/{key_id}': exchange(
    { ip_ranges: ['192.0.2.0/24'], spend_day_max: '25' },
    one({ ...KEY, ip_ranges: ['192.0.2.0/24'], spend_day_max: 25 }),
  ),
  'POST /admin/v1/keys/{key_id}/rotate': exchange(
    { overlap_seconds: 86_400 },
    one({
      ...KEY,
      ...UNUSED,
      id: NEW_KEY_ID,
      prefix: 'rg_ynb7z',
      created_at: AT.later,
      replaces: KEY_ID,
      key: 'rg_ynb7zzhgv5np7vpvqqwwjibf3pkad7zs7zx27uve',
    }),
  ),
  'POST /admin/v1/keys/{key_id}/revoke': answers(one({ ...KEY, revoked_at: AT.later })),
}

const LIST_PRICES = showBook(bookOfSettings(makeCatalogue(BUILT_IN_MODELS), { priceRatio: 1_000_000, groupRatios: {} }))
const BOOK = { ...LIST_PRICES, group_ratios: { partners: '0.9' } }
const FIRST_PRICES = {
  version: 1,
  book: LIST_PRICES,
  actor: 'settings',
  note: 'from the settings at a start',
  created_at: AT.accountMade,
}

function priceCalls(language: Told['language']): ExampleTable {
  const note = language === 'zh' ? '合作伙伴九折' : 'ten per cent off for partners'
  const changed = { version: 2, book: BOOK, actor: ADMIN, note, created_at: AT.later }
  return {
    'GET /admin/v1/prices': answers(one(FIRST_PRICES)),
    'GET /admin/v1/prices/{version}': answers(one(FIRST_PRICES)),
    'PUT /admin/v1/prices': exchange({ book: BOOK, note, if_version: 1 }, one(changed)),
  }
}

const BATCH = {
  id: BATCH_ID,
  amount: 10,
  count: 2,
  redeemed: 0,
  note: 'autumn',
  expires_at: AT.yearEnd,
  voided_at: null,
  actor: ADMIN,
  created_at: AT.batchMade,
}
const [firstCode = '', secondCode = ''] = CODE_IDS
const BATCH_CODES = [
  { id: firstCode, prefix: 'RGC-ABCDE', redeemed_at: AT.earlier, account_id: ACCOUNT_ID },
  { id: secondCode, prefix: 'RGC-5Z3QI', redeemed_at: null, account_id: null },
]

const REDEEM_CALLS: ExampleTable = {
  'GET /admin/v1/redeem-batches': answers(page({ ...BATCH, redeemed: 1 })),
  'POST /admin/v1/redeem-batches': exchange(
    { count: 2, amount: '10', expires_at: AT.yearEnd, note: 'autumn' },
    one({ ...BATCH, codes: ['RGC-ABCDE-FGHIJ-KLMNO-PQRST-UVWXY', 'RGC-5Z3QI-3QO4D-72PXK-2O5O5-HCDR3'] }),
  ),
  'GET /admin/v1/redeem-batches/{batch_id}': answers(one({ ...BATCH, redeemed: 1, codes: BATCH_CODES })),
  'POST /admin/v1/redeem-batches/{batch_id}/void': answers(one({ ...BATCH, redeemed: 1, voided_at: AT.later })),
}

const USER = {
  id: USER_ID,
  name: 'editor',
  email: 'editor@example.com',
  role: 'user',
  account_id: ACCOUNT_ID,
  disabled: false,
  has_password: true,
  passkeys: 1,
  created_at: AT.userMade,
  last_signed_in_at: AT.earlier,
}

function userCalls({ base }: Told): ExampleTable {
  const unknown = { has_password: false, passkeys: 0, last_signed_in_at: null }
  const link = `${base}/sign-in?token=zlvp5obvde7mob5ou7zymhxba2n3uiecssvciicf`
  return {
    'GET /admin/v1/users': answers(page(USER)),
    'POST /admin/v1/users': exchange(
      { name: 'editor', email: 'editor@example.com', account_id: ACCOUNT_ID },
      one({ ...USER, ...unknown, link, link_expires_at: AT.userMade + 1800 }),
    ),
    'PATCH /admin/v1/users/{user_id}': exchange({ disabled: true }, one({ ...USER, disabled: true })),
    'POST /admin/v1/users/{user_id}/link': answers(one({ ...USER, link, link_expires_at: AT.later + 1800 })),
  }
}

/** What administrators do to accounts, keys, prices, codes and users. */
export const adminExamples = (told: Told): ExampleTable => ({
  ...accountCalls(WORDS[told.language]),
  ...KEY_CALLS,
  ...priceCalls(told.language),
  ...REDEEM_CALLS,
  ...userCalls(told),
})
