/** One picture as I420 planes (BT.709, limited range) in one piece of memory: y, then u, then v. Sizes are even. */
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

/** A frame over memory of its own, which another thread may share. Its content is black with undefined chroma. */
export function newFrame(width: number, height: number): Frame {
  return frameOver(new SharedArrayBuffer(frameBytes(width, height)), width, height)
}

/** A frame over existing memory of exactly `frameBytes` bytes. */
export function frameOver(memory: ArrayBufferLike, width: number, height: number): Frame {
  const luma = width * height
  const chroma = luma / 4
  return {
    width,
    height,
    bytes: new Uint8Array(memory),
    y: new Uint8Array(memory, 0, luma),
    u: new Uint8Array(memory, luma, chroma),
    v: new Uint8Array(memory, luma + chroma, chroma),
  }
}
