import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, calendarOf } from '../../src/lib/calendar.ts'

const HOUR_MS = 3_600_000

const startOf = (zone: string, date: string) => new Date(calendarOf(zone)?.startOf(date) ?? NaN).toISOString()
const hoursOf = (zone: string, date: string) =>
  (Date.parse(startOf(zone, addDays(date, 1))) - Date.parse(startOf(zone, date))) / HOUR_MS

test('a day begins at its own midnight, in zones of whole and of broken hours', () => {
  for (const [zone, start] of [
    ['UTC', '2026-10-25T00:00:00.000Z'],
    ['Asia/Shanghai', '2026-10-24T16:00:00.000Z'],
    ['Asia/Kolkata', '2026-10-24T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-10-24T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-10-24T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-10-25T11:00:00.000Z'],
    ['Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ] as const) {
    assert.equal(startOf(zone, '2026-10-25'), start, zone)
  }
})

test('a day on which clocks change is longer or shorter by that much, and begins where its first moment is', () => {
  assert.equal(hoursOf('Europe/Berlin', '2026-10-25'), 25)
  assert.equal(hoursOf('Europe/Berlin', '2026-03-29'), 23)
  assert.equal(hoursOf('Europe/Berlin', '2026-10-26'), 24)
  assert.equal(hoursOf('Australia/Lord_Howe', '2026-04-05'), 24.5)
  // In Cairo clocks go from 00:00 to 01:00: that day has no midnight.
  assert.equal(startOf('Africa/Cairo', '2026-04-24'), '2026-04-23T22:00:00.000Z')
  assert.equal(hoursOf('Africa/Cairo', '2026-04-24'), 23)
})

test('a moment has the date that people have there, and names that are no zone are known for it', () => {
  const at = Date.UTC(2026, 0, 1, 18, 30)
  assert.equal(calendarOf('Asia/Kolkata')?.dateOf(at), '2026-01-02')
  assert.equal(calendarOf('Asia/Kolkata')?.dateOf(at - 1), '2026-01-01')
  assert.equal(calendarOf('Asia/Nowhere'), undefined)
  assert.equal(addDays('2028-02-28', 1), '2028-02-29')
  assert.equal(addDays('2026-01-01', -1), '2025-12-31')
})
