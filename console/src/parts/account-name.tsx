import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { useAccounts } from '../api/admin-accounts.ts'

/** An account by its name, where that is known, and the way to its page. */
export function AccountName({ id }: { id: string }) {
  const { data } = useAccounts()
  const name = data?.find((account) => account.id === id)?.name
  return (
    <Anchor component={Link} href={`/admin/accounts/${id}`} fz="inherit">
      {name ?? id}
    </Anchor>
  )
}
