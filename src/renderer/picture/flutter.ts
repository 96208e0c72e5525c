import { blendLayer } from '../frame/blend.ts'
import { css, type Rgb, scaled } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { type Painter, randomFor, type Stage } from '../scene/stage.ts'

/** Flat things that turn over as they fall. */
interface Flutter {
  name: string
  count: number
  /** Length in design units, small to large. */
  sizes: readonly number[]
  colours: readonly Rgb[]
  /** Width as a share of the length. */
  slim: number
}

export const FLUTTERS = {
  petals: {
    name: 'petals',
    count: 54,
    sizes: [11, 16, 24],
    colours: [
      [255, 196, 212],
      [255, 224, 232],
    ],
    slim: 0.62,
  },
  leaves: {
    name: 'leaves',
    count: 34,
    sizes: [18, 26, 38],
    colours: [
      [206, 106, 34],
      [190, 58, 30],
      [226, 164, 56],
    ],
    slim: 0.5,
  },
} as const satisfies Record<string, Flutter>

/** Drawn phases of one turn. */
const PHASES = 16

export function flutterPainter(stage: Stage, flutter: Flutter): Painter {
  const random = randomFor(stage, flutter.name)
  const turns = flutter.sizes.flatMap((size) =>
    flutter.colours.map((colour) => drawTurn(size * stage.unit, colour, flutter.slim)),
  )
  const items = Array.from({ length: flutter.count }, () => {
    const kind = Math.floor(random() ** 1.5 * turns.length)
    return {
      turn: turns[kind] ?? [],
      near: 0.55 + (0.5 * Math.floor(kind / flutter.colours.length)) / flutter.sizes.length,
      x: random(),
      y: random(),
      phase: random() * PHASES,
      speed: between(random, 5, 11) * (random() < 0.5 ? -1 : 1),
      sway: between(random, 0.7, 1.4),
    }
  })
  return (frame, { seconds }) => {
    for (const { turn, near, x, y, phase, speed, sway } of items) {
      const layer = turn[Math.floor(wrap((phase + speed * seconds) / PHASES) * PHASES)]
      if (!layer) continue
      const side = 34 * stage.unit * Math.sin(seconds * 1.6 * sway + phase)
      const left = wrap(x + 0.05 * near * seconds) * (stage.width + layer.width) - layer.width + side
      const top = wrap(y + 0.13 * near * seconds) * (stage.height + layer.height) - layer.height
      blendLayer(frame, layer, left, top + 0.25 * side)
    }
  }
}

/** The same thing in each phase of a turn: it leans round, and shows its edge twice. */
function drawTurn(length: number, colour: Rgb, slim: number): Layer[] {
  const size = Math.max(6, Math.ceil(length * 1.3))
  return Array.from({ length: PHASES }, (_, phase) => {
    const angle = (phase / PHASES) * 2 * Math.PI
    const open = 0.25 + 0.75 * Math.abs(Math.cos(angle))
    return paintLayer(size, size, (context) => {
      context.translate(size / 2, size / 2)
      context.rotate(angle)
      context.scale(open * slim, 1)
      context.fillStyle = css(scaled(colour, 0.72 + 0.28 * open), 0.92)
      context.beginPath()
      context.moveTo(0, -length / 2)
      context.bezierCurveTo(length * 0.7, -length * 0.2, length * 0.45, length * 0.4, 0, length / 2)
      context.bezierCurveTo(-length * 0.45, length * 0.4, -length * 0.7, -length * 0.2, 0, -length / 2)
      context.fill()
    })
  })
}

function wrap(value: number): number {
  return value - Math.floor(value)
}
