import type { CSSProperties, ReactNode } from 'react'
import classes from './columns.module.css'

interface ColumnsProps {
  /** How wide the two are against each other. */
  widths: readonly [number, number]
  children: ReactNode
}

/** Two columns, one below the other in a narrow window. */
export function Columns({ widths: [left, right], children }: ColumnsProps) {
  const style = { '--columns': `minmax(0, ${left}fr) minmax(0, ${right}fr)` } as CSSProperties
  return (
    <div className={classes['columns']} style={style}>
      {children}
    </div>
  )
}
