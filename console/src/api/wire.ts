import type { z } from 'zod'
import type * as admin from '../../../src/http/admin/schemas.ts'
import type * as redeem from '../../../src/http/admin/redeem-schemas.ts'
import type * as users from '../../../src/http/admin/user-schemas.ts'
import type * as usage from '../../../src/http/usage-schemas.ts'
import type * as family from '../../../src/http/surfaces/family/schemas.ts'
import type * as webhooks from '../../../src/http/surfaces/family/webhook-schemas.ts'

/** What the server sends, by the very schemas that it is checked with there: types only, nothing of them is in the build. */
export type ApiKey = z.infer<typeof admin.key>
export type MadeKey = z.infer<typeof admin.madeKey>
export type KeyBody = z.input<typeof admin.keyBody>
export type Account = z.infer<typeof admin.account>
export type LedgerEntry = z.infer<typeof admin.entry>
export type Usage = z.infer<typeof usage.usageAnswer>['data']
export type NewAccount = z.input<typeof admin.newAccount>
export type AccountChange = z.input<typeof admin.accountChange>
export type Erased = z.infer<typeof admin.erased>
export type User = z.infer<typeof users.user>
export type NewUser = z.input<typeof users.newUser>
export type InvitedUser = z.infer<typeof users.invitedUser>
export type UserChange = z.input<typeof users.userChange>
export type AdminTask = z.infer<typeof admin.task>
export type AdminTaskStory = z.infer<typeof admin.taskStory>
export type TaskState = AdminTask['state']
export type ProviderRoute = z.infer<typeof admin.route>
export type Queue = z.infer<typeof admin.queue>
export type AuditEntry = z.infer<typeof admin.auditEntry>
export type RedeemBatch = z.infer<typeof redeem.batch>
export type NewRedeemBatch = z.input<typeof redeem.newBatch>
export type MadeRedeemBatch = z.infer<typeof redeem.madeBatch>

export type Task = z.infer<typeof family.taskData>
export type TaskStatus = Task['status']
/** A submit's body as programs write it. */
export type SubmitBody = z.input<typeof family.submitBody>
/** The same with everything filled in. */
export type FullBody = z.output<typeof family.submitBody>
export type Quote = z.infer<typeof family.quoteAnswer>['data']
export type Upload = z.infer<typeof family.uploadAnswer>
export type UserBalance = z.infer<typeof family.balanceAnswer>
export type TaskWebhooks = z.infer<typeof webhooks.webhookData>
