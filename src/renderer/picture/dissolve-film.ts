import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import { type Frame, newFrame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import type { CameraPath } from './camera-path.ts'

/**
 * From one picture to another: the camera pushes into the first while the second settles from the same push, and they
 * dissolve. Frame 0 and the last frame are the pictures, byte for byte.
 */
export function dissolveFilm(first: Frame, last: Frame, path: CameraPath, frames: number): Film {
  const other = newFrame(first.width, first.height)
  return {
    frames,
    enlarge: 1,
    draw(index, into) {
      const way = smoothstep(progressOf(index, frames))
      if (index === frames - 1) {
        into.bytes.set(last.bytes)
        return
      }
      resampleFrame(first, into, path(way))
      resampleFrame(last, other, path(1 - way))
      dissolve(into.bytes, other.bytes, Math.round(smoothstep(way) * 256))
    },
  }
}

/** `share` (0..256) of `over` in `into`. */
function dissolve(into: Uint8Array, over: Uint8Array, share: number): void {
  const rest = 256 - share
  for (let i = 0; i < into.length; i++) {
    into[i] = ((into[i] as number) * rest + (over[i] as number) * share + 128) >> 8
  }
}
