import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import type { Frame } from '../frame/frame.ts'
import { resampleFrame } from '../frame/resample.ts'
import type { CameraPath } from './camera-path.ts'

/** A camera moving over one picture. Frame 0 is the picture, byte for byte. */
export function cameraFilm(picture: Frame, path: CameraPath, frames: number): Film {
  return {
    frames,
    draw(index, into) {
      resampleFrame(picture, into, path(smoothstep(progressOf(index, frames))))
    },
  }
}
