import { SAMPLE_RATE } from '../encode/encoder.ts'
import { filter, type Section } from './filter.ts'
import type { Track } from './track.ts'

// The K-weighting of ITU-R BS.1770-4, Annex 1, tables 1 and 2 (for 48 kHz).
const K_WEIGHTING: readonly Section[] = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
]
const STEP = 0.1 * SAMPLE_RATE
const STEPS_IN_BLOCK = 4
const ABSOLUTE_GATE = -70
const RELATIVE_GATE = -10

/**
 * The integrated loudness in LUFS by ITU-R BS.1770-4: blocks of 400 ms that overlap by three quarters, those below
 * -70 LUFS and those 10 LU below the rest left out. -Infinity for silence and for less than one block.
 */
export function loudnessOf({ left, right }: Track): number {
  const steps = new Float64Array(Math.floor(left.length / STEP))
  for (const channel of [left, right]) {
    const weighted = filter(channel.slice(), ...K_WEIGHTING)
    for (let step = 0; step < steps.length; step++) {
      let sum = 0
      for (let i = step * STEP; i < (step + 1) * STEP; i++) sum += (weighted[i] as number) ** 2
      steps[step] = (steps[step] as number) + sum / STEP
    }
  }
  const blocks: number[] = []
  for (let first = 0; first + STEPS_IN_BLOCK <= steps.length; first++) {
    blocks.push(mean(steps.subarray(first, first + STEPS_IN_BLOCK)))
  }
  const loud = blocks.filter((power) => decibel(power) > ABSOLUTE_GATE)
  const gate = decibel(mean(loud)) + RELATIVE_GATE
  return decibel(mean(loud.filter((power) => decibel(power) > gate)))
}

function decibel(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function mean(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] as number
  return values.length === 0 ? 0 : sum / values.length
}
