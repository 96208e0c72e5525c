import { insertBegunSignIn, takeBegunSignIn } from '../../db/begun-sign-ins.ts'
import type { Database } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { newSecret, sha256Hex } from '../../lib/ids.ts'

const PATIENCE_MS = 5 * 60_000
const ID_CHARACTERS = 32

/**
 * What was begun in a browser and is to be ended there within five minutes, on whichever node: each can be taken up once.
 * `kind` keeps one sort of beginning from being ended as another.
 */
export class Pending<T> {
  readonly #db: Database
  readonly #clock: Clock
  readonly #kind: string

  constructor(parts: { db: Database; clock: Clock }, kind: string) {
    this.#db = parts.db
    this.#clock = parts.clock
    this.#kind = kind
  }

  /** `value` as JSON has it. Returns the name under which it can be taken up. */
  async begin(value: T): Promise<string> {
    const id = newSecret(ID_CHARACTERS)
    const now = this.#clock.now()
    const begun = { hash: this.#hash(id), value: JSON.stringify(value), expiresAt: now + PATIENCE_MS }
    await this.#db.write((tx) => insertBegunSignIn(tx, begun, now))
    return id
  }

  /** undefined: it was never begun, was taken up before, or its time is over. */
  async take(id: string): Promise<T | undefined> {
    const value = await this.#db.write((tx) => takeBegunSignIn(tx, this.#hash(id), this.#clock.now()))
    return value === undefined ? undefined : (JSON.parse(value) as T)
  }

  #hash(id: string): string {
    return sha256Hex(`${this.#kind} ${id}`)
  }
}
