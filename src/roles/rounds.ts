/** What is done again and again: the work, which must not throw, and after how many milliseconds. */
export type Round = readonly [work: () => Promise<unknown>, everyMs: number]

/** Does the rounds until the returned function is called. */
export function beginRounds(rounds: readonly Round[]): () => void {
  const timers = rounds.map(([work, everyMs]) => setInterval(() => void work(), everyMs))
  return () => timers.forEach((timer) => clearInterval(timer))
}
