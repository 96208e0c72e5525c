import type { Frame } from '../frame/frame.ts'
import { addressOf, allocate, kernels } from '../kernels/memory.ts'
import type { Mesh, Window } from './mesh.ts'

/** Room, where kernels find it, for one 16-bit value at each corner of a mesh. */
export function roomForCorners(corners: number): Int16Array {
  const bytes = allocate(corners * 2)
  return new Int16Array(bytes.buffer, bytes.byteOffset, corners)
}

/** All of it, in the unit of shares. */
export const WHOLE = 32767

/** Mixes `from` into `into` by shares (0..WHOLE) given for the corners of a mesh over the whole frame. */
export function mixByShare(from: Frame, into: Frame, mesh: Mesh, shares: Int16Array): void {
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const [width, height] = [into.width / by, into.height / by]
    const at = [addressOf(from[kind]), addressOf(into[kind]), addressOf(shares)] as const
    kernels().mixByShare(...at, mesh.columns, mesh.cellBits - (by - 1), width, height)
  }
}

/** Adds to a plane what is given, in 64ths, for the corners of a mesh over the whole frame. */
export function shiftPlane(into: Frame, kind: 'y' | 'u' | 'v', mesh: Mesh, shifts: Int16Array): void {
  const by = kind === 'y' ? 1 : 2
  const size = [into.width / by, into.height / by] as const
  const bits = mesh.cellBits - (by - 1)
  kernels().shiftPlane(addressOf(into[kind]), addressOf(shifts), mesh.columns, bits, ...size, 16, by === 1 ? 235 : 240)
}

/** Mixes a window of `from` into `into` by an alpha of 0..255 for each value, and by `strength` (0..1) of that. */
export function mixByAlpha(
  { from, alpha, into, window }: { from: Frame; alpha: Frame; into: Frame; window: Window },
  strength: number,
): void {
  for (const kind of ['y', 'u', 'v'] as const) {
    const by = kind === 'y' ? 1 : 2
    const stride = into.width / by
    for (let y = window.top / by; y < (window.top + window.height) / by; y++) {
      const at = y * stride + window.left / by
      const [source, cover, target] = [from, alpha, into].map((frame) => addressOf(frame[kind]) + at) as [
        number,
        number,
        number,
      ]
      kernels().mixByAlpha(source, cover, target, window.width / by, Math.round(strength * WHOLE))
    }
  }
}
