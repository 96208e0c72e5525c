import { ramp } from '../ease.ts'
import { cbOf, crOf, lumaOf, mix, type Rgb } from '../frame/colour.ts'
import { upscalePlane } from '../frame/upscale.ts'
import { addressOf, allocate, kernels } from '../kernels/memory.ts'
import { type Moment, type Painter, randomFor, type Stage } from './stage.ts'
import { mixRow, type Tile, tileRow, walk, waveTiles } from './waves.ts'

const RAMP_STEPS = 256

/**
 * Water from the horizon down to `bottom` (pixels): a plane in perspective whose slopes, two moving patterns on top of
 * each other, pick what of the sky is mirrored; towards the sun it glitters. Computed at half size, where the chroma
 * planes live, and only the luma is enlarged.
 */
export function waterPainter(stage: Stage, bottom: number): Painter {
  const top = Math.floor(stage.horizon / 2)
  const rows = Math.ceil(Math.min(bottom, stage.height) / 2) - top
  const columns = stage.width / 2
  const tiles = waveTiles(Math.floor(randomFor(stage, 'water')() * 1e6))
  const luma = allocate(rows * columns)
  const large = allocate(rows * columns * 4)
  const room = { colours: mirrorRamp(stage), fine: tileRow(), broad: tileRow(), numbers: allocate(NUMBERS * 4) }
  return (frame, moment) => {
    for (let row = 0; row < rows; row++) {
      const to = (top + row) * columns
      const target = { y: addressOf(luma) + row * columns, u: addressOf(frame.u) + to, v: addressOf(frame.v) + to }
      waterRow(stage, { row, tiles, moment, room }, target)
    }
    upscalePlane(luma, large, columns, rows)
    const from = top * 2 * frame.width
    const visible = Math.min(large.length, frame.y.length - from)
    kernels().copyBytes(addressOf(large), addressOf(frame.y) + from, visible)
  }
}

/** How many numbers the kernel is told of a row. */
const NUMBERS = 10

interface RowOfWater {
  row: number
  tiles: readonly Tile[]
  moment: Moment
  /** What the kernel reads: the colours, a row of each of two tiles, its numbers. */
  room: { colours: Uint8Array; fine: Uint8Array; broad: Uint8Array; numbers: Uint8Array }
}

function waterRow(
  stage: Stage,
  { row, tiles, moment, room }: RowOfWater,
  target: { y: number; u: number; v: number },
): void {
  const { seconds, travel } = moment
  const columns = stage.width / 2
  const half = stage.unit * 0.5
  const depth = 1 / ((row + 1.2) / (360 * half))
  // Texels per pixel and texel rows: distance grows as 1 / (rows below the horizon).
  const scale = (0.62 * depth) / half
  const z = 120 * depth
  // How many texels one pixel covers decides which of the smaller tiles is sharp enough: a finer one would sparkle.
  const footprint = Math.max(scale, Math.sqrt((scale * 120 * depth * depth) / (360 * half)))
  const level = Math.max(0, Math.min(tiles.length - 1, Math.round(Math.log2(footprint))))
  const fine = tiles[level] as Tile
  const broad = tiles[Math.max(0, level - 1)] as Tile
  const lean = 23 * (1 + level * 0.32)
  const base = 62 + 112 * ramp(0, 7.2, Math.log2(depth))
  const sun = sunOnRow(stage, { row, travel, depth })
  const left = (-columns / 2) * scale + travel * 0.5 * scale * 0.4
  mixRow(fine, z - seconds * 16, room.fine)
  mixRow(broad, z * 0.43 - seconds * 6 + 37, room.broad)
  const { buffer, byteOffset } = room.numbers
  new Float32Array(buffer, byteOffset, NUMBERS).set([
    ...walk(fine, left + seconds * 9, scale),
    ...walk(broad, left * 0.43 - seconds * 7 + 91, scale * 0.43),
    lean,
    base,
    sun.x,
    sun.narrow,
    sun.haze,
    sun.strength,
  ])
  const [small, large] = [addressOf(room.fine), addressOf(room.broad)]
  const masks = [fine.size - 1, broad.size - 1] as const
  const { y, u, v } = target
  const colours = addressOf(room.colours)
  kernels().waterRow(y, u, v, columns, small, masks[0], large, masks[1], colours, byteOffset)
}

function sunOnRow(
  stage: Stage,
  { row, travel, depth }: { row: number; travel: number; depth: number },
): { x: number; narrow: number; haze: number; strength: number } {
  const spread = (26 + row * 0.62) * stage.unit
  const { strength, height } = stage.light.sun
  const low = 1 - 0.55 * ramp(0.1, 0.8, height)
  return {
    x: (stage.sunX - travel * 0.03) / 2,
    narrow: 0.5 / spread,
    // Far away the single waves are too small to see; what is left of them is an even shimmer.
    haze: -0.15 + 0.5 * ramp(1, 5, Math.log2(depth)),
    strength: 90 * strength * low,
  }
}

/** What water shows from its own depth (0) over the sky it mirrors (to 3/4) to the sun (the end). */
function mirrorRamp(stage: Stage): Uint8Array {
  const { light } = stage
  const deep = deepWater(light)
  const colours = allocate(RAMP_STEPS * 4)
  for (let i = 0; i < RAMP_STEPS; i++) {
    const t = i / (RAMP_STEPS - 1)
    const sky = mix(mix(deep, light.middle, ramp(0, 0.42, t) * 0.85), light.horizon, ramp(0.3, 0.72, t) * 0.92)
    const [r, g, b] = mix(sky, light.sun.disc, ramp(0.72, 1, t))
    colours.set([lumaOf(r, g, b) + 0.5, cbOf(r, g, b) + 0.5, crOf(r, g, b) + 0.5], i * 4)
  }
  return colours
}

/** The colour of water itself, where it mirrors nothing. */
export function deepWater(light: Stage['light']): Rgb {
  return mix(mix([10, 44, 66], light.zenith, 0.4), [0, 10, 24], 0.25)
}
