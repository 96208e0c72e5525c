import { createCanvas } from '@napi-rs/canvas'
import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { mix, type Rgb } from '../frame/colour.ts'
import { paintRepeating } from '../frame/layer.ts'
import { between } from '../random.ts'
import { clouded } from './noise-field.ts'
import { periodOf } from './plate.ts'
import { type Painter, randomFor, type Stage, sunwards } from './stage.ts'

interface Cloud {
  x: number
  y: number
  wide: number
  high: number
  seed: number
}

/** Heaped clouds with flat feet that drift over the sky: smaller and hazier towards the horizon. */
export function cumulusPainters(stage: Stage): Painter[] {
  const { brief, unit, horizon } = stage
  const calm = brief.weather === 'clear' || brief.weather === 'wind' || brief.weather === 'haze'
  if (!calm || brief.dayTime === 'night' || brief.neon || brief.without.includes('clouds')) return []
  const random = randomFor(stage, 'cumulus')
  const period = periodOf(stage, 1.5)
  const count = Math.round((period / (270 * unit)) * between(random, 0.7, 1.3))
  const clouds = Array.from({ length: count }, (_, n): Cloud => {
    const up = between(random, 0.2, 0.86) ** 1.2
    const wide = (70 + 230 * up) * between(random, 0.6, 1.3) * unit
    const x = ((n + random() * 0.7) / count) * period
    return { x, y: horizon * (0.92 - 0.8 * up), wide, high: wide * between(random, 0.34, 0.5), seed: n * 31 + 7 }
  }).sort((a, b) => b.y - a.y)
  const bottom = Math.ceil((horizon * 0.97) / 2) * 2
  const layer = paintRepeating(period, bottom, (context) => {
    for (const cloud of clouds) {
      const picture = drawCloud(stage, cloud)
      for (const shift of [-period, 0, period]) {
        context.drawImage(
          picture,
          cloud.x + shift - cloud.wide,
          cloud.y - cloud.high * 1.3,
          cloud.wide * 2,
          cloud.high * 1.7,
        )
      }
    }
  })
  const speed = (brief.weather === 'wind' ? 34 : 9) * unit
  return [(frame, { seconds, travel }) => blendLayer(frame, layer, -travel * 0.035 - seconds * speed, 0)]
}

/** One cloud, computed at half size: billows in an oval with a flat foot. */
function drawCloud(stage: Stage, cloud: Cloud) {
  const { light, unit, horizon } = stage
  const sun = sunwards(stage)
  const step = 2 * Math.max(1, unit)
  const columns = Math.ceil((cloud.wide * 2) / step)
  const rows = Math.ceil((cloud.high * 1.7) / step)
  const canvas = createCanvas(columns, rows)
  const context = canvas.getContext('2d')
  const image = context.createImageData(columns, rows)
  const far = 0.75 * ramp(0.45, 1, cloud.y / horizon)
  const scale = 1.9 / cloud.high
  const billow = (x: number, y: number): number => clouded(x * scale, y * scale * 1.15, cloud.seed, 4)
  for (let i = 0; i < columns * rows; i++) {
    const x = (i % columns) * step
    const y = Math.floor(i / columns) * step
    const a = x / cloud.wide - 1
    const b = (y - cloud.high * 1.3) / cloud.high
    const oval = 1 - a * a * 1.15 - (b < 0 ? b * b : (b * 3.6) ** 2)
    if (oval < -0.6) continue
    const lump = billow(x, y)
    const density = oval + (lump - 0.5) * 1.7
    const thick = ramp(0.1, 0.7, density)
    if (thick <= 0) continue
    const towards = billow(x + sun[0] * cloud.high * 0.16, y + sun[1] * cloud.high * 0.16)
    const shine = Math.max(0, Math.min(1, 0.42 - 0.34 * b + 2.4 * (lump - towards) + 0.3 * (1 - thick)))
    const colour: Rgb = mix(mix(light.cloudShade, light.cloudLit, shine), light.haze, far)
    image.data[i * 4] = colour[0]
    image.data[i * 4 + 1] = colour[1]
    image.data[i * 4 + 2] = colour[2]
    image.data[i * 4 + 3] = 255 * thick * (0.94 - 0.3 * far)
  }
  context.putImageData(image, 0, 0)
  return canvas
}
