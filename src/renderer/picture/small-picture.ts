import type { Frame } from '../frame/frame.ts'
import { addressOf, kernels, scratch } from '../kernels/memory.ts'

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

/** The plane, and the room for what comes of it, lie in the kernels' memory. */
function average(plane: Uint8Array, from: Size, to: Size, room = scratch(to.width * to.height)): Uint8Array {
  kernels().average(addressOf(plane), from.width, from.height, addressOf(room), to.width, to.height)
  return new Uint8Array(room)
}

function halved({ width, height, planes }: SmallPicture): SmallPicture {
  const size = { width: width / 2, height: height / 2 }
  const half = (plane: Uint8Array): Uint8Array => {
    const both = scratch(plane.length + size.width * size.height)
    both.set(plane)
    return average(both.subarray(0, plane.length), { width, height }, size, both.subarray(plane.length))
  }
  return { ...size, planes: [half(planes[0]), half(planes[1]), half(planes[2])] }
}
