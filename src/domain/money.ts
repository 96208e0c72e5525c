/**
 * Money is a whole number of micro-USD (1 USD = 1,000,000) everywhere inside. Number is exact up to 2^53, which is nine
 * thousand million dollars. Only the edge of the program turns it into decimals.
 */
export type MicroUsd = number

export const MICROS_PER_USD = 1_000_000

/** Credits are ten to the dollar in the family's answers. */
const MICROS_PER_CREDIT = MICROS_PER_USD / 10

/** 512000 -> 0.512 */
export function toUsd(micros: MicroUsd): number {
  return micros / MICROS_PER_USD
}

/** 512000 -> 5.12 */
export function toCredits(micros: MicroUsd): number {
  return micros / MICROS_PER_CREDIT
}

/** 512000 -> "0.512": exact, for whatever is written down and read again. */
export function toDecimal(micros: MicroUsd): string {
  const whole = Math.trunc(micros / MICROS_PER_USD)
  const part = String(Math.abs(micros % MICROS_PER_USD))
    .padStart(6, '0')
    .replace(/0+$/, '')
  const sign = micros < 0 && whole === 0 ? '-' : ''
  return `${sign}${whole}${part === '' ? '' : `.${part}`}`
}

/**
 * Reads a decimal amount such as "12.5" without a detour through binary fractions.
 * Returns undefined for anything that is not a plain amount of 0 to 1,000,000,000 with at most six decimals.
 */
export function parseUsd(text: string): MicroUsd | undefined {
  const match = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (match === null) return undefined
  const micros = Number(match[1]) * MICROS_PER_USD + Number((match[2] ?? '').padEnd(6, '0'))
  return micros <= 1_000_000_000 * MICROS_PER_USD ? micros : undefined
}
