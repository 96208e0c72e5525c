const PHASES = 4
const HALF = 8

/** Weights of the samples around a place between two, for three places: a sinc under a Hann window. */
const WEIGHTS = Array.from({ length: PHASES - 1 }, (_, phase) =>
  Float64Array.from({ length: 2 * HALF }, (_unused, tap) => {
    const x = tap - (HALF - 1) - (phase + 1) / PHASES
    const sinc = Math.sin(Math.PI * x) / (Math.PI * x)
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / HALF))
  }),
)

/**
 * For each block the highest level that the signal reaches, between its samples too (four times oversampled, as ITU-R
 * BS.1770-4, Annex 2, asks). Blocks whose samples stay below `threshold` are not looked into, and give their sample peak.
 */
export function truePeaks(signal: Float32Array, block: number, threshold: number): Float32Array {
  const peaks = new Float32Array(Math.ceil(signal.length / block))
  for (let n = 0; n < peaks.length; n++) {
    const end = Math.min((n + 1) * block, signal.length)
    let peak = 0
    for (let i = n * block; i < end; i++) peak = Math.max(peak, Math.abs(signal[i] as number))
    if (peak > threshold) for (let i = n * block; i < end; i++) peak = Math.max(peak, between(signal, i))
    peaks[n] = peak
  }
  return peaks
}

/** The highest of three values between samples i and i + 1. */
function between(signal: Float32Array, i: number): number {
  let peak = 0
  const first = i - (HALF - 1)
  for (const weights of WEIGHTS) {
    let sum = 0
    for (let tap = 0; tap < 2 * HALF; tap++) sum += (weights[tap] as number) * (signal[first + tap] ?? 0)
    peak = Math.max(peak, Math.abs(sum))
  }
  return peak
}
