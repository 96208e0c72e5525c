import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between, pick, type Random } from '../random.ts'
import { lit } from './light.ts'
import { streetLife } from './street-life.ts'
import { acrossSeam, periodOf, type Plate, platePainter } from './plate.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

const SIGN_COLOURS: readonly [Rgb, ...Rgb[]] = [
  [255, 58, 160],
  [60, 220, 255],
  [255, 196, 60],
  [150, 90, 255],
  [80, 255, 170],
  [255, 84, 72],
]

interface Block {
  name: string
  /** Heights of the houses in design units. */
  low: number
  high: number
  width: number
  parallax: number
  far: number
  signs: boolean
}

/** Rows of houses from far to near, and the street. The houses stand on `baseY` (pixels). */
export function cityPainters(stage: Stage, baseY: number): Painter[] {
  const { neon, without } = stage.brief
  const signs = !without.includes('signs')
  const blocks: Block[] = [
    { name: 'far', low: 120, high: 330, width: 62, parallax: 0.1, far: 0.72, signs: false },
    { name: 'middle', low: 90, high: 280, width: 86, parallax: 0.24, far: 0.42, signs: signs && neon },
    {
      name: 'near',
      low: 70,
      high: 210,
      width: 130,
      parallax: 0.48,
      far: 0.12,
      signs: signs && (neon || isDark(stage)),
    },
  ]
  const houses = blocks.map((block) => platePainter(blockPlate(stage, block, baseY)))
  const { shops, pavement } = streetLife(stage, baseY)
  const street = platePainter(streetPlate(stage, baseY))
  return [...houses, shops, street, pavement]
}

/** Far houses alone, as from a window. They stand on `baseY` (pixels). */
export function skyline(stage: Stage, baseY: number): Painter[] {
  const far = { name: 'skyline far', low: 60, high: 190, width: 54, parallax: 0.06, far: 0.6, signs: false }
  const near = { name: 'skyline', low: 40, high: 130, width: 80, parallax: 0.14, far: 0.3, signs: false }
  return [far, near].map((block) => platePainter(blockPlate(stage, block, baseY)))
}

function isDark(stage: Stage): boolean {
  return stage.brief.dayTime === 'night'
}

interface House {
  x: number
  width: number
  height: number
  colour: Rgb
}

function housesOf(stage: Stage, block: Block, period: number): House[] {
  const random = randomFor(stage, `houses ${block.name}`)
  const palette: readonly [Rgb, ...Rgb[]] = [
    [126, 134, 152],
    [166, 148, 134],
    [108, 118, 140],
    [184, 170, 154],
    [140, 112, 108],
  ]
  const houses: House[] = []
  for (let x = 0; x < period;) {
    const width = block.width * stage.unit * between(random, 0.6, 1.4)
    const height = between(random, block.low, block.high) * stage.unit * (random() < 0.15 ? 1.35 : 1)
    houses.push({ x, width: Math.min(width, period - x), height, colour: pick(random, palette) })
    x += width + (random() < 0.3 ? between(random, 2, 14) * stage.unit : 0)
  }
  return houses
}

function blockPlate(stage: Stage, block: Block, baseY: number): Plate {
  const period = periodOf(stage, 1.5)
  const houses = housesOf(stage, block, period)
  const random = randomFor(stage, `windows ${block.name}`)
  const tallest = Math.max(...houses.map((house) => house.height))
  return {
    period,
    top: Math.max(0, baseY - tallest - 40 * stage.unit),
    bottom: baseY + 2,
    parallax: block.parallax,
    paint(context) {
      for (const house of houses)
        drawHouse(context, stage, {
          house,
          block,
          baseY,
          random,
        })
      if (!block.signs) return
      for (const house of houses) {
        if (random() < 0.75)
          drawSign(context, stage, {
            house,
            baseY,
            random,
            period,
          })
      }
    },
  }
}

