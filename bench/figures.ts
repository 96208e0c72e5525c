import { cpus } from 'node:os'

/** The middle one; of an even number the upper of the two. 0 of none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

export const whole = (value: number): string => Math.round(value).toLocaleString('en')

export const percent = (ratio: number): string => `${Math.round(ratio * 100)}%`

/** Says what was run, and on what: the line above every table. */
export const measuredBy = (command: string): string =>
  `${command} on ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}\n`
