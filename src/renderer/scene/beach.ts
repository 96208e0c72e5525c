import { blendLayer } from '../frame/blend.ts'
import { css, mix } from '../frame/colour.ts'
import { between } from '../random.ts'
import { type GroundShape, groundPainters, groundShape, type Ground } from './ground.ts'
import { lit } from './light.ts'
import { drawPalm } from './plants.ts'
import { makeSprites, setDown } from './planting.ts'
import { acrossSeam, drawPlate, platePainter } from './plate.ts'
import { type Painter, parallaxAt, randomFor, type Stage } from './stage.ts'

/** Sand with a wet margin, and foam that runs up and draws back along it. */
export function beachPainters(stage: Stage): Painter[] {
  const ground = sandOf(stage)
  return [...groundPainters(stage, ground), foamPainter(stage, groundShape(stage, ground))]
}

function sandOf(stage: Stage): Ground {
  return {
    edge: stage.edge,
    wave: 13,
    colour: [226, 190, 142],
    specks: {
      density: 16,
      contrast: 0.34,
      flat: 4,
    },
    dress: (context, shape) => drawWetMargin(context, stage, shape),
  }
}

/** A few palms on the sand, between the water and the viewer. */
export function palmPainters(stage: Stage): Painter[] {
  if (stage.brief.without.includes('trees') || stage.brief.weather === 'snow') return []
  const { period, top } = groundShape(stage, sandOf(stage))
  const { unit } = stage
  const height = 430 * unit
  const random = randomFor(stage, 'palms')
  const kind = { name: 'palm', draw: drawPalm, colours: [[92, 142, 66]] as const, height, far: 0.06, variants: 3 }
  const footY = stage.horizon + (stage.height - stage.horizon) * 0.52
  return [
    platePainter({
      period,
      top: Math.max(0, footY - height * 1.1),
      bottom: footY + 10 * unit,
      parallax: parallaxAt(stage, footY),
      paint(context) {
        const sprites = makeSprites(stage, kind)
        const first = random() * 0.2
        for (const [n, share] of [0.06, 0.17, 0.62].entries()) {
          const x = (share + first) * period
          const size = height * between(random, 0.72, 1)
          setDown(context, sprites, n, { x, y: Math.max(footY - n * 9 * unit, top(x)), height: size, period })
        }
      },
    }),
  ]
}

function drawWetMargin(
  context: Parameters<NonNullable<Ground['dress']>>[0],
  stage: Stage,
  { period, top }: GroundShape,
): void {
  const { unit, light } = stage
  const wet = mix(lit(light, [150, 120, 96]), light.horizon, 0.3)
  const step = 6
  for (let x = 0; x < period; x += step) {
    const y = top(x)
    const fade = context.createLinearGradient(0, y, 0, y + 34 * unit)
    fade.addColorStop(0, css(wet, 0.95))
    fade.addColorStop(0.5, css(wet, 0.6))
    fade.addColorStop(1, css(wet, 0))
    context.fillStyle = fade
    context.fillRect(x, y, step, 34 * unit)
  }
}

function foamPainter(stage: Stage, { period, top, parallax }: GroundShape): Painter {
  const { unit, light } = stage
  const random = randomFor(stage, 'foam')
  const white = mix(light.sun.disc, lit(light, [255, 255, 255]), 0.55)
  const heights = Array.from({ length: 64 }, (_, i) => top((i / 64) * period))
  const upper = Math.min(...heights) - 16 * unit
  const lower = Math.max(...heights) + 22 * unit
  const layer = drawPlate({
    period,
    top: upper,
    bottom: lower,
    parallax: 1,
    paint(context) {
      for (let x = 0; x < period; x += 3.5 * unit) {
        for (const [offset, alpha, size] of [
          [0, 0.62, 3.2],
          [-9, 0.26, 2.2],
        ] as const) {
          const y = top(x) + (offset + between(random, -2.4, 2.4)) * unit
          const wide = between(random, 2.5, 7) * unit
          acrossSeam(
            context,
            {
              x,
              reach: wide,
              period,
            },
            (c) => {
              c.fillStyle = css(white, alpha * between(random, 0.4, 1))
              c.beginPath()
              c.ellipse(0, y, wide, between(random, 0.5, 1) * size * unit * 0.55, 0, 0, 7)
              c.fill()
            },
          )
        }
      }
    },
  })
  return (frame, { travel, seconds }) => {
    const run = 5.5 * unit * Math.sin((Math.PI * 2 * seconds) / 4.6) + 4 * unit
    blendLayer(frame, layer, -travel * parallax, Math.floor(upper) + run)
  }
}
