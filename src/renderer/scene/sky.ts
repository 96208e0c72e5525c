import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { cbOf, crOf, lumaOf, mix, type Rgb, scaled } from '../frame/colour.ts'
import { ditherAt } from '../frame/dither.ts'
import { type Layer, OPAQUE, sharedLayer } from '../frame/layer.ts'
import { shareWork } from '../kernels/memory.ts'
import { clouded } from './noise-field.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

/** How much wider than the picture the sky is: room to drift. */
const SPARE = 1.12
const PARALLAX = 0.03

/** The sky down to a little below the horizon, so that no line shows between it and what stands on the ground. */
export function skyPainter(stage: Stage): Painter {
  const bottom = Math.min(stage.height, Math.ceil(stage.horizon) + 8)
  const layer = sharedLayer(stage.width * SPARE, bottom)
  const stars = scatterStars(stage, layer)
  for (let row = 0; row < layer.height / 2; row += BAND_ROWS) {
    const band = { from: row, to: Math.min(layer.height / 2, row + BAND_ROWS) }
    shareWork(() => {
      fillSky(stage, layer, band)
      for (const star of stars) drawStar(layer, star, band)
    })
  }
  const room = layer.width - stage.width - 2
  return (frame, { travel, progress }) => {
    const drift = travel * PARALLAX + progress * stage.unit * 14
    blendLayer(frame, layer, -Math.min(room, drift), 0)
  }
}

/** Rows at half size that are computed in one piece. */
const BAND_ROWS = 24

interface Band {
  from: number
  to: number
}

/** Computes the colours at half size and writes them out at full size through the dither. */
function fillSky(stage: Stage, layer: Layer, band: Band): void {
  const cw = layer.width / 2
  const field = new Float32Array((cw + 1) * (band.to - band.from + 1) * 3)
  const shade = skyShader(stage)
  for (let y = band.from; y <= band.to; y++) {
    for (let x = 0; x <= cw; x++) field.set(shade(x * 2, y * 2), ((y - band.from) * (cw + 1) + x) * 3)
  }
  const at = (x: number, y: number, part: number): number =>
    field[((y - band.from) * (cw + 1) + x) * 3 + part] as number
  for (let y = band.from; y < band.to; y++) {
    for (let x = 0; x < cw; x++) {
      const r = at(x, y, 0)
      const g = at(x, y, 1)
      const b = at(x, y, 2)
      const d = ditherAt(x, y)
      layer.u[y * cw + x] = cbOf(r, g, b) + d
      layer.v[y * cw + x] = crOf(r, g, b) + d
      layer.ca[y * cw + x] = 255
      for (let k = 0; k < 4; k++) {
        const sx = k & 1
        const sy = k >> 1
        const between = (part: number): number =>
          (at(x, y, part) + at(x + sx, y, part) + at(x, y + sy, part) + at(x + sx, y + sy, part)) / 4
        const luma = lumaOf(between(0), between(1), between(2))
        const i = (y * 2 + sy) * layer.width + x * 2 + sx
        layer.y[i] = luma + ditherAt(x * 2 + sx, y * 2 + sy)
        layer.a[i] = 255
      }
    }
  }
  layer.lumaRows.fill(OPAQUE, band.from * 2, band.to * 2)
  layer.chromaRows.fill(OPAQUE, band.from, band.to)
}

/** The colour of the sky at a pixel of the first frame. */
function skyShader(stage: Stage): (x: number, y: number) => Rgb {
  const { light, horizon, unit } = stage
  const cloudSeed = Math.floor(randomFor(stage, 'clouds')() * 1e6)
  const scale = 1 / (620 * unit)
  const isMoon = stage.brief.dayTime === 'night' && stage.brief.place !== 'space'
  return (x, y) => {
    const up = Math.max(0, (horizon - y) / horizon)
    const base = up < 0.42 ? mix(light.horizon, light.middle, ramp(0, 0.42, up)) : mixAbove(light, up)
    const dx = (x - stage.sunX) * scale
    const dy = (y - stage.sunY) * scale
    const distance = Math.hypot(dx, dy)
    const glow = light.sun.strength * (0.62 * Math.exp(-distance * 3.2) + 0.38 * Math.exp(-distance * 11))
    const bloom = 0.8 * light.sun.strength * Math.exp(-Math.max(0, distance - light.sun.radius) * 26)
    const open = mix(mix(base, light.sun.glow, Math.min(1, glow)), light.sun.disc, bloom)
    const covered = withClouds(stage, open, { x, up, near: Math.exp(-distance * 2.2), seed: cloudSeed })
    const edge = (light.sun.radius - distance) / 0.005
    if (edge <= -1) return covered
    return mix(covered, isMoon ? moonAt(light, dx, dy) : light.sun.disc, ramp(-1, 1, edge) * 0.97)
  }
}

