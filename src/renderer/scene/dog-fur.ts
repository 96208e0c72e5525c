import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, type Rgb } from '../frame/colour.ts'
import { seededRandom } from '../random.ts'
import type { Point } from './shapes.ts'

/** The colours of the hair, and the kind of animal that wears it. */
export interface Coat {
  pointed: boolean
  base: Rgb
  light: Rgb
  dark: Rgb
}

/** Short strokes in the direction in which the hair lies. */
export function drawFur(
  context: SKRSContext2D,
  coat: Coat,
  area: { from: Point; to: Point; count: number; angle: (y: number) => number; seed: number },
): void {
  const random = seededRandom(area.seed, 'fur')
  context.lineCap = 'round'
  const [light, dark] = [css(coat.light, 0.3), css(coat.dark, 0.34)]
  for (let i = 0; i < area.count; i++) {
    const x = area.from[0] + (area.to[0] - area.from[0]) * random()
    const y = area.from[1] + (area.to[1] - area.from[1]) * random()
    const angle = area.angle(y) + (random() - 0.5) * 0.5
    const length = 9 + 11 * random()
    context.strokeStyle = random() < 0.55 ? light : dark
    context.lineWidth = 1.2 + random() * 1.3
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + Math.cos(angle) * length, y + Math.abs(Math.sin(angle)) * length)
    context.stroke()
  }
}

/** Tufts hanging from a line. */
export function drawFringe(
  context: SKRSContext2D,
  coat: Coat,
  line: { points: readonly Point[]; length: number; lean: number },
): void {
  const random = seededRandom(11, 'fringe')
  for (let i = 0; i + 1 < line.points.length; i++) {
    const [a, b] = [line.points[i] ?? [0, 0], line.points[i + 1] ?? [0, 0]]
    for (let k = 0; k < 7; k++) {
      const x = a[0] + ((b[0] - a[0]) * k) / 7
      const y = a[1] + ((b[1] - a[1]) * k) / 7 - 5
      const length = line.length * (0.6 + 0.7 * random())
      context.fillStyle = css(random() < 0.6 ? coat.light : coat.base)
      context.beginPath()
      context.moveTo(x - 6, y)
      context.quadraticCurveTo(x + line.lean * length * 0.4, y + length * 0.7, x + line.lean * length, y + length)
      context.quadraticCurveTo(x + 4, y + length * 0.5, x + 7, y)
      context.fill()
    }
  }
}
