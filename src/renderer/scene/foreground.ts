import { ramp } from '../ease.ts'
import { mix, type Rgb, scaled } from '../frame/colour.ts'
import { between } from '../random.ts'
import { noise } from './noise-field.ts'
import type { Plant } from './plants.ts'
import { makeSprites, setDown } from './planting.ts'
import { periodOf, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'
import type { SKRSContext2D } from '@napi-rs/canvas'

/** What grows or lies between the viewer and the subject. */
interface Foreground {
  draw: (context: SKRSContext2D, plant: Plant) => void
  colour: Rgb
  /** In design units. */
  height: number
  /** How close together, 0..1. */
  cover: number
}

/**
 * Out-of-focus growth that passes in front, quicker than anything behind: in clusters, low enough to leave feet free.
 * Darker than what is lit behind it, as what is near and in the shade of the picture's edge.
 */
export function foregroundPainter(stage: Stage, { draw, colour, height, cover }: Foreground): Painter {
  const { unit } = stage
  const period = periodOf(stage, 2.4)
  const tall = height * unit
  const bottom = stage.height + tall * 0.3
  return platePainter({
    period,
    top: stage.height - tall * 0.9,
    bottom: stage.height,
    parallax: 1.75,
    paint(context) {
      const random = randomFor(stage, 'foreground')
      const seed = Math.floor(random() * 1e6)
      const dim = scaled(mix(colour, stage.light.ambient, 0.2), 0.62)
      const kind = {
        name: 'foreground',
        draw,
        colours: [dim, scaled(dim, 0.84)],
        height: tall,
        far: 0,
        variants: 5,
        blur: 2.2 * unit,
      }
      const sprites = makeSprites(stage, kind)
      const count = Math.round((period / tall) * 7)
      for (let n = 0; n < count; n++) {
        const x = ((n + random()) / count) * period
        const dense = ramp(1 - cover - 0.18, 1 - cover + 0.12, noise((x / period) * 9, 0.5, seed, 9))
        if (dense < 0.08) continue
        const size = tall * dense * between(random, 0.7, 1)
        setDown(context, sprites, Math.floor(random() * 5), { x, y: bottom, height: size, period })
      }
    },
  })
}