/** The moon's face: dark seas, a shaded limb. `dx`, `dy` from its middle, in the shader's units. */
function moonAt({ sun }: Stage['light'], dx: number, dy: number): Rgb {
  const [x, y] = [dx / sun.radius, dy / sun.radius]
  const seas = ramp(0.46, 0.68, clouded(x * 1.7 + 4, y * 1.7 + 9, 77, 4))
  const limb = 1 - 0.25 * ramp(0.5, 1, Math.hypot(x + 0.25, y + 0.15))
  return scaled(mix(sun.disc, [176, 184, 208], seas * 0.7), limb)
}

function mixAbove(light: Stage['light'], up: number): Rgb {
  return mix(light.middle, light.zenith, ramp(0.36, 1, up))
}

/** Clouds on a flat ceiling: long and thin towards the horizon, lit where they are near the sun. */
function withClouds(
  stage: Stage,
  open: Rgb,
  { x, up, near, seed }: { x: number; up: number; near: number; seed: number },
): Rgb {
  const { light, unit, width } = stage
  const depth = 1 / (up + 0.16)
  const px = ((x - width / 2) / (460 * unit)) * depth * 0.62
  const py = depth * 1.9
  const low = 0.72 - 0.5 * light.cover
  const density = clouded(px, py, seed, 5)
  const thick = ramp(low, low + 0.3, density) * ramp(0.015, 0.16, up)
  if (thick <= 0) return open
  const towardsSun = clouded(px + 0.12, py - 0.1, seed, 3)
  const shine = Math.max(0, Math.min(1, 0.5 + 2.6 * (density - towardsSun) + 0.6 * near))
  const cloud = mix(mix(light.cloudShade, light.cloudLit, shine), light.sun.glow, near * 0.45 * light.sun.strength)
  return mix(open, cloud, thick * (0.55 + 0.4 * light.cover))
}

/** A star's left top corner in pixels, and what it adds to the luma. */
interface Star {
  x: number
  y: number
  size: number
  brightness: number
}

/** Stars, most of them faint, thicker along a band across the sky. */
function scatterStars(stage: Stage, layer: Layer): Star[] {
  const random = randomFor(stage, 'stars')
  const count = Math.round(stage.light.stars * 0.0022 * layer.width * layer.height * Math.min(1, 1 / stage.unit ** 2))
  const size = Math.max(1, Math.round(stage.unit * 1.1))
  const slope = 0.5 * (random() - 0.5)
  return Array.from({ length: count }, () => {
    const x = Math.floor(random() * (layer.width - size))
    const along = stage.horizon * (0.38 + slope * (x / layer.width - 0.5))
    const spread = (random() + random() + random() - 1.5) * stage.horizon * 0.34
    const at = random() < 0.5 ? along + spread : random() * stage.horizon
    const y = Math.floor(Math.max(0, Math.min(stage.horizon * 0.94 - size, at)))
    return { x, y, size, brightness: 22 + 190 * Math.pow(random(), 6) }
  })
}

function drawStar(layer: Layer, { x, y, size, brightness }: Star, band: Band): void {
  for (let row = Math.max(y, band.from * 2); row < Math.min(y + size, band.to * 2); row++) {
    for (let i = row * layer.width + x; i < row * layer.width + x + size; i++) {
      layer.y[i] = Math.min(235, (layer.y[i] as number) + brightness)
    }
  }
}
