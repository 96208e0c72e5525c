import type { Account } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { LimitBadges } from '../../../parts/limit-badges.tsx'
import { words } from './words.ts'

/** What bounds an account, each in a word or two. */
export function AccountLimits({ of: { tasks_max: tasks, submits_per_minute: submits } }: { of: Account }) {
  const t = useWords(words)
  const format = useFormat()
  const limits = [
    tasks === null ? [] : [t.limitTasks(format.number(tasks))],
    submits === null ? [] : [t.limitSubmits(format.number(submits))],
  ].flat()
  return <LimitBadges limits={limits} none={t.noLimits} />
}
