import { readdirSync, readFileSync } from 'node:fs'

/** A process that can't be confused with a later one of the same number. */
export interface Seen {
  pid: number
  /** When it started, in clock ticks since boot. */
  startedAt: string
  command: string
}

interface Row extends Seen {
  parent: number
  state: string
}

function read(pid: number): Row | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything, so fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { pid, command, state: fields[0] ?? '', parent: Number(fields[1]), startedAt: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

/** Every living process below `pid`: children, their children, and so on. */
export function descendants(pid: number): Seen[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (read(Number(name)) ?? []) : []))
  const below = (parent: number): Row[] => all.flatMap((row) => (row.parent === parent ? [row, ...below(row.pid)] : []))
  return below(pid).filter(({ state }) => state !== 'Z')
}

export function isAlive({ pid, startedAt }: Seen): boolean {
  const now = read(pid)
  return now !== undefined && now.startedAt === startedAt && now.state !== 'Z'
}
