import { ERROR_CODES } from '../../../domain/errors.ts'
import { bearerKey } from '../../surface.ts'
import type { Surface } from '../../surface.ts'

/** The public contract, and everything that belongs to no other protocol. */
export const familySurface: Surface = {
  name: 'family',
  keyOf: bearerKey,
  statusOf: (code) => ERROR_CODES[code].status,
  envelope: ({ code, status, message, param, rechargeUrl }) => ({
    error: {
      code: status,
      message,
      type: ERROR_CODES[code].type,
      ...(param !== undefined && { param }),
      ...(rechargeUrl !== undefined && { recharge_url: rechargeUrl }),
    },
  }),
}
