import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Redirect, useLocation } from 'wouter'
import { MONEY, getBalance } from '../../api/money.ts'
import { useWords } from '../../i18n/language.tsx'
import { LoadingRows } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { Loaded } from '../../parts/problem.tsx'
import { BalanceCards } from './balance-cards.tsx'
import { EntriesSection } from './entries-section.tsx'
import { PaymentOutcome } from './payment-outcome.tsx'
import { TopUpSection } from './top-up-section.tsx'
import { UsageSection } from './usage-section.tsx'
import { words } from './words.ts'

export default function BalancePage() {
  const t = useWords(words)
  const [location] = useLocation()
  const balance = useQuery({ queryKey: [...MONEY, 'balance'], queryFn: getBalance })
  // Usage is on this page: one address, so that the navigation shows where one is.
  if (location === '/usage') return <Redirect to="/balance" replace />
  return (
    <Page title={t.title} lead={t.lead}>
      <PaymentOutcome />
      <Loaded query={balance} skeleton={<LoadingRows rows={1} height={108} />}>
        {(data) => (
          <Stack gap="lg">
            <BalanceCards balance={data} />
            <UsageSection />
            <TopUpSection balance={data} />
          </Stack>
        )}
      </Loaded>
      <EntriesSection />
    </Page>
  )
}
