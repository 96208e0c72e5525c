import { useQuery } from '@tanstack/react-query'
import { call, callData, callText, withQuery } from './client.ts'
import type { ListPart } from './client.ts'
import type { Account, AccountChange, ApiKey, Erased, KeyBody, LedgerEntry, MadeKey, NewAccount } from './wire.ts'

const BASE = '/admin/v1/accounts'
const pathOf = (id: string) => `${BASE}/${encodeURIComponent(id)}`
const LIST_MAX = 200

/** The cache's name of all that is known of accounts. */
export const ACCOUNTS = ['admin', 'accounts']

/** Oldest first; `after` is the last one that is known. */
export const listAccounts = (after?: Account) =>
  call<ListPart<Account>>('GET', withQuery(BASE, { after: after?.id, limit: LIST_MAX }))

export const getAccount = (id: string) => callData<Account>('GET', pathOf(id))

export const createAccount = (body: NewAccount) => callData<Account>('POST', BASE, { body })

export const changeAccount = (id: string, body: AccountChange) => callData<Account>('PATCH', pathOf(id), { body })

export const topUpAccount = (id: string, body: { amount: string; reference?: string; note?: string }) =>
  callData<Account>('POST', `${pathOf(id)}/top-ups`, { body })

/** Up or down, by an amount with its sign. */
export const adjustAccount = (id: string, body: { amount: string; reason: string }) =>
  callData<Account>('POST', `${pathOf(id)}/adjustments`, { body })

/** Newest first. */
export const listAccountEntries = (id: string, before?: LedgerEntry) =>
  call<ListPart<LedgerEntry>>('GET', withQuery(`${pathOf(id)}/entries`, { before: before?.id, limit: 20 }))

export const listAccountKeys = (id: string) => callData<ApiKey[]>('GET', `${pathOf(id)}/keys`)

export const createAccountKey = (id: string, body: KeyBody) => callData<MadeKey>('POST', `${pathOf(id)}/keys`, { body })

export const revokeAnyKey = (id: string) =>
  callData<ApiKey>('POST', `/admin/v1/keys/${encodeURIComponent(id)}/revoke`, { body: {} })

/** All that is kept of it, one JSON value a line. */
export const exportAccount = (id: string) => callText('POST', `${pathOf(id)}/export`, { body: {} })

/** For good; `confirm` is the account's name. */
export const eraseAccount = (id: string, confirm: string) =>
  callData<Erased>('POST', `${pathOf(id)}/erase`, { body: { confirm } })

/** The first accounts, to choose from and to tell ids by name. */
export function useAccounts() {
  return useQuery({
    queryKey: [...ACCOUNTS, 'first'],
    queryFn: async () => (await listAccounts()).data,
    staleTime: 60_000,
  })
}
