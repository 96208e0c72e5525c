import { smoothstep } from '../ease.ts'
import type { Frame } from '../frame/frame.ts'
import type { Focus } from './camera-path.ts'
import type { Crossing } from './transition-film.ts'

/** Width of the soft edge and of the light around it, as shares of the picture's diagonal. */
const EDGE = 0.02
const GLOW = 0.09

/** Through what stands out in the first picture one flies into the last: a window opens there and grows past the frame. */
export function zoomThrough(focus: Focus): Crossing {
  return { begin: 0.36, end: 0.66, closer: 1.7, cross: (into, other, passed) => open(into, other, focus, passed) }
}

function open(into: Frame, other: Frame, focus: Focus, passed: number): void {
  const { width, height } = into
  const diagonal = Math.hypot(width, height)
  const centre = { x: width * focus.x, y: height * focus.y }
  const farthest = Math.hypot(Math.max(centre.x, width - centre.x), Math.max(centre.y, height - centre.y))
  // Grows evenly to the eye: slow while it is small.
  const radius = farthest * (1 + EDGE + GLOW) * passed ** 1.6
  const light = 120 * smoothstep(Math.min(passed, 1 - passed) * 4)
  const ring = { radius, edge: EDGE * diagonal, glow: GLOW * diagonal, light }
  openPlane([into.y, other.y], { width, height, by: 1, bright: 235 }, centre, ring)
  openPlane([into.u, other.u], { width: width / 2, height: height / 2, by: 2, bright: 122 }, centre, ring)
  openPlane([into.v, other.v], { width: width / 2, height: height / 2, by: 2, bright: 134 }, centre, ring)
}

interface Ring {
  radius: number
  edge: number
  glow: number
  light: number
}

function openPlane(
  [into, other]: readonly [Uint8Array, Uint8Array],
  { width, height, by, bright }: { width: number; height: number; by: 1 | 2; bright: number },
  centre: { x: number; y: number },
  { radius, edge, glow, light }: Ring,
): void {
  for (let y = 0; y < height; y++) {
    const dy = (y + 0.5) * by - centre.y
    const row = y * width
    // Of each row only the ring needs a look at each pixel: within it is the one picture, outside the other.
    const across = (from: number, reach: number): number => {
      const half = reach > Math.abs(dy) ? Math.sqrt(reach * reach - dy * dy) : 0
      return Math.max(0, Math.min(width, Math.round((centre.x + from * half) / by)))
    }
    const [left, right] = [across(-1, radius + glow), across(1, radius + glow)]
    const [begin, end] = [across(-1, radius - glow), across(1, radius - glow)]
    into.set(other.subarray(row + begin, row + end), row + begin)
    for (let x = left; x < right; x++) {
      if (x === begin) x = end
      if (x >= right) break
      const i = row + x
      const dx = (x + 0.5) * by - centre.x
      const ahead = Math.sqrt(dx * dx + dy * dy) - radius
      if (ahead > glow) continue
      const share = ahead <= -edge ? 1 : ahead >= edge ? 0 : (edge - ahead) / (2 * edge)
      const mixed = (into[i] as number) * (1 - share) + (other[i] as number) * share
      const near = Math.max(0, 1 - Math.abs(ahead) / glow)
      into[i] = mixed + ((bright - mixed) * light * near * near) / 255
    }
  }
}
