import { Alert, Anchor, Button, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { MONEY, beginPayment, redeem } from '../../api/money.ts'
import type { Balance } from '../../api/money.ts'
import { useMe } from '../../api/session.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Section } from '../../parts/section.tsx'
import { useApiForm } from '../../parts/use-api-form.ts'
import { rememberPayment } from './payment-outcome.tsx'
import { words } from './words.ts'

function RedeemForm() {
  const t = useWords(words)
  const format = useFormat()
  const client = useQueryClient()
  const [added, setAdded] = useState<number>()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { code: '' },
    send: ({ code }) => redeem(code),
    onDone: ({ amount }) => {
      setAdded(amount)
      form.reset()
      void client.invalidateQueries({ queryKey: MONEY })
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="sm" align="flex-start">
        <TextInput
          w="100%"
          label={t.code}
          description={t.codeHint}
          placeholder={t.codePlaceholder}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('code')}
        />
        <Problem error={error} />
        <Button type="submit" variant="default" loading={isPending} disabled={form.values.code.trim() === ''}>
          {t.redeem}
        </Button>
        <div role="status">{added !== undefined && <Alert color="green">{t.redeemed(format.money(added))}</Alert>}</div>
      </Stack>
    </form>
  )
}

const AMOUNT_STANDARD = 25

function CardForm({ min, max }: { min: number; max: number }) {
  const t = useWords(words)
  const format = useFormat()
  const { form, error, isPending, onSubmit } = useApiForm({
    initialValues: { amount: Math.min(Math.max(AMOUNT_STANDARD, min), max) },
    send: ({ amount }) => beginPayment(String(amount)),
    onDone: ({ id, url }) => {
      rememberPayment(id)
      globalThis.location.assign(url)
    },
  })
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="sm" align="flex-start">
        <NumberInput
          w="100%"
          label={t.card}
          description={t.cardHint(format.money(min), format.money(max))}
          prefix="$"
          decimalScale={2}
          allowNegative={false}
          hideControls
          {...form.getInputProps('amount')}
        />
        <Problem error={error} />
        <Button type="submit" loading={isPending} disabled={String(form.values.amount) === ''}>
          {t.pay}
        </Button>
      </Stack>
    </form>
  )
}

/** The ways to more money that this server offers. */
export function TopUpSection({ balance: { card, recharge_url: rechargeUrl } }: { balance: Balance }) {
  const t = useWords(words)
  const { features } = useMe()
  if (!features.redeem_codes && card === null && rechargeUrl === null) return null
  return (
    <Section title={t.topUpTitle}>
      <SimpleGrid cols={{ base: 1, sm: card === null ? 1 : 2 }} spacing="xl" maw={card === null ? 440 : undefined}>
        {card !== null && <CardForm {...card} />}
        {features.redeem_codes && <RedeemForm />}
      </SimpleGrid>
      {rechargeUrl !== null && <Anchor href={rechargeUrl}>{t.rechargePage}</Anchor>}
    </Section>
  )
}
