/** Runs one piece of work in its turn and answers with its result. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>

/** A queue for work that needs much memory, or much of the network: at most `atOnceMax` run at the same time; first come, first served. */
export function turns(atOnceMax: number): TakeTurn {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnceMax) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The turn passes on directly, so nobody who comes now can slip in between.
      if (next === undefined) running -= 1
      else next()
    }
  }
}
