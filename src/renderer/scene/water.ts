import { ramp } from '../ease.ts'
import { cbOf, crOf, lumaOf, mix, type Rgb } from '../frame/colour.ts'
import { upscalePlane } from '../frame/upscale.ts'
import { allocate } from '../kernels/memory.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'
import { sample, type Tile, waveTiles } from './waves.ts'

const RAMP_STEPS = 256

/**
 * Water from the horizon down to `bottom` (pixels): a plane in perspective whose slopes, two moving patterns on top of
 * each other, pick what of the sky is mirrored; towards the sun it glitters. Computed at half size, where the chroma
 * planes live, and only the luma is enlarged.
 */
export function waterPainter(stage: Stage, bottom: number): Painter {
  const top = Math.floor(stage.horizon / 2)
  const rows = Math.ceil(bottom / 2) - top
  const columns = stage.width / 2
  const tiles = waveTiles(Math.floor(randomFor(stage, 'water')() * 1e6))
  const colours = mirrorRamp(stage)
  const luma = allocate(rows * columns)
  const large = allocate(rows * columns * 4)
  return (frame, moment) => {
    for (let row = 0; row < rows; row++) {
      const to = (top + row) * columns
      const chroma = { u: frame.u.subarray(to, to + columns), v: frame.v.subarray(to, to + columns) }
      const out = luma.subarray(row * columns, (row + 1) * columns)
      waterRow(stage, { row, tiles, colours, seconds: moment.seconds, travel: moment.travel }, { out, ...chroma })
    }
    upscalePlane(luma, large, columns, rows)
    const visible = Math.min(large.length, frame.y.length - top * 2 * frame.width)
    frame.y.set(large.subarray(0, visible), top * 2 * frame.width)
  }
}

interface RowOfWater {
  row: number
  tiles: readonly Tile[]
  colours: { y: Uint8Array; u: Uint8Array; v: Uint8Array }
  seconds: number
  travel: number
}

function waterRow(
  stage: Stage,
  { row, tiles, colours, seconds, travel }: RowOfWater,
  target: { out: Uint8Array; u: Uint8Array; v: Uint8Array },
): void {
  const half = stage.unit * 0.5
  const depth = 1 / ((row + 1.2) / (360 * half))
  // Texels per pixel and texel rows: distance grows as 1 / (rows below the horizon).
  const scale = (0.62 * depth) / half
  const z = 120 * depth
  // How many texels one pixel covers decides which of the smaller tiles is sharp enough: a finer one would sparkle.
  const footprint = Math.max(scale, Math.sqrt((scale * 120 * depth * depth) / (360 * half)))
  const level = Math.max(0, Math.min(tiles.length - 1, Math.round(Math.log2(footprint))))
  const tile = tiles[level] as Tile
  const broad = tiles[Math.max(0, level - 1)] as Tile
  const lean = 23 * (1 + level * 0.32)
  const base = 62 + 112 * ramp(0, 7.2, Math.log2(depth))
  const sun = sunOnRow(stage, { row, travel, depth })
  const drift = travel * 0.5 * scale * 0.4
  const x1 = drift + seconds * 9
  const z1 = z - seconds * 16
  const x2 = drift * 0.43 - seconds * 7 + 91
  const z2 = z * 0.43 - seconds * 6 + 37
  for (let x = 0; x < target.out.length; x++) {
    const wx = (x - target.out.length / 2) * scale
    const slope = sample(tile, wx + x1, z1) + 1.2 * sample(broad, wx * 0.43 + x2, z2)
    const offset = (x - sun.x) * sun.narrow
    const facing = slope * 0.9 + sun.haze - offset * offset
    const glitter = facing > 0 ? Math.min(120, facing * sun.strength) : 0
    const index = Math.max(0, Math.min(RAMP_STEPS - 1, base + slope * lean + glitter)) | 0
    target.out[x] = colours.y[index] as number
    target.u[x] = colours.u[index] as number
    target.v[x] = colours.v[index] as number
  }
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
function mirrorRamp(stage: Stage): RowOfWater['colours'] {
  const { light } = stage
  const deep = deepWater(light)
  const colours = { y: new Uint8Array(RAMP_STEPS), u: new Uint8Array(RAMP_STEPS), v: new Uint8Array(RAMP_STEPS) }
  for (let i = 0; i < RAMP_STEPS; i++) {
    const t = i / (RAMP_STEPS - 1)
    const sky = mix(mix(deep, light.middle, ramp(0, 0.42, t) * 0.85), light.horizon, ramp(0.3, 0.72, t) * 0.92)
    const [r, g, b] = mix(sky, light.sun.disc, ramp(0.72, 1, t))
    colours.y[i] = lumaOf(r, g, b) + 0.5
    colours.u[i] = cbOf(r, g, b) + 0.5
    colours.v[i] = crOf(r, g, b) + 0.5
  }
  return colours
}

/** The colour of water itself, where it mirrors nothing. */
export function deepWater(light: Stage['light']): Rgb {
  return mix(mix([10, 44, 66], light.zenith, 0.4), [0, 10, 24], 0.25)
}
