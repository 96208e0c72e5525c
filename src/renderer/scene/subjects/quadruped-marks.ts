import type { Point } from '../shapes.ts'
import { type Clay, flat } from './clay.ts'
import type { Species } from './builds.ts'

interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

/** A number 0..1 for the n-th mark: the same in every phase, or the coat would boil. */
function scattered(n: number): number {
  const x = Math.sin(n * 127.1 + 11.7) * 43758.5453
  return x - Math.floor(x)
}

/** The pattern of a coat, over an area that the caller has clipped. */
export function drawMarks(clay: Clay, { marks, mark }: Species, area: Area): void {
  if (!marks || !mark) return
  const { context } = clay
  const [w, h] = [area.right - area.left, area.bottom - area.top]
  const spot = (n: number): Point => [area.left + scattered(n) * w, area.top + scattered(n + 0.37) * h]
  context.fillStyle = flat(clay, mark)
  context.strokeStyle = flat(clay, mark)
  context.lineCap = 'round'
  switch (marks) {
    case 'stripes':
    case 'tabby':
      for (let n = 0; n < 11; n++) {
        const x = area.left + ((n + 0.5) / 11) * w
        context.lineWidth = (marks === 'tabby' ? 6 : 8) + 3 * scattered(n)
        context.globalAlpha = marks === 'tabby' ? 0.6 : 0.9
        context.beginPath()
        context.moveTo(x + 5, area.top)
        context.quadraticCurveTo(
          x - 9 + 8 * scattered(n),
          area.top + h * 0.4,
          x + 3,
          area.top + h * (0.52 + 0.3 * scattered(n + 9)),
        )
        context.stroke()
      }
      break
    case 'band':
      context.fillRect(area.right - w * 0.36, area.top, w * 0.26, h)
      break
    case 'patches':
    case 'rosettes':
    case 'dapple': {
      const [count, size] = marks === 'patches' ? [7, 24] : marks === 'rosettes' ? [34, 9] : [26, 3.4]
      context.globalAlpha = marks === 'dapple' ? 0.6 : 0.92
      for (let n = 0; n < count; n++) {
        const [x, y] = spot(n)
        context.beginPath()
        context.ellipse(x, y, size * (0.7 + scattered(n + 3) * 0.7), size * (0.6 + scattered(n + 5) * 0.5), n, 0, 7)
        context.fill()
      }
    }
  }
  context.globalAlpha = 1
}
