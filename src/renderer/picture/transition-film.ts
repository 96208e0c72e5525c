import { progressOf, smoothstep } from '../ease.ts'
import type { Film } from '../film.ts'
import { copyFrame, type Frame, newFrame } from '../frame/frame.ts'
import type { Pose } from './camera-path.ts'
import { drawView, focusOf, type View } from './picture-view.ts'

/** How one picture gives way to an unlike one. */
export interface Crossing {
  /** When both are seen, as shares of the clip; the same twice = never. */
  begin: number
  end: number
  /** How close the camera is to either picture where they meet. */
  closer: number
  /** Puts `other` over `into` as far as it has come: `passed` is from 0 to 1, neither included. */
  cross: (into: Frame, other: Frame, passed: number) => void
}

/**
 * From one picture to an unlike one: the camera dives into what stands out in the first, and comes to rest from what
 * stands out in the last. Each place shows one of them, never both. Frame 0 and the last frame are the pictures, byte
 * for byte.
 */
export function transitionFilm(first: View, last: View, crossing: Crossing, frames: number): Film {
  const { width, height } = first.picture.frame
  const other = newFrame(width, height)
  const { begin, end, cross } = crossing
  return {
    frames,
    draw(index, into) {
      const progress = progressOf(index, frames)
      const passed = progress < begin ? 0 : progress >= end ? 1 : smoothstep((progress - begin) / (end - begin))
      // Gathers speed until the pictures meet and loses it behind: the movement is quickest where they change.
      const dive = Math.min(1, progress / end) ** 2.4
      const rest = 1 - (1 - Math.max(0, progress - begin) / (1 - begin)) ** 2.4
      if (passed < 1) drawClose(first, crossing, dive, into)
      if (passed > 0) drawClose(last, crossing, 1 - rest, passed < 1 ? other : into)
      if (passed > 0 && passed < 1) cross(into, other, passed)
    },
  }
}

function drawClose(view: View, { closer }: Crossing, way: number, into: Frame): void {
  copyFrame(view.picture.frame, into)
  if (way <= 0) return
  const focus = focusOf(view)
  const zoom = closer ** way
  const share = (1 - 1 / zoom) / (1 - 1 / closer)
  const pose: Pose = {
    x: 0.5 + (focus.x - 0.5) * share,
    y: 0.5 + (focus.y - 0.5) * share,
    reachX: 0,
    reachY: 0,
    zoom,
    turn: 0,
    push: 0.1 * way,
    slideX: 0,
    slideY: 0,
  }
  drawView(view, () => pose, way, into)
}
