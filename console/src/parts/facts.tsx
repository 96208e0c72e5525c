import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './facts.module.css'

/** Names and what they stand for, one below the other. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <Text component="dt" fz="sm" c="dimmed">
            {name}
          </Text>
          <dd className={classes['value']}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