function drawHouse(
  context: SKRSContext2D,
  stage: Stage,
  { house, block, baseY, random }: { house: House; block: Block; baseY: number; random: Random },
): void {
  const { light, unit } = stage
  const top = baseY - house.height
  const wall = lit(light, scaled(house.colour, isDark(stage) ? 0.55 : 1), block.far)
  const fill = context.createLinearGradient(house.x, 0, house.x + house.width, 0)
  fill.addColorStop(0, css(scaled(wall, 0.8)))
  fill.addColorStop(0.75, css(wall))
  fill.addColorStop(1, css(mix(wall, light.key, 0.18)))
  context.fillStyle = fill
  context.fillRect(house.x, top, house.width + 0.5, house.height + 3)
  if (random() < 0.35) context.fillRect(house.x + house.width * 0.3, top - 16 * unit, house.width * 0.25, 17 * unit)
  drawWindows(context, stage, { house, block, baseY, random })
  const haze = context.createLinearGradient(0, top, 0, baseY)
  haze.addColorStop(0, css(light.haze, 0))
  haze.addColorStop(1, css(light.haze, 0.15 + 0.3 * block.far))
  context.fillStyle = haze
  context.fillRect(house.x, top, house.width + 0.5, house.height + 3)
}

function drawWindows(
  context: SKRSContext2D,
  stage: Stage,
  { house, block, baseY, random }: { house: House; block: Block; baseY: number; random: Random },
): void {
  const { light, unit } = stage
  const size = (5 + 5 * (1 - block.far)) * unit
  const dark = isDark(stage)
  const columns = Math.floor((house.width - size) / (size * 1.9))
  const rows = Math.floor((house.height - size * 1.5) / (size * 2.1))
  const left = house.x + (house.width - columns * size * 1.9 + size * 0.9) / 2
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const on = random() < (dark ? 0.52 : 0.06)
      const warm: Rgb = random() < 0.7 ? [255, 206, 128] : [190, 224, 255]
      const glass = mix(lit(light, [96, 116, 142], block.far), light.middle, 0.3)
      const bright = mix(warm, light.haze, block.far * 0.55)
      context.fillStyle = on ? css(bright, between(random, 0.6, 1)) : css(scaled(glass, dark ? 0.55 : 0.95), 0.8)
      context.fillRect(left + column * size * 1.9, baseY - house.height + size + row * size * 2.1, size, size * 1.25)
    }
  }
}

/** A glowing sign on a house: an upright board with strokes that are no letters, or a bar. */
function drawSign(
  context: SKRSContext2D,
  stage: Stage,
  { house, baseY, random, period }: { house: House; baseY: number; random: Random; period: number },
): void {
  const { unit } = stage
  const colour = pick(random, SIGN_COLOURS)
  const upright = random() < 0.6
  const width = (upright ? 22 : 70) * unit * between(random, 0.8, 1.3)
  const height = (upright ? 84 : 22) * unit * between(random, 0.8, 1.3)
  const x = house.x + house.width * between(random, 0.1, 0.8)
  const y = baseY - Math.min(house.height * 0.9, between(random, 70, 190) * unit)
  const strokes = Array.from({ length: 9 }, () => [random(), random(), random() < 0.5] as const)
  acrossSeam(context, { x, reach: 120 * unit, period }, (c) => {
    const glow = c.createRadialGradient(0, y + height / 2, 0, 0, y + height / 2, 95 * unit)
    glow.addColorStop(0, css(colour, 0.5))
    glow.addColorStop(0.4, css(colour, 0.16))
    glow.addColorStop(1, css(colour, 0))
    c.fillStyle = glow
    c.fillRect(-95 * unit, y + height / 2 - 95 * unit, 190 * unit, 190 * unit)
    c.fillStyle = css(scaled(colour, 0.25), 0.9)
    c.fillRect(-width / 2, y, width, height)
    c.strokeStyle = css(mix(colour, [255, 255, 255], 0.35))
    c.lineWidth = Math.max(1, 2 * unit)
    c.strokeRect(-width / 2, y, width, height)
    c.lineCap = 'round'
    c.lineWidth = Math.max(1, 2.6 * unit)
    c.strokeStyle = css(mix(colour, [255, 255, 255], 0.6))
    for (const [sx, sy, level] of strokes) {
      const px = -width * 0.34 + sx * width * 0.5
      const py = y + height * (0.08 + sy * 0.76)
      c.beginPath()
      c.moveTo(px, py)
      c.lineTo(px + (level ? 7 * unit : 0), py + (level ? 0 : 7 * unit))
      c.stroke()
    }
  })
}

