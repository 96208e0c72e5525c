/** A random number 0..1 for a lattice point. */
function lattice(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 374761393) + Math.imul(y, 668265263) + Math.imul(seed, 1442695041)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

/** Smooth noise 0..1. With `period` (whole) it repeats after that many units in both directions, or in each after its own. */
export function noise(x: number, y: number, seed: number, period: number | readonly [number, number] = 0): number {
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fx = x - ix
  const fy = y - iy
  const u = fx * fx * (3 - 2 * fx)
  const v = fy * fy * (3 - 2 * fy)
  const across = typeof period === 'number' ? period : period[0]
  const down = typeof period === 'number' ? period : period[1]
  const x0 = wrapped(ix, across)
  const x1 = wrapped(ix + 1, across)
  const y0 = wrapped(iy, down)
  const y1 = wrapped(iy + 1, down)
  const top = lattice(x0, y0, seed) * (1 - u) + lattice(x1, y0, seed) * u
  const bottom = lattice(x0, y1, seed) * (1 - u) + lattice(x1, y1, seed) * u
  return top * (1 - v) + bottom * v
}

function wrapped(i: number, period: number): number {
  return period ? ((i % period) + period) % period : i
}

/** Noise with finer noise on it, about 0..1. */
export function clouded(x: number, y: number, seed: number, octaves: number): number {
  let sum = 0
  let share = 0.5
  let px = x
  let py = y
  for (let octave = 0; octave < octaves; octave++) {
    sum += share * noise(px, py, seed + octave)
    const nx = px * 1.6 + py * 1.2 + 3.1
    py = py * 1.6 - px * 1.2 + 1.7
    px = nx
    share *= 0.5
  }
  return sum / (1 - share * 2)
}

/**
 * The height of a ridge at `x` (0..1 of a period): repeats after 1, between about -1 and 1. `rough` (0..1) sharpens it.
 */
export function ridge(x: number, seed: number, rough: number): number {
  let sum = 0
  let share = 1
  let total = 0
  for (let octave = 0; octave < 6; octave++) {
    const cells = 3 << octave
    const n = noise(x * cells, octave * 7.3, seed + octave * 31, cells) * 2 - 1
    const sharp = 1 - 2 * Math.abs(n)
    sum += share * (n * (1 - rough) + sharp * rough)
    total += share
    share *= 0.34 + 0.16 * rough
  }
  return sum / total
}
