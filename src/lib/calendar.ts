const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** No zone's midnight is further from that of UTC. */
const REACH_MINUTES = 16 * 60

/** The days of a time zone, as people there count them. Dates are written `2026-10-25`. */
export interface Calendar {
  /** The date of a moment (ms). */
  dateOf(at: number): string
  /** The first moment of a date (ms). Where clocks are put forward at midnight it is not 00:00. */
  startOf(date: string): number
}

/** undefined: there is no such zone. A zone is an IANA name such as `Asia/Shanghai`. */
export function calendarOf(timeZone: string): Calendar | undefined {
  let format: Intl.DateTimeFormat
  try {
    // This locale writes dates as ISO 8601 does, so that they sort as text.
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  } catch {
    return undefined
  }
  const dateOf = (at: number) => format.format(at)
  const startOf = (date: string) => {
    const midnight = Date.parse(date) / MINUTE_MS
    // Offsets are whole minutes. `before` is always on an earlier date, `within` never.
    let [before, within] = [midnight - REACH_MINUTES, midnight + REACH_MINUTES]
    while (within - before > 1) {
      const middle = Math.floor((before + within) / 2)
      if (dateOf(middle * MINUTE_MS) < date) before = middle
      else within = middle
    }
    return within * MINUTE_MS
  }
  return { dateOf, startOf }
}

/** The date so many days later, or earlier. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10)
}
