/** Something that is due at a time (ms). */
export interface Due {
  at: number
}

/** What waits, the earliest first; of the same time, first come, first served. */
export class DueList<T extends Due> {
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  get first(): T | undefined {
    return this.#items[0]
  }

  add(item: T): void {
    this.#items.splice(this.#indexAfter(item.at), 0, item)
  }

  takeFirst(): T | undefined {
    return this.#items.shift()
  }

  /** Brings an item forward to `at`; nothing where it is due before. */
  hurry(item: T, at: number): void {
    if (item.at <= at) return
    this.#items.splice(this.#items.indexOf(item), 1)
    item.at = at
    this.add(item)
  }

  /** Those that are due by `at`, `most` of them. */
  dueBy(at: number, most: number): T[] {
    return this.#items.slice(0, Math.min(most, this.#indexAfter(at)))
  }

  #indexAfter(at: number): number {
    let [low, high] = [0, this.#items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#items[middle]?.at ?? Infinity) <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}
