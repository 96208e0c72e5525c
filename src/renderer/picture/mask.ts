/** A mask has one byte for each pixel: 1 = in it, 0 = not. */

export interface Size {
  width: number
  height: number
}

/** The places of a mask from which the shift leads into the mask again. */
export function shifted(mask: Uint8Array, { width, height }: Size, { dx, dy }: { dx: number; dy: number }): Uint8Array {
  return mask.map((value, i) => {
    const x = (i % width) + dx
    const y = Math.floor(i / width) + dy
    return value && x >= 0 && y >= 0 && x < width && y < height ? (mask[y * width + x] as number) : 0
  })
}

/** A mask at the end of a way; what leaves the picture is gone. */
export function moved(mask: Uint8Array, { width, height }: Size, { dx, dy }: { dx: number; dy: number }): Uint8Array {
  const out = new Uint8Array(mask.length)
  for (let i = 0; i < mask.length; i++) {
    const x = (i % width) + dx
    const y = Math.floor(i / width) + dy
    if (mask[i] && x >= 0 && y >= 0 && x < width && y < height) out[y * width + x] = 1
  }
  return out
}

/** Without gaps, and only its largest piece and those not much smaller. */
export function largest(mask: Uint8Array, size: Size): Uint8Array {
  const pieces = piecesOf(closed(mask, size, 3), size)
  const most = Math.max(0, ...pieces.map((piece) => piece.length))
  const out = new Uint8Array(mask.length)
  for (const piece of pieces) if (piece.length >= most * 0.2) for (const i of piece) out[i] = 1
  return out
}

/** The places of each connected piece. */
export function piecesOf(mask: Uint8Array, { width }: Size): number[][] {
  const free = mask.slice()
  const pieces: number[][] = []
  for (let start = 0; start < free.length; start++) {
    if (!free[start]) continue
    const piece = [start]
    free[start] = 0
    for (const i of piece) {
      for (const n of [i % width > 0 ? i - 1 : -1, i % width < width - 1 ? i + 1 : -1, i - width, i + width]) {
        if (n < 0 || !free[n]) continue
        free[n] = 0
        piece.push(n)
      }
    }
    pieces.push(piece)
  }
  return pieces
}

/** Without specks and threads of up to two pixels. */
export function opened(mask: Uint8Array, size: Size): Uint8Array {
  return grown(shrunk(mask, size, 1), size, 1)
}

/** Without gaps of up to twice `by`. */
export function closed(mask: Uint8Array, size: Size, by: number): Uint8Array {
  return shrunk(grown(mask, size, by), size, by)
}

/** Every place further than `by` steps from what is not in the mask. */
export function shrunk(mask: Uint8Array, size: Size, by: number): Uint8Array {
  return grown(
    mask.map((value) => 1 - value),
    size,
    by,
  ).map((value) => 1 - value)
}

/** Every place within `by` steps of the mask. */
export function grown(mask: Uint8Array, { width, height }: Size, by: number): Uint8Array {
  let out = mask
  for (let step = 0; step < by; step++) {
    const before = out
    out = before.map((value, i) => {
      const x = i % width
      if (value || (x > 0 && before[i - 1]) || (x < width - 1 && before[i + 1])) return 1
      return (i >= width && before[i - width]) || (i < width * (height - 1) && before[i + width]) ? 1 : 0
    })
  }
  return out
}

/** How many places are in a mask. */
export function count(mask: Uint8Array): number {
  return mask.reduce((sum, value) => sum + value, 0)
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** The columns and rows a mask lies in. */
export function boxOf(mask: Uint8Array, { width }: Size): Box {
  const box = { left: Infinity, right: -1, top: Infinity, bottom: -1 }
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue
    const [x, y] = [i % width, Math.floor(i / width)]
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}
