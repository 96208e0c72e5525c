import type { Frame } from '../frame/frame.ts'
import type { Mesh, Window } from './mesh.ts'

type Kind = 'y' | 'u' | 'v'

/** Mixes `from` into `into` by shares (0..1) given for the corners of the cells of a mesh over the whole frame. */
export function mixByShare(from: Frame, into: Frame, mesh: Mesh, shares: Float32Array): void {
  for (const kind of ['y', 'u', 'v'] as const) {
    const [source, target] = [from[kind], into[kind]]
    alongCells(into, mesh, { kind, values: shares }, (at, count, value, step) => {
      let share = value * 65536
      for (let i = at; i < at + count; i++) {
        const here = target[i] as number
        target[i] = here + ((((source[i] as number) - here) * share + 32768) >> 16)
        share += step * 65536
      }
    })
  }
}

/** Adds to each plane what is given for the corners of the cells of a mesh over the whole frame. */
export function addTone(into: Frame, mesh: Mesh, shifts: readonly [Float32Array, Float32Array, Float32Array]): void {
  for (const [k, kind] of (['y', 'u', 'v'] as const).entries()) {
    const target = into[kind]
    const high = kind === 'y' ? 235 : 240
    alongCells(into, mesh, { kind, values: shifts[k] as Float32Array }, (at, count, value, step) => {
      let shift = value + 0.5
      for (let i = at; i < at + count; i++) {
        target[i] = Math.max(16, Math.min(high, (target[i] as number) + shift))
        shift += step
      }
    })
  }
}

function alongCells(
  frame: Frame,
  mesh: Mesh,
  { kind, values }: { kind: Kind; values: Float32Array },
  visit: (at: number, count: number, value: number, step: number) => void,
): void {
  const by = kind === 'y' ? 1 : 2
  const cell = mesh.cell / by
  const width = frame.width / by
  for (let y = 0; y < frame.height / by; y++) {
    const above = Math.floor(y / cell) * mesh.columns
    const down = (y % cell) / cell
    for (let column = 0; column * cell < width; column++) {
      const i = above + column
      const left = (values[i] as number) * (1 - down) + (values[i + mesh.columns] as number) * down
      const right = (values[i + 1] as number) * (1 - down) + (values[i + 1 + mesh.columns] as number) * down
      visit(y * width + column * cell, Math.min(cell, width - column * cell), left, (right - left) / cell)
    }
  }
}

/** Mixes a window of `from` into `into` by an alpha of 0..255 for each value, times `strength` (0..1). */
export function mixByAlpha(
  { from, alpha, into, window }: { from: Frame; alpha: Frame; into: Frame; window: Window },
  strength: number,
): void {
  const part = Math.round(strength * 257)
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const width = into.width / by
    const [source, cover, target] = [from[kind], alpha[kind], into[kind]]
    for (let y = window.top / by; y < (window.top + window.height) / by; y++) {
      const start = y * width + window.left / by
      for (let i = start; i < start + window.width / by; i++) {
        const here = target[i] as number
        target[i] = here + ((((source[i] as number) - here) * (cover[i] as number) * part + 32768) >> 16)
      }
    }
  }
}
