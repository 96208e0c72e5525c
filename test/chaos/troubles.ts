import { setTimeout as pause } from 'node:timers/promises'
import type { CutLine } from '../harness/cut-line.ts'
import type { Node, Nodes } from '../harness/nodes.ts'
import type { PostgresServer } from '../harness/postgres.ts'
import type { Draw } from '../soak/draw.ts'

/** What can be broken. */
export interface Breakable {
  nodes: Nodes
  /** Their processes come and go. */
  all: readonly Node[]
  postgres: PostgresServer
  store: CutLine
  provider: CutLine
}

/** One thing that goes wrong, and is put right again before the next: `after` draws for how long. */
type Trouble = (broken: Breakable, lasting: () => Promise<void>, draw: Draw) => Promise<void>

const nodeOf = ({ all }: Breakable, draw: Draw): Node => {
  const node = draw.from(all)
  if (node === undefined) throw new Error('there are no nodes')
  return node
}

async function cut(line: CutLine, lasting: () => Promise<void>): Promise<void> {
  line.cut()
  await lasting()
  line.mend()
}

export const TROUBLES: Readonly<Record<string, Trouble>> = {
  'node killed': async (broken, _lasting, draw) => {
    await broken.nodes.restart(nodeOf(broken, draw), 'SIGKILL')
  },
  'node restarted': async (broken, _lasting, draw) => {
    await broken.nodes.restart(nodeOf(broken, draw), 'SIGTERM')
  },
  'Postgres crashed': async ({ postgres }, lasting) => {
    postgres.stop('immediate')
    await lasting()
    postgres.start()
  },
  'Postgres restarted': async ({ postgres }) => {
    postgres.stop('fast')
    postgres.start()
  },
  'store cut': ({ store }, lasting) => cut(store, lasting),
  'provider cut': ({ provider }, lasting) => cut(provider, lasting),
  'disk full': async ({ nodes, all }, lasting) => {
    const filled = all.filter((node) => nodes.fillDisk(node))
    await lasting()
    for (const node of filled) nodes.freeDisk(node)
  },
}

interface Plan {
  draw: Draw
  /** The shortest and the longest time a trouble lasts, and between two (ms). */
  lastingMs: readonly [number, number]
  everyMs: readonly [number, number]
  isOver: () => boolean
}

/** Breaks one thing after the other; each kind at least once where there is the time. Returns how often each was. */
export async function makeTrouble(breakable: Breakable, plan: Plan): Promise<Record<string, number>> {
  const { draw, isOver } = plan
  const within = ([least, most]: readonly [number, number]) => pause(least + draw.fraction() * (most - least))
  const names = Object.keys(TROUBLES)
  const counts = Object.fromEntries(names.map((name) => [name, 0]))
  for (let turn = 0; ; turn += 1) {
    await within(plan.everyMs)
    if (isOver()) return counts
    const name = names[turn] ?? draw.from(names) ?? ''
    await TROUBLES[name]?.(breakable, () => within(plan.lastingMs), draw)
    counts[name] = (counts[name] ?? 0) + 1
  }
}
