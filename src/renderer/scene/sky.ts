import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { cbOf, crOf, lumaOf, mix, type Rgb, scaled } from '../frame/colour.ts'
import { ditherAt } from '../frame/dither.ts'
import { type Layer, OPAQUE, sharedLayer } from '../frame/layer.ts'
import { addressOf, kernels, scratch, shareWork } from '../kernels/memory.ts'
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
  const wide = cw + 1
  const luma = new Float32Array(wide * (band.to - band.from + 1))
  const shade = skyShader(stage)
  const clouds = cloudRows(stage, wide)
  for (let y = band.from; y <= band.to; y++) {
    const up = Math.max(0, (stage.horizon - y * 2) / stage.horizon)
    const { density, towardsSun } = clouds(up)
    for (let x = 0; x <= cw; x++) {
      const cloud = { density: density[x] as number, towardsSun: towardsSun[x] as number }
      const [r, g, b] = shade(x * 2, y * 2, cloud)
      luma[(y - band.from) * wide + x] = lumaOf(r, g, b)
      // The last row and column are only there for the luma between them and their neighbours.
      if (x === cw || y === band.to) continue
      const d = ditherAt(x, y)
      layer.u[y * cw + x] = cbOf(r, g, b) + d
      layer.v[y * cw + x] = crOf(r, g, b) + d
    }
  }
  for (let y = band.from; y < band.to; y++) {
    for (let x = 0; x < cw; x++) {
      const at = (y - band.from) * wide + x
      const here = luma[at] as number
      const right = luma[at + 1] as number
      const below = luma[at + wide] as number
      const both = luma[at + wide + 1] as number
      const to = y * 2 * layer.width + x * 2
      layer.y[to] = here + ditherAt(x * 2, y * 2)
      layer.y[to + 1] = (here + right) / 2 + ditherAt(x * 2 + 1, y * 2)
      layer.y[to + layer.width] = (here + below) / 2 + ditherAt(x * 2, y * 2 + 1)
      layer.y[to + layer.width + 1] = (here + right + below + both) / 4 + ditherAt(x * 2 + 1, y * 2 + 1)
    }
  }
  kernels().fillBytes(addressOf(layer.a) + band.from * 2 * layer.width, (band.to - band.from) * 2 * layer.width, 255)
  kernels().fillBytes(addressOf(layer.ca) + band.from * cw, (band.to - band.from) * cw, 255)
  layer.lumaRows.fill(OPAQUE, band.from * 2, band.to * 2)
  layer.chromaRows.fill(OPAQUE, band.from, band.to)
}

/** How much cloud there is at a place, and beside it towards the sun: both about 0..1. */
interface Cloud {
  density: number
  towardsSun: number
}

/** The clouds of every second pixel of a row that is `up` (0..1) of the way from the horizon, until the next call. */
function cloudRows(stage: Stage, count: number): (up: number) => { density: Float32Array; towardsSun: Float32Array } {
  const seed = Math.floor(randomFor(stage, 'clouds')() * 1e6)
  const room = Math.ceil(count / 4) * 4
  const { buffer, byteOffset } = scratch(room * 8)
  const [density, towardsSun] = [
    new Float32Array(buffer, byteOffset, room),
    new Float32Array(buffer, byteOffset + room * 4, room),
  ]
  return (up) => {
    // On a flat ceiling: long and thin towards the horizon.
    const depth = 1 / (up + 0.16)
    const step = (depth * 0.62) / (460 * stage.unit)
    const [x, y] = [(-stage.width / 2) * step, depth * 1.9]
    kernels().cloudRow(density.byteOffset, x, step * 2, y, seed, 5, room)
    kernels().cloudRow(towardsSun.byteOffset, x + 0.12, step * 2, y - 0.1, seed, 3, room)
    return { density, towardsSun }
  }
}

/** The colour of the sky at a pixel of the first frame. */
function skyShader(stage: Stage): (x: number, y: number, cloud: Cloud) => Rgb {
  const { light, horizon, unit } = stage
  const scale = 1 / (620 * unit)
  const isMoon = stage.brief.dayTime === 'night' && !['space', 'moon', 'mars'].includes(stage.brief.place)
  return (x, y, cloud) => {
    const up = Math.max(0, (horizon - y) / horizon)
    const base = up < 0.42 ? mix(light.horizon, light.middle, ramp(0, 0.42, up)) : mixAbove(light, up)
    const dx = (x - stage.sunX) * scale
    const dy = (y - stage.sunY) * scale
    const distance = Math.sqrt(dx * dx + dy * dy)
    const glow = light.sun.strength * (0.62 * Math.exp(-distance * 3.2) + 0.38 * Math.exp(-distance * 11))
    const bloom = 0.8 * light.sun.strength * Math.exp(-Math.max(0, distance - light.sun.radius) * 26)
    const open = mix(mix(base, light.sun.glow, Math.min(1, glow)), light.sun.disc, bloom)
    const covered = withClouds(stage, open, { cloud, up, near: Math.exp(-distance * 2.2) })
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

/** Clouds over the open sky, lit where they are near the sun. */
function withClouds(stage: Stage, open: Rgb, { cloud, up, near }: { cloud: Cloud; up: number; near: number }): Rgb {
  const { light } = stage
  const { density, towardsSun } = cloud
  const low = 0.72 - 0.5 * light.cover
  const thick = ramp(low, low + 0.3, density) * ramp(0.015, 0.16, up)
  if (thick <= 0) return open
  const shine = Math.max(0, Math.min(1, 0.5 + 2.6 * (density - towardsSun) + 0.6 * near))
  const colour = mix(mix(light.cloudShade, light.cloudLit, shine), light.sun.glow, near * 0.45 * light.sun.strength)
  return mix(open, colour, thick * (0.55 + 0.4 * light.cover))
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
