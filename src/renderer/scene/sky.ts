import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { mix, type Rgb, scaled } from '../frame/colour.ts'
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
  const rows = band.to - band.from
  const room = roomFor(cw + 1, rows + 1)
  const luma = addressOf(room.luma)
  const row = skyRows(stage, room)
  const [u, v] = [addressOf(layer.u), addressOf(layer.v)]
  // The last row and column are only there for the luma between them and their neighbours.
  for (let y = band.from; y <= band.to; y++) {
    const to = luma + (y - band.from) * (cw + 1) * 4
    row(y, { luma: to, u: u + y * cw, v: v + y * cw, chroma: y === band.to ? 0 : cw })
  }
  kernels().skyLuma(luma, addressOf(layer.y) + band.from * 2 * layer.width, cw, rows, band.from)
  kernels().fillBytes(addressOf(layer.a) + band.from * 2 * layer.width, rows * 2 * layer.width, 255)
  kernels().fillBytes(addressOf(layer.ca) + band.from * cw, rows * cw, 255)
  layer.lumaRows.fill(OPAQUE, band.from * 2, band.to * 2)
  layer.chromaRows.fill(OPAQUE, band.from, band.to)
}

/** How many numbers the kernel is told of a row. */
const NUMBERS = 24

/** What the kernel reads and writes, until the thread's next `scratch`. */
interface Room {
  /** Pixels of a row. */
  count: number
  numbers: Float64Array
  /** Red, green and blue of each pixel of a row that the sun or the moon may cover. */
  faces: Float64Array
  /** Of each pixel of a row: how much cloud there is, and beside it towards the sun; both about 0..1. */
  density: Float32Array
  towardsSun: Float32Array
  luma: Float32Array
}

function roomFor(count: number, rows: number): Room {
  const four = Math.ceil(count / 4) * 4
  const { buffer, byteOffset } = scratch((NUMBERS + count * 3) * 8 + (four * 2 + count * rows) * 4)
  let at = byteOffset
  const doubles = (length: number): Float64Array => new Float64Array(buffer, (at += length * 8) - length * 8, length)
  const floats = (length: number): Float32Array => new Float32Array(buffer, (at += length * 4) - length * 4, length)
  const [numbers, faces] = [doubles(NUMBERS), doubles(count * 3)]
  return { count, numbers, faces, density: floats(four), towardsSun: floats(four), luma: floats(count * rows) }
}

/** Where a row goes: addresses. */
interface Target {
  luma: number
  u: number
  v: number
  /** How many of its pixels have differences. */
  chroma: number
}

/** Computes rows of the sky of the first frame, each of every second pixel. */
function skyRows(stage: Stage, room: Room): (y: number, to: Target) => void {
  const { light, horizon, unit } = stage
  const { numbers, density, towardsSun, faces, count } = room
  const scale = 1 / (620 * unit)
  const low = 0.72 - 0.5 * light.cover
  const isMoon = stage.brief.dayTime === 'night' && !['space', 'moon', 'mars'].includes(stage.brief.place)
  const clouds = cloudRows(stage, room)
  const { sun, cloudShade, cloudLit, cover } = light
  for (let x = 0; x < count; x++) faces.set(sun.disc, x * 3)
  return (y, to) => {
    const up = Math.max(0, (horizon - y * 2) / horizon)
    const base = up < 0.42 ? mix(light.horizon, light.middle, ramp(0, 0.42, up)) : mixAbove(light, up)
    const dy = (y * 2 - stage.sunY) * scale
    clouds(up)
    if (isMoon) fillMoon(stage, faces, { count, scale, dy })
    const about = [stage.sunX, scale, dy, sun.strength, sun.radius, low, low + 0.3, ramp(0.015, 0.16, up)]
    numbers.set([...base, ...about, 0.55 + 0.4 * cover, ...sun.glow, ...sun.disc, ...cloudShade, ...cloudLit])
    const cloud = [addressOf(density), addressOf(towardsSun)] as const
    kernels().skyRow(to.luma, to.u, to.v, count, to.chroma, y, ...cloud, addressOf(faces), addressOf(numbers))
  }
}

/** Finds the clouds of a row that is `up` (0..1) of the way from the horizon. */
function cloudRows(stage: Stage, { density, towardsSun }: Room): (up: number) => void {
  const seed = Math.floor(randomFor(stage, 'clouds')() * 1e6)
  return (up) => {
    // On a flat ceiling: long and thin towards the horizon.
    const depth = 1 / (up + 0.16)
    const step = (depth * 0.62) / (460 * stage.unit)
    const [x, y] = [(-stage.width / 2) * step, depth * 1.9]
    kernels().cloudRow(density.byteOffset, x, step * 2, y, seed, 5, density.length)
    kernels().cloudRow(towardsSun.byteOffset, x + 0.12, step * 2, y - 0.1, seed, 3, density.length)
  }
}

/** The moon's face along a row, `dy` from its middle, where it may be seen. */
function fillMoon(
  { light, sunX }: Stage,
  faces: Float64Array,
  { count, scale, dy }: { count: number; scale: number; dy: number },
): void {
  // Its rim is soft.
  const reach = light.sun.radius + 0.01
  if (Math.abs(dy) > reach) return
  for (let x = 0; x < count; x++) {
    const dx = (x * 2 - sunX) * scale
    if (Math.abs(dx) < reach) faces.set(moonAt(light, dx, dy), x * 3)
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
