import { call } from './client.ts'
import type { UserBalance } from './wire.ts'

/** What the account has left. */
export const userBalance = () => call<UserBalance>('GET', '/v1/user/balance')
