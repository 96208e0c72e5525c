import { addressOf, allocate, kernels } from '../kernels/memory.ts'

/** One picture as I420 planes (BT.709, limited range) in one piece of the kernels' memory: y, then u, then v. Sizes are even. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
  readonly y: Uint8Array
  readonly u: Uint8Array
  readonly v: Uint8Array
}

/** Bytes of one frame of this size. */
function frameBytes(width: number, height: number): number {
  return (width * height * 3) / 2
}

/** A frame for this thread alone. Its content is black with undefined chroma. */
export function newFrame(width: number, height: number): Frame {
  return frameOver(allocate(frameBytes(width, height)), width, height)
}

/** Makes a frame black. */
export function clearFrame(frame: Frame): void {
  const luma = frame.y.length
  kernels().fillBytes(addressOf(frame.y), luma, 16)
  kernels().fillBytes(addressOf(frame.u), luma / 2, 128)
}

/** Copies a frame onto another of its size. */
export function copyFrame(from: Frame, to: Frame): void {
  kernels().copyBytes(addressOf(from.bytes), addressOf(to.bytes), from.bytes.length)
}

/** A frame over exactly `frameBytes` bytes. */
export function frameOver(bytes: Uint8Array, width: number, height: number): Frame {
  const luma = width * height
  const chroma = luma / 4
  return {
    width,
    height,
    bytes,
    y: bytes.subarray(0, luma),
    u: bytes.subarray(luma, luma + chroma),
    v: bytes.subarray(luma + chroma, luma + chroma * 2),
  }
}
