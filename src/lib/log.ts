import { writeSync } from 'node:fs'
import { pino } from 'pino'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'
type Fields = Readonly<Record<string, unknown>>

/** Structured log lines: fields first, then one short sentence. Never a key, a full prompt or a picture. */
export interface Log {
  debug(fields: Fields, text: string): void
  info(fields: Fields, text: string): void
  warn(fields: Fields, text: string): void
  error(fields: Fields, text: string): void
  /** Writes what is still in memory. */
  flush(): void
}

const STANDARD_ERROR = 2
/** Lines wait until there are this many characters, or this long: a request never pays for a system call of its own. */
const BUFFER_CHARACTERS = 4096
const BUFFER_MS = 500

/**
 * Standard error with a buffer before it. A reader that has gone away (a closed pipe) or that does not keep up loses
 * lines; it never holds up the program, and never keeps it from ending.
 */
class LineBuffer {
  #text = ''
  #timer: NodeJS.Timeout | undefined

  write(line: string): void {
    this.#text += line
    if (this.#text.length >= BUFFER_CHARACTERS) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), BUFFER_MS).unref()
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    let rest = Buffer.from(this.#text)
    this.#text = ''
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(STANDARD_ERROR, rest))
    } catch {
      // Nobody reads it: there is no better place to say so.
    }
  }
}

/** JSON lines to standard error, so that standard output stays for what a person or a script asked for. */
export function openLog(level: LogLevel): Log {
  const lines = new LineBuffer()
  const logger = pino({ level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, lines)
  return {
    debug: (fields, text) => logger.debug(fields, text),
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    flush: () => lines.flush(),
  }
}

/** What an error says, for the log: its message and those of its causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${describeError(error.cause)}`
}
