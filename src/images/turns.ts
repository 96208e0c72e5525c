// A progressive or interlaced picture has to be held whole (some 300 MB at 50 megapixels), so few at a time.
const AT_ONCE_MAX = 2

const waiting: (() => void)[] = []
let running = 0

/** Runs `work` when fewer than two others are running; first come, first served. */
export async function takeTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE_MAX) await new Promise<void>((resolve) => waiting.push(resolve))
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
