export type RenderErrorCode = 'crashed' | 'deadline' | 'encoder' | 'bad_input'

/** Why a clip could not be rendered. `message` is for a caller; `operatorText` (may be empty) for the log. */
export class RenderError extends Error {
  readonly code: RenderErrorCode
  readonly operatorText: string

  constructor(code: RenderErrorCode, message: string, operatorText = '', options?: ErrorOptions) {
    super(message, options)
    this.name = 'RenderError'
    this.code = code
    this.operatorText = operatorText
  }
}

/** Whatever was thrown, as a RenderError; unknown causes count as a crash of the renderer. */
export function asRenderError(cause: unknown): RenderError {
  if (cause instanceof RenderError) return cause
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
  return new RenderError('crashed', 'The renderer failed.', text, { cause })
}
