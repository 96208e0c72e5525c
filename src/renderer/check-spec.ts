import { isAbsolute } from 'node:path'
import type { ClipSpec } from './clip-spec.ts'
import { RenderError } from './render-error.ts'

const SIDE_MIN = 64
const SIDE_MAX = 4096
const SECONDS_MAX = 60

/** @throws {RenderError} bad_input, naming the first field that cannot be rendered */
export function checkSpec(spec: ClipSpec): void {
  for (const side of ['width', 'height'] as const) {
    const value = spec[side]
    const good = Number.isInteger(value) && value % 2 === 0 && value >= SIDE_MIN && value <= SIDE_MAX
    if (!good) refuse(`${side} must be an even number of pixels from ${SIDE_MIN} to ${SIDE_MAX}`)
  }
  if (!Number.isInteger(spec.seconds) || spec.seconds < 1 || spec.seconds > SECONDS_MAX) {
    refuse(`seconds must be a whole number from 1 to ${SECONDS_MAX}`)
  }
  if (!Number.isInteger(spec.seed) || spec.seed < 0 || spec.seed > 0xffffffff) {
    refuse('seed must be a whole number from 0 to 4294967295')
  }
  if (!isAbsolute(spec.out)) refuse('out must be an absolute path')
}

function refuse(message: string): never {
  throw new RenderError('bad_input', `The clip cannot be rendered: ${message}.`)
}
