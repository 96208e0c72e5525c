import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ReelgateError } from '../domain/errors.ts'
import { turns } from '../lib/turns.ts'
import type { PersonAnswer, PersonQuestion } from './person-child.ts'

const CHILD = fileURLToPath(new URL('person-child.ts', import.meta.url))
/** A picture takes half a second of one core, the first one two seconds. */
const DEADLINE_MS = 30_000
/** For how long the model stays in memory (some 200 MB) after the last picture. */
const IDLE_MS = 60_000
const WAITING_MAX = 32
const RETRY_SECONDS = 10

/**
 * Finds people in pictures with a small model, in a process of its own that is there only while it is needed: neither
 * its memory nor its work are the server's. One picture at a time; what waits is bounded.
 */
export class PersonFinder {
  readonly #pixelsMax: number
  readonly #takeTurn = turns(1)
  #waiting = 0
  #closed = false
  #child: ChildProcess | undefined
  #idle: NodeJS.Timeout | undefined

  constructor(pixelsMax: number) {
    this.#pixelsMax = pixelsMax
  }

  /**
   * Whether a face or a person is to be seen in a picture that was decoded before (absolute path). Throws `queue_full` where
   * too many wait, and a plain Error where it could not be found out.
   */
  async holdsPerson(file: string): Promise<boolean> {
    if (this.#waiting >= WAITING_MAX) {
      throw new ReelgateError('queue_full', { retryAfterSeconds: RETRY_SECONDS, values: { seconds: RETRY_SECONDS } })
    }
    this.#waiting += 1
    try {
      return await this.#takeTurn(() => this.#ask({ file, pixelsMax: this.#pixelsMax }))
    } finally {
      this.#waiting -= 1
    }
  }

  /** Ends the process, for good; a picture that is being looked at fails. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idle)
    const child = this.#child
    if (child === undefined) return
    const gone = once(child, 'exit')
    this.#end(child)
    await gone
  }

  async #ask(question: PersonQuestion): Promise<boolean> {
    if (this.#closed) throw new ReelgateError('shutting_down')
    clearTimeout(this.#idle)
    const child = (this.#child ??= this.#start())
    try {
      const answer = await ask(child, question)
      if ('error' in answer) throw new Error(answer.error)
      return answer.person
    } catch (error) {
      this.#end(child)
      throw new Error('people could not be looked for in a picture', { cause: error })
    } finally {
      this.#idle = setTimeout(() => this.#end(child), IDLE_MS).unref()
    }
  }

  /** Whatever state it is in, the next picture gets a new one. */
  #end(child: ChildProcess): void {
    if (this.#child === child) this.#child = undefined
    child.kill('SIGKILL')
  }

  #start(): ChildProcess {
    // A group of its own: the Ctrl-C that stops a server does not end what it still answers.
    const child = fork(CHILD, [], { detached: true, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined
    })
    return child
  }
}

async function ask(child: ChildProcess, question: PersonQuestion): Promise<PersonAnswer> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(DEADLINE_MS)])
  try {
    const told = once(child, 'message', { signal })
    const gone = once(child, 'exit', { signal }).then(([code, killedBy]) => {
      throw new Error(`the process ended: ${code ?? killedBy}`)
    })
    child.send(question)
    const [answer] = await Promise.race([told, gone])
    return answer as PersonAnswer
  } finally {
    over.abort()
  }
}
