import { Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figures.module.css'

interface FigureProps {
  name: string
  value: ReactNode
  /** What the value means, or is made of. */
  hint?: ReactNode
  /** Bad, or worth a look. */
  color?: 'red' | 'yellow'
}

/** One number that matters, with its name. */
export function Figure({ name, value, hint, color }: FigureProps) {
  return (
    <Paper withBorder p="md" className={classes['figure']}>
      <Text component="dt" fz="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" className={classes['value']} {...(color && { c: color })}>
        {value}
      </Text>
      {hint !== undefined && (
        <Text component="dd" fz="xs" c="dimmed" m={0}>
          {hint}
        </Text>
      )}
    </Paper>
  )
}

/** Figures beside each other; in a narrow window two in a row, and the first of an odd number by itself. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={classes['figures']}>{children}</dl>
}
