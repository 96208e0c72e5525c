import { addressOf, kernels } from '../kernels/memory.ts'
import type { Frame } from './frame.ts'

/** Doubles a frame in both directions, bilinear. `target` must be exactly twice as wide and high. */
export function upscaleFrame(source: Frame, target: Frame): void {
  const { width, height } = source
  upscalePlane(source.y, target.y, width, height)
  upscalePlane(source.u, target.u, width / 2, height / 2)
  upscalePlane(source.v, target.v, width / 2, height / 2)
}

/** Doubles a plane: each new pixel is 3/4 of the nearest old one and 1/4 of the next, in each direction. */
export function upscalePlane(source: Uint8Array, target: Uint8Array, width: number, height: number): void {
  kernels().doublePlane(addressOf(source), addressOf(target), width, height)
}
