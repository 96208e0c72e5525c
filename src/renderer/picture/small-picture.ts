import type { Frame } from '../frame/frame.ts'

/** A picture small enough to be compared with another: luma and both chromas, all of this size. */
export interface SmallPicture {
  width: number
  height: number
  planes: readonly [Uint8Array, Uint8Array, Uint8Array]
}

/** A picture at three sizes, the largest first; each half of the one before. */
export type SmallSizes = readonly [SmallPicture, SmallPicture, SmallPicture]

/** The picture about 192 pixels long, and at a half and a quarter of that; the largest first. */
export function shrink(frame: Frame): SmallSizes {
  const wide = frame.width >= frame.height
  const long = 192
  const short = Math.max(
    16,
    Math.round((long * Math.min(frame.width, frame.height)) / (4 * Math.max(frame.width, frame.height))) * 4,
  )
  const [width, height] = wide ? [long, short] : [short, long]
  const half = { width: frame.width / 2, height: frame.height / 2 }
  const planes = [
    average(frame.y, frame, { width, height }),
    average(frame.u, half, { width, height }),
    average(frame.v, half, { width, height }),
  ] as const
  const largest = { width, height, planes }
  const middle = halved(largest)
  return [largest, middle, halved(middle)]
}

interface Size {
  width: number
  height: number
}

function average(plane: Uint8Array, from: Size, to: Size): Uint8Array {
  const out = new Uint8Array(to.width * to.height)
  for (let y = 0; y < to.height; y++) {
    const y0 = Math.floor((y * from.height) / to.height)
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * from.height) / to.height))
    for (let x = 0; x < to.width; x++) {
      const x0 = Math.floor((x * from.width) / to.width)
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * from.width) / to.width))
      let sum = 0
      for (let j = y0; j < y1; j++) for (let i = x0; i < x1; i++) sum += plane[j * from.width + i] as number
      out[y * to.width + x] = sum / ((y1 - y0) * (x1 - x0)) + 0.5
    }
  }
  return out
}

function halved({ width, height, planes }: SmallPicture): SmallPicture {
  const size = { width: width / 2, height: height / 2 }
  const half = (plane: Uint8Array): Uint8Array => average(plane, { width, height }, size)
  return { ...size, planes: [half(planes[0]), half(planes[1]), half(planes[2])] }
}
