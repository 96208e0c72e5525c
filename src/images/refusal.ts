import { ReelgateError, type ErrorCode, type MessageValues } from '../domain/errors.ts'

const BYTES_PER_MB = 1024 * 1024

/** A refusal of the picture in one field; `cause` is for the log. */
export function imageRefusal(
  code: ErrorCode,
  param: string | undefined,
  values: MessageValues = {},
  cause?: unknown,
): ReelgateError {
  return new ReelgateError(code, {
    ...(param === undefined ? {} : { param }),
    values,
    ...(cause === undefined ? {} : { cause, operatorText: `${code}: ${causeText(cause)}` }),
  })
}

/** A limit in bytes as a message shows it: mebibytes, two decimals at most. */
export function megabytes(bytes: number): number {
  return Math.round((bytes / BYTES_PER_MB) * 100) / 100
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
