import { destination, pino } from 'pino'

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

/**
 * JSON lines to standard error, so that standard output stays for what a person or a script asked for. Lines wait in
 * memory up to `bufferBytes` so that logging never costs a request a system call of its own.
 */
export function openLog(level: LogLevel): Log {
  const bufferBytes = 4096
  const sink = destination({ fd: 2, minLength: bufferBytes, sync: true, periodicFlush: 1000 })
  const logger = pino({ level, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, sink)
  return {
    debug: (fields, text) => logger.debug(fields, text),
    info: (fields, text) => logger.info(fields, text),
    warn: (fields, text) => logger.warn(fields, text),
    error: (fields, text) => logger.error(fields, text),
    flush: () => sink.flushSync(),
  }
}

/** What an error says, for the log: its message and those of its causes. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${describeError(error.cause)}`
}
