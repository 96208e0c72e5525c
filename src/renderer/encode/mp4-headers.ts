/** A box of an MP4 file: where its content lies in the bytes that were searched. */
interface Box {
  type: string
  start: number
  end: number
}

const CONTAINERS = new Set(['moov', 'trak', 'edts', 'mdia'])

/**
 * Makes the headers of an MP4 say what was asked, in place, without changing any size: every creation and modification
 * time becomes 0 (so equal clips are equal bytes), and no track, edit or movie lasts longer than `seconds` (an AAC
 * track is padded to whole packets; the edit list hides the padding).
 *
 * @param moov the bytes of the whole file, or of any part of it that starts at a box and holds the moov box entire
 */
export function settleHeaders(moov: Uint8Array, seconds: number): void {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  const boxes = [...boxesWithin(view, 0, moov.byteLength)]
  const movie = boxes.find((box) => box.type === 'mvhd')
  if (!movie) throw new Error('no mvhd box')
  // Both drivers write version 0 boxes (32-bit fields); a version 1 box would mean a clip longer than 13 hours.
  const timescale = view.getUint32(movie.start + 12)
  const longest = seconds * timescale
  for (const { type, start } of boxes) {
    if (type === 'mvhd' || type === 'tkhd' || type === 'mdhd') {
      requireVersion0(view, start, type)
      view.setUint32(start + 4, 0)
      view.setUint32(start + 8, 0)
    }
    if (type === 'mvhd') capUint32(view, start + 16, longest)
    if (type === 'tkhd') capUint32(view, start + 20, longest)
    if (type === 'elst') capEdits(view, start, longest)
  }
}

function capEdits(view: DataView, start: number, longest: number): void {
  requireVersion0(view, start, 'elst')
  const count = view.getUint32(start + 4)
  for (let i = 0; i < count; i++) capUint32(view, start + 8 + i * 12, longest)
}

function capUint32(view: DataView, at: number, max: number): void {
  view.setUint32(at, Math.min(view.getUint32(at), max))
}

function requireVersion0(view: DataView, start: number, type: string): void {
  if (view.getUint8(start) !== 0) throw new Error(`unexpected version of the ${type} box`)
}

function* boxesWithin(view: DataView, from: number, to: number): Generator<Box> {
  let at = from
  while (at + 8 <= to) {
    const size = view.getUint32(at)
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)))
    if (size < 8 || at + size > to) return
    const box = { type, start: at + 8, end: at + size }
    yield box
    if (CONTAINERS.has(type)) yield* boxesWithin(view, box.start, box.end)
    at += size
  }
}
