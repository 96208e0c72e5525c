import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { AdminTask } from '../api/wire.ts'
import { useFormat } from '../i18n/format.ts'
import { useWords } from '../i18n/language.tsx'
import { AccountName } from './account-name.tsx'
import { words } from './admin-task-words.ts'
import { DataTable } from './data-table.tsx'
import { TaskStateBadge } from './task-state.tsx'
import { When } from './when.tsx'

type Detail = 'model' | 'provider'

interface AdminTaskTableProps {
  name: string
  tasks: readonly AdminTask[]
  /** What is told of each besides what is told everywhere. */
  details?: readonly Detail[]
  /** What can be done with each, and its name. */
  action?: { name: string; of: (task: AdminTask) => ReactNode }
}

/** Tasks of any account, each with the way to its page. */
export function AdminTaskTable({ name, tasks, details = [], action }: AdminTaskTableProps) {
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
        ...details.map((detail) => ({ name: t[detail], cell: (task: AdminTask) => task[detail] })),
        { name: t.price, align: 'end', cell: ({ price }) => format.money(price) },
        { name: t.created, cell: ({ created_at: at }) => <When at={at} /> },
        ...(action === undefined ? [] : [{ name: action.name, isActions: true as const, cell: action.of }]),
      ]}
    />
  )
}
