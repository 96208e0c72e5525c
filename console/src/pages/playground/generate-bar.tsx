import { Anchor, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import Sparkles from 'lucide-react/icons/sparkles'
import { Link } from 'wouter'
import { userBalance } from '../../api/balance.ts'
import type { Quote } from '../../api/wire.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import classes from './playground.module.css'
import { words } from './words.ts'

function Balance() {
  const t = useWords(words)
  const format = useFormat()
  const { data: balance } = useQuery({ queryKey: ['money', 'user-balance'], queryFn: userBalance })
  if (balance === undefined) return null
  return <span>{balance.unlimited_quota ? t.unlimited : t.balance(format.money(balance.remain_balance))}</span>
}

/** How a price comes about: "2 × 8 s × $0.08". */
function Sum({ details }: Pick<Quote, 'details'>) {
  const t = useWords(words)
  const format = useFormat()
  const { seconds, sample_count: samples, usd_per_second: perSecond, ratio } = details
  const factor = ratio === 1 ? '' : t.withRatio(format.number(ratio))
  return <span>{t.priceOf(t.secondsOf(seconds, samples), format.money(perSecond)) + factor}</span>
}

interface GenerateBarProps {
  quote: Quote | undefined
  /** The price is that of an earlier state of the form. */
  isStale: boolean
  /** The form as it is has no price: what is wrong stands beside the field. */
  isRefused: boolean
  isSending: boolean
}

/** The price, what one has, and the button: always in sight. */
export function GenerateBar({ quote, isStale, isRefused, isSending }: GenerateBarProps) {
  const t = useWords(words)
  const format = useFormat()
  const lacks = quote?.sufficient_balance === false
  return (
    <Paper withBorder className={classes['bar']} px="md" py="sm">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Stack
          gap={0}
          miw={0}
          role="status"
          aria-label={t.price}
          data-loading={isStale || undefined}
          style={{ opacity: isStale ? 0.55 : 1 }}
        >
          {quote === undefined && !isRefused ? (
            <Skeleton height={24} width={72} />
          ) : (
            <Text fz={20} fw={650} lh={1.2} className={classes['amount']}>
              {quote === undefined ? '—' : format.money(quote.cost)}
            </Text>
          )}
          <Text fz="xs" c={lacks ? 'red' : 'dimmed'} component="div" className={classes['sum']}>
            {quote !== undefined && <Sum details={quote.details} />}
            <Balance />
          </Text>
          {lacks && (
            <Text fz="xs" c="red">
              {t.tooLittle}{' '}
              <Anchor component={Link} href="/balance" fz="inherit" underline="always">
                {t.recharge}
              </Anchor>
            </Text>
          )}
        </Stack>
        <Button
          type="submit"
          size="md"
          flex="none"
          loading={isSending}
          leftSection={<Sparkles size={16} aria-hidden />}
        >
          {t.generate}
        </Button>
      </Group>
    </Paper>
  )
}
