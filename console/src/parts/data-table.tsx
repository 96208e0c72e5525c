import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './data-table.module.css'

interface Column<Row> {
  /** Its head; in a narrow window, the label before each value. */
  name: string
  cell: (row: Row) => ReactNode
  /** Numbers stand at the end. */
  align?: 'end'
  /** What can be done with the row: no head, and a place of its own in a narrow window. */
  isActions?: true
}

interface DataTableProps<Row> {
  /** What the table holds, for those who do not see it. */
  name: string
  /** The first is what the row is called by. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Rows that matter less now. */
  isFaint?: (row: Row) => boolean
}

/** Rows of a table; in a narrow window each is a card of its own. The roles keep it a table there, too. */
export function DataTable<Row>({ name, columns, rows, rowKey, isFaint }: DataTableProps<Row>) {
  return (
    <div className={classes['frame']}>
      <Table role="table" aria-label={name} className={classes['table']} verticalSpacing={10} horizontalSpacing="md">
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column.name} role="columnheader" data-align={column.align}>
                {column.isActions ? <span className={classes['hidden']}>{column.name}</span> : column.name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody role="rowgroup">
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)} role="row" data-faint={isFaint?.(row) === true || undefined}>
              {columns.map((column) => (
                <Table.Td
                  key={column.name}
                  role="cell"
                  data-align={column.align}
                  data-actions={column.isActions}
                  data-label={column.name}
                >
                  {column.cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
