/**
 * Waits until all have ended, and then throws the first error in their order, where there is one. Unlike with Promise.all
 * nothing is still under way by then.
 */
export async function together<T extends readonly unknown[] | []>(
  all: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  await Promise.allSettled(all)
  return Promise.all(all)
}
