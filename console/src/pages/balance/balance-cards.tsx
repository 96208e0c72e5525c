import type { Balance } from '../../api/money.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/language.tsx'
import { Figure, Figures } from '../../parts/figures.tsx'
import { words } from './words.ts'

export function BalanceCards({ balance }: { balance: Balance }) {
  const t = useWords(words)
  const format = useFormat()
  const { unlimited, available, held, spent, unfinished_tasks: tasks } = balance
  return (
    <Figures>
      {unlimited ? (
        <Figure name={t.available} value={t.unlimited} hint={t.unlimitedHint} />
      ) : (
        <Figure
          name={t.available}
          value={format.money(available)}
          hint={t.availableHint}
          {...(available <= 0 && { color: 'red' })}
        />
      )}
      <Figure name={t.held} value={format.money(held)} hint={t.heldHint(tasks)} />
      <Figure name={t.spent} value={format.money(spent)} hint={t.spentHint} />
    </Figures>
  )
}
