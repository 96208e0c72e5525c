import type { View } from '../frame/resample.ts'
import { between, seededRandom } from '../random.ts'
import type { CameraMove } from '../prompt/scene-brief.ts'

/** Where the camera looks, for the way through the move from 0 to 1. At 0 it shows the whole picture. */
export type CameraPath = (way: number) => View

const PUSH_ZOOM = 1.22
const PAN_ZOOM = 1.28

/**
 * A move over a picture: as the prompt asks, else a push towards a point near the middle that the seed chooses, or
 * (`centred`, for pictures with bars, which would shift unevenly) towards the middle itself.
 */
export function choosePath(move: CameraMove | undefined, seed: number, centred: boolean): CameraPath {
  const random = seededRandom(seed, 'camera')
  const x = 0.5 + (centred ? 0 : between(random, -0.22, 0.22))
  const y = 0.5 + (centred ? 0 : between(random, -0.16, 0.12))
  const zoom = PUSH_ZOOM + between(random, -0.06, 0.08)
  switch (move) {
    case 'pan-left':
      return towards({ x: 0, y: 0.5, zoom: PAN_ZOOM })
    case 'pan-right':
      return towards({ x: 1, y: 0.5, zoom: PAN_ZOOM })
    case 'tilt-up':
      return towards({ x: 0.5, y: 0, zoom: PAN_ZOOM })
    case 'tilt-down':
      return towards({ x: 0.5, y: 1, zoom: PAN_ZOOM })
    case 'static':
      return towards({ x, y, zoom: 1.04 })
    case 'zoom-out':
    case 'aerial':
    case 'orbit':
    case 'zoom-in':
    case 'dolly-in':
    case 'dolly-out':
    case 'tracking':
    case 'handheld':
    case undefined:
      return towards({ x, y, zoom })
  }
}

/** The magnification grows evenly to the eye (geometrically); the centre moves only as far as the zoom uncovers. */
function towards(end: View): CameraPath {
  return (way) => {
    const zoom = Math.pow(end.zoom, way)
    const share = end.zoom > 1 ? (1 - 1 / zoom) / (1 - 1 / end.zoom) : 0
    return { x: 0.5 + (end.x - 0.5) * share, y: 0.5 + (end.y - 0.5) * share, zoom }
  }
}