/** Pavement, asphalt with lane marks; wet and mirroring when it rains or by neon light. */
function streetPlate(stage: Stage, baseY: number): Plate {
  const { unit, light, height } = stage
  const period = periodOf(stage, 2)
  const kerb = baseY + 26 * unit
  const wet = stage.brief.weather === 'rain' || stage.brief.neon
  return {
    period,
    top: baseY,
    bottom: height,
    parallax: 1,
    paint(context) {
      context.fillStyle = css(lit(light, [158, 154, 152], 0.1))
      context.fillRect(0, baseY, period, kerb - baseY)
      const asphalt = context.createLinearGradient(0, kerb, 0, height)
      asphalt.addColorStop(0, css(lit(light, [92, 94, 104], 0.15)))
      asphalt.addColorStop(1, css(scaled(lit(light, [84, 86, 98]), 0.6)))
      context.fillStyle = asphalt
      context.fillRect(0, kerb, period, height - kerb)
      context.fillStyle = css(scaled(lit(light, [158, 154, 152]), 0.6))
      context.fillRect(0, kerb - 3 * unit, period, 5 * unit)
      drawGrain(context, stage, {
        period,
        kerb,
      })
      if (wet)
        drawReflections(context, stage, {
          period,
          kerb,
        })
      drawLaneMarks(context, stage, {
        period,
        kerb,
      })
    },
  }
}

function drawGrain(context: SKRSContext2D, stage: Stage, { period, kerb }: { period: number; kerb: number }): void {
  const random = randomFor(stage, 'asphalt')
  for (let n = 0; n < 2600; n++) {
    const near = random()
    context.fillStyle = random() < 0.5 ? 'rgba(255,255,255,0.05)' : 'rgba(0,0,0,0.1)'
    const size = (1 + 2 * near) * stage.unit
    context.fillRect(random() * period, kerb + near * (stage.height - kerb), size * 4, size)
  }
}

function drawLaneMarks(context: SKRSContext2D, stage: Stage, { period, kerb }: { period: number; kerb: number }): void {
  const { unit, light, height } = stage
  const y = kerb + (height - kerb) * 0.72
  const count = Math.max(1, Math.round(period / (240 * unit)))
  context.fillStyle = css(lit(light, [236, 230, 214]), 0.75)
  for (let n = 0; n < count; n++) {
    const x = (n / count) * period
    context.beginPath()
    context.moveTo(x + 10 * unit, y)
    context.lineTo(x + 120 * unit, y)
    context.lineTo(x + 112 * unit, y + 9 * unit)
    context.lineTo(x, y + 9 * unit)
    context.fill()
  }
}

/** Long smears of coloured light below the houses. */
function drawReflections(
  context: SKRSContext2D,
  stage: Stage,
  { period, kerb }: { period: number; kerb: number },
): void {
  const { unit, height } = stage
  const random = randomFor(stage, 'reflections')
  const count = Math.round(period / (46 * unit))
  for (let n = 0; n < count; n++) {
    const colour: Rgb = isDark(stage) ? pick(random, SIGN_COLOURS) : stage.light.horizon
    const alpha = isDark(stage) ? between(random, 0.1, 0.3) : between(random, 0.05, 0.14)
    const wide = between(random, 10, 34) * unit
    const length = (height - kerb) * between(random, 0.5, 1)
    acrossSeam(context, { x: random() * period, reach: wide, period }, (c) => {
      for (let piece = 0; piece < 14; piece++) {
        const y = kerb + (piece / 14) * length
        c.fillStyle = css(colour, alpha * (1 - piece / 16))
        c.beginPath()
        c.ellipse(between(random, -3, 3) * unit, y, wide * between(random, 0.6, 1), (length / 14) * 0.75, 0, 0, 7)
        c.fill()
      }
    })
  }
}
