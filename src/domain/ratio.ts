/** A factor on a price, as a whole number of millionths: 1_000_000 is "as listed". */
export type Ratio = number

const MILLIONTHS = 1_000_000
export const RATIO_MAX_TEXT = '1000'

/** Reads "0.85" without a detour through binary fractions. undefined for anything but 0 to 1000 with six decimals. */
export function parseRatio(text: string): Ratio | undefined {
  const match = /^(\d{1,4})(?:\.(\d{1,6}))?$/.exec(text.trim())
  if (match === null) return undefined
  const ratio = Number(match[1]) * MILLIONTHS + Number((match[2] ?? '').padEnd(6, '0'))
  return ratio <= Number(RATIO_MAX_TEXT) * MILLIONTHS ? ratio : undefined
}
