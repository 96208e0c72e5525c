import { smoothstep } from '../ease.ts'
import type { View } from '../frame/resample.ts'
import type { SceneBrief } from '../prompt/scene-brief.ts'
import { between, seededRandom } from '../random.ts'

/** The camera of a composed scene, by the way through the clip (0..1). Small moves: the scene itself moves too. */
export function frameCamera(brief: SceneBrief, seed: number): (progress: number) => View {
  const random = seededRandom(seed, 'scene camera')
  const near = { x: 0.5 + between(random, -0.08, 0.08), y: 0.62, zoom: 1.1 }
  const far = { x: 0.5, y: 0.55, zoom: 1.0 }
  const panned = (x: number): View => ({ x, y: 0.56, zoom: 1.12 })
  const tilted = (y: number): View => ({ x: 0.5, y, zoom: 1.12 })
  switch (brief.camera) {
    case 'static':
      return () => far
    case 'zoom-out':
      return between2(near, far)
    case 'zoom-in':
      return between2(far, { ...near, zoom: 1.22 })
    case 'pan-left':
      return between2(panned(1), panned(0))
    case 'pan-right':
    case 'orbit':
      return between2(panned(0), panned(1))
    case 'aerial':
      return between2({ x: 0.2, y: 0.2, zoom: 1.16 }, { x: 0.7, y: 0.8, zoom: 1.03 })
    case 'tilt-up':
      return between2(tilted(1), tilted(0))
    case 'tilt-down':
      return between2(tilted(0), tilted(1))
    default:
      return random() < 0.75 ? between2(far, near) : between2(near, far)
  }
}

function between2(from: View, to: View): (progress: number) => View {
  return (progress) => {
    const way = smoothstep(progress)
    const along = (a: number, b: number): number => a + (b - a) * way
    return { x: along(from.x, to.x), y: along(from.y, to.y), zoom: along(from.zoom, to.zoom) }
  }
}
