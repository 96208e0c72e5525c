import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AdminTask } from '../../../api/wire.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/language.tsx'
import { AccountName } from '../../../parts/account-name.tsx'
import { DataTable } from '../../../parts/data-table.tsx'
import { TaskStateBadge } from '../../../parts/task-state.tsx'
import { When } from '../../../parts/when.tsx'
import { words } from './words.ts'

interface TaskTableProps {
  name: string
  tasks: readonly AdminTask[]
  /** What can be done with each. */
  action?: (task: AdminTask) => ReactNode
}

export function TaskTable({ name, tasks, action }: TaskTableProps) {
  const t = useWords(words)
  const format = useFormat()
  return (
    <DataTable
      name={name}
      rows={tasks}
      rowKey={({ id }) => id}
      columns={[
        {
          name: t.task,
          cell: ({ id }) => (
            <Anchor component={Link} href={`/admin/tasks/${id}`} ff="monospace" fz="xs">
              {id}
            </Anchor>
          ),
        },
        { name: t.state, cell: ({ state }) => <TaskStateBadge state={state} /> },
        { name: t.account, cell: ({ account_id: id }) => <AccountName id={id} /> },
        // Where a button stands beside each, the provider matters more than the model.
        ...(action === undefined ? [{ name: t.model, cell: ({ model }: AdminTask) => model }] : []),
        { name: t.provider, cell: ({ provider }) => provider },
        { name: t.price, align: 'end', cell: ({ price }) => format.money(price) },
        { name: t.created, cell: ({ created_at: at }) => <When at={at} /> },
        ...(action === undefined ? [] : [{ name: t.resolve, isActions: true as const, cell: action }]),
      ]}
    />
  )
}
