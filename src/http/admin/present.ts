import type { z } from 'zod'
import type { AuditEntry } from '../../db/audit-entries.ts'
import type { Entry } from '../../db/ledger-entries.ts'
import type { Account, ApiKey } from '../../domain/account.ts'
import { toUsd } from '../../domain/money.ts'
import type { MicroUsd } from '../../domain/money.ts'
import { showBook } from '../../domain/price-book.ts'
import type { PriceVersion } from '../../domain/price-book.ts'
import type { Task } from '../../domain/task.ts'
import { toUnixSeconds } from '../../lib/clock.ts'
import type * as schemas from './schemas.ts'

export const seconds = (ms: number | null) => (ms === null ? null : toUnixSeconds(ms))
const usd = (micros: MicroUsd | null) => (micros === null ? null : toUsd(micros))

export const showAccount = (account: Account): z.infer<typeof schemas.account> => ({
  id: account.id,
  name: account.name,
  group: account.group,
  unlimited: account.unlimited,
  submits_per_minute: account.submitsPerMinute,
  tasks_max: account.tasksMax,
  balance: toUsd(account.available),
  held: toUsd(account.held),
  used: toUsd(account.spent),
  open_tasks: account.openTasks,
  created_at: toUnixSeconds(account.createdAt),
  erased_at: seconds(account.erasedAt),
})

export const showKey = (key: ApiKey): z.infer<typeof schemas.key> => ({
  id: key.id,
  account_id: key.accountId,
  name: key.name,
  prefix: key.prefix,
  scopes: key.scopes?.slice() ?? null,
  models: key.models?.slice() ?? null,
  ip_ranges: key.ipRanges?.slice() ?? null,
  expires_at: seconds(key.expiresAt),
  spend_max: usd(key.spendMax),
  spend_day_max: usd(key.spendDayMax),
  tasks_max: key.tasksMax,
  submits_per_minute: key.submitsPerMinute,
  polls_per_minute: key.pollsPerMinute,
  used: toUsd(key.spent),
  held: toUsd(key.held),
  open_tasks: key.openTasks,
  created_at: toUnixSeconds(key.createdAt),
  last_used_at: seconds(key.lastUsedAt),
  revoked_at: seconds(key.revokedAt),
  replaces: key.replaces,
})

export const showEntry = (entry: Entry & { id: number }): z.infer<typeof schemas.entry> => ({
  id: entry.id,
  kind: entry.kind,
  amount: toUsd(entry.amount),
  task_id: entry.taskId,
  key_id: entry.keyId,
  actor: entry.actor,
  reason: entry.reason,
  reference: entry.reference,
  at: toUnixSeconds(entry.createdAt),
})

export const showPrices = ({ version, book, actor, note, createdAt }: PriceVersion) => ({
  version,
  book: showBook(book),
  actor,
  note,
  created_at: toUnixSeconds(createdAt),
})

export const showTask = (task: Task): z.infer<typeof schemas.task> => ({
  id: task.id,
  account_id: task.accountId,
  key_id: task.keyId,
  state: task.state,
  model: task.request.model,
  provider: task.provider,
  progress: task.progress,
  price: toUsd(task.price),
  cost: toUsd(task.cost),
  price_version: task.priceVersion,
  start_attempts: task.startAttempts,
  failure: task.failure && { code: task.failure.code, operator_text: task.failure.operatorText ?? null },
  created_at: toUnixSeconds(task.createdAt),
  started_at: seconds(task.startedAt),
  ended_at: seconds(task.endedAt),
  content_removed_at: seconds(task.contentRemovedAt),
})

export const showAudit = (entry: AuditEntry & { id: number }): z.infer<typeof schemas.auditEntry> => ({
  id: entry.id,
  at: toUnixSeconds(entry.at),
  actor: entry.actor,
  action: entry.action,
  target: entry.target,
  before: entry.before,
  after: entry.after,
  note: entry.note,
})
