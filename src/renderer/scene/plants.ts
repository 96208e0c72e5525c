import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between, type Random } from '../random.ts'
import type { Facing } from './light.ts'

/** How a plant is drawn: its foot is at (0, 0) of the context. Sizes in pixels. */
export interface Plant {
  height: number
  colour: Rgb
  /** A colour of it as it looks from here, on a side that faces that way. */
  tone: (colour: Rgb, facing: Facing) => Rgb
  random: Random
  /** How much foliage it has, 0..1. */
  foliage: number
  /** Snow on the branches. */
  snowy: boolean
}

const BARK: Rgb = [96, 70, 52]
const SNOW: Rgb = [240, 245, 252]
const TAU = Math.PI * 2

/** Drooping branches in tiers, each of many needles. */
export function drawPine(context: SKRSContext2D, { height, colour, tone, random, snowy }: Plant): void {
  const half = height * between(random, 0.15, 0.2)
  context.fillStyle = css(tone(BARK, [0, 0.3]))
  context.fillRect(-height * 0.018, -height * 0.3, height * 0.036, height * 0.31)
  context.lineCap = 'round'
  const tiers = 11
  for (let tier = 0; tier < tiers; tier++) {
    const t = tier / tiers
    const y = -height * (0.1 + 0.86 * t)
    const reach = half * (1 - t) ** 0.85 * between(random, 0.86, 1.1) + height * 0.012
    const drop = height * 0.075 * (1 - 0.5 * t)
    const twigs = 26
    for (let n = 0; n < twigs; n++) {
      const out = (n / (twigs - 1)) * 2 - 1 + (random() - 0.5) * 0.1
      const x = out * reach
      const fall = drop * (0.35 + 0.65 * Math.abs(out)) * between(random, 0.7, 1.25)
      const facing: Facing = [Math.max(-0.9, Math.min(0.9, out * 1.1)), 0.25 - 0.5 * random()]
      context.strokeStyle = css(tone(scaled(colour, between(random, 0.72, 1.12)), facing))
      context.lineWidth = height * 0.014
      context.beginPath()
      context.moveTo(x * 0.25, y - drop * 0.5)
      context.quadraticCurveTo(x * 0.7, y - drop * 0.1, x, y + fall)
      context.stroke()
      if (!snowy || random() < 0.35) continue
      context.strokeStyle = css(tone(SNOW, [out * 0.7, -0.6]))
      context.lineWidth = height * 0.011
      context.beginPath()
      context.moveTo(x * 0.35, y - drop * 0.52)
      context.quadraticCurveTo(x * 0.66, y - drop * 0.2, x * 0.9, y + fall * 0.5)
      context.stroke()
    }
  }
}

/** A trunk that forks, and clumps of leaves around it; bare branches where there is little foliage. */
export function drawTree(context: SKRSContext2D, plant: Plant): void {
  const { height, colour, tone, random, foliage } = plant
  const lean = between(random, -0.05, 0.05) * height
  drawTrunk(context, plant, lean)
  const clumps = Array.from({ length: 15 }, () => {
    const angle = random() * TAU
    const reach = Math.sqrt(random())
    const x = lean + Math.cos(angle) * reach * height * 0.25
    const y = -height * 0.69 + Math.sin(angle) * reach * height * 0.21
    return { x, y, r: height * between(random, 0.1, 0.15), out: [Math.cos(angle) * reach, Math.sin(angle) * reach] }
  }).sort((a, b) => a.y - b.y)
  const dabs = Math.round(Math.min(110, 24 + height * 0.24) * foliage)
  const tones = leafTones(plant)
  for (const { x, y, r, out } of clumps) {
    if (foliage > 0.5) {
      context.fillStyle = css(tone(scaled(colour, 0.7), [(out[0] ?? 0) * 0.5, 0.7]))
      context.beginPath()
      context.arc(x, y + r * 0.1, r * 0.92, 0, TAU)
      context.fill()
    }
    for (let n = 0; n < dabs; n++) {
      const angle = random() * TAU
      const reach = Math.sqrt(random())
      const [nx, ny] = [Math.cos(angle) * reach, Math.sin(angle) * reach]
      const across = nx * 0.55 + (out[0] ?? 0) * 0.42
      const down = ny * 0.6 + (out[1] ?? 0) * 0.36
      context.fillStyle = tones(across, down, random())
      context.beginPath()
      const size = Math.max(0.8, height * between(random, 0.006, 0.014) * (dabs < 110 ? 1.3 : 1))
      context.ellipse(x + nx * r, y + ny * r, size * 1.35, size * 0.8, angle, 0, TAU)
      context.fill()
    }
  }
}

const STEPS = 4

/** The colours of leaves by where they face and by chance, worked out once for all the leaves of a tree. */
function leafTones({ colour, tone, snowy }: Plant): (across: number, down: number, chance: number) => string {
  const side = 2 * STEPS + 1
  const tones = Array.from({ length: side * side * 3 }, (_, n) => {
    const across = ((n % side) / STEPS - 1) * 0.98
    const down = ((Math.floor(n / side) % side) / STEPS - 1) * 0.98
    const leaf = snowy && down < -0.35 ? SNOW : scaled(colour, 0.8 + 0.18 * Math.floor(n / (side * side)))
    const long = Math.max(1, Math.hypot(across, down))
    return css(tone(leaf, [across / long, down / long]))
  })
  return (across, down, chance) => {
    const column = Math.round((across + 1) * STEPS)
    const row = Math.round((down + 1) * STEPS)
    return tones[Math.floor(chance * 3) * side * side + row * side + column] ?? '#000'
  }
}

function drawTrunk(context: SKRSContext2D, { height, tone, random, foliage }: Plant, lean: number): void {
  const fill = context.createLinearGradient(-height * 0.04, 0, height * 0.04, 0)
  for (const t of [-0.9, 0, 0.9]) fill.addColorStop((t + 0.9) / 1.8, css(tone(BARK, [t, 0.1])))
  context.fillStyle = fill
  context.beginPath()
  context.moveTo(-height * 0.05, 0)
  context.quadraticCurveTo(-height * 0.022, -height * 0.1, lean - height * 0.016, -height * 0.62)
  context.lineTo(lean + height * 0.016, -height * 0.62)
  context.quadraticCurveTo(height * 0.022, -height * 0.1, height * 0.05, 0)
  context.fill()
  context.lineCap = 'round'
  const boughs = foliage > 0.5 ? 5 : 16
  for (let n = 0; n < boughs; n++) {
    const out = ((n + 0.5) / boughs) * 2 - 1
    const from = height * between(random, 0.3, 0.56)
    context.strokeStyle = css(tone(BARK, [out * 0.6, 0]))
    context.lineWidth = height * between(random, 0.008, 0.02)
    context.beginPath()
    context.moveTo(lean * 0.7, -from)
    const end = height * between(random, 0.6, foliage > 0.5 ? 0.74 : 0.95)
    context.quadraticCurveTo(out * height * 0.12, -from - height * 0.1, lean + out * height * 0.24, -end)
    context.stroke()
  }
}

/** A bent stem with a crown of long fronds. */
export function drawPalm(context: SKRSContext2D, { height, colour, tone, random }: Plant): void {
  const lean = height * between(random, 0.12, 0.26) * (random() < 0.5 ? -1 : 1)
  const top: readonly [number, number] = [lean, -height * 0.82]
  for (let n = 0; n <= 26; n++) {
    const t = n / 26
    const x = lean * t * t
    const wide = height * (0.026 - 0.012 * t)
    const fill = context.createLinearGradient(x - wide, 0, x + wide, 0)
    const bark = scaled([150, 118, 88], n % 2 ? 0.86 : 1.04)
    for (const side of [-0.9, 0, 0.9]) fill.addColorStop((side + 0.9) / 1.8, css(tone(bark, [side, 0])))
    context.fillStyle = fill
    context.fillRect(x - wide, -height * 0.82 * t - height * 0.034, wide * 2, height * 0.04)
  }
  for (let frond = 0; frond < 11; frond++) {
    const angle = -0.25 + (frond / 10) * (Math.PI + 0.5)
    const long = height * between(random, 0.3, 0.4)
    const [dx, dy] = [Math.cos(angle), -Math.sin(angle)]
    const at = (t: number) => [top[0] + dx * long * t, top[1] + dy * long * t * 0.62 + long * 0.85 * t * t] as const
    context.strokeStyle = css(tone(scaled(colour, 0.82), [dx * 0.4, dy * 0.4]))
    context.lineWidth = Math.max(1, height * 0.008)
    context.beginPath()
    for (let n = 0; n <= 12; n++) context.lineTo(...at(n / 12.5))
    context.stroke()
    for (let n = 0; n < 26; n++) {
      const t = n / 26
      const [x, y] = at(t)
      const leaf = height * 0.085 * Math.sin(Math.PI * Math.min(1, t + 0.16)) + height * 0.012
      context.strokeStyle = css(tone(scaled(colour, between(random, 0.8, 1.15)), [dx * 0.7, dy * 0.6]))
      context.lineWidth = Math.max(1, height * 0.009)
      context.beginPath()
      context.moveTo(x, y)
      context.quadraticCurveTo(x + dx * leaf * 0.5, y + leaf * 0.35, x + dx * leaf * 0.6 - leaf * 0.1, y + leaf)
      context.stroke()
    }
  }
}

/** A column with arms, ribbed along its length. */
export function drawCactus(context: SKRSContext2D, { height, colour, tone, random }: Plant): void {
  context.lineCap = 'round'
  const arms: [number, number, number][] = [
    [-1, between(random, 0.3, 0.45), between(random, 0.62, 0.78)],
    [1, between(random, 0.42, 0.58), between(random, 0.74, 0.92)],
  ]
  const trace = (dx: number): void => {
    context.beginPath()
    context.moveTo(dx, 0)
    context.lineTo(dx, -height)
    for (const [side, from, to] of arms) {
      context.moveTo(dx, -height * from)
      context.quadraticCurveTo(side * height * 0.24 + dx, -height * from, side * height * 0.24 + dx, -height * to)
    }
    context.stroke()
  }
  const wide = height * 0.13
  for (let n = 0; n < 9; n++) {
    const t = (n / 8) * 2 - 1
    context.strokeStyle = css(tone(scaled(colour, n % 2 ? 0.84 : 1.04), [t * 0.95, 0]))
    context.lineWidth = n === 0 ? wide : wide * 0.24
    trace(n === 0 ? 0 : t * wide * 0.38)
  }
}

/** Blades that part from one root, dark below and bright at the tips. */
export function drawGrass(context: SKRSContext2D, { height, colour, tone, random }: Plant): void {
  for (let blade = 0; blade < 15; blade++) {
    const lean = between(random, -0.75, 0.75)
    const tall = height * between(random, 0.45, 1)
    const x = between(random, -0.4, 0.4) * height
    const wide = height * between(random, 0.025, 0.05)
    const tip = x + lean * tall * 0.6
    const fill = context.createLinearGradient(0, 0, 0, -tall)
    const own = scaled(colour, between(random, 0.85, 1.15))
    fill.addColorStop(0, css(tone(scaled(own, 0.62), [0, 0.6])))
    fill.addColorStop(1, css(tone(mix(own, [255, 250, 170], 0.16), [lean * 0.6, -0.7])))
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(x - wide, 0)
    context.quadraticCurveTo(x + lean * tall * 0.14, -tall * 0.62, tip, -tall)
    context.quadraticCurveTo(x + lean * tall * 0.14 + wide * 2, -tall * 0.58, x + wide, 0)
    context.fill()
  }
}

/** A round bush of small leaves. */
export function drawBush(context: SKRSContext2D, { height, colour, tone, random, foliage, snowy }: Plant): void {
  for (let n = 0; n < 60 + 170 * foliage; n++) {
    const angle = random() * TAU
    const reach = Math.sqrt(random())
    const [nx, ny] = [Math.cos(angle) * reach, Math.sin(angle) * reach]
    const y = -height * 0.46 + ny * height * 0.46
    if (y > -height * 0.02) continue
    const leaf = snowy && ny < -0.3 ? SNOW : scaled(colour, between(random, 0.7, 1.15) * (0.75 - 0.25 * ny))
    context.fillStyle = css(tone(leaf, [nx * 0.8, ny * 0.8]))
    context.beginPath()
    context.ellipse(nx * height * 0.72, y, height * 0.075, height * 0.045, angle, 0, TAU)
    context.fill()
  }
}

/** A flower on its stem; `colour` is of the petals. */
export function drawFlower(context: SKRSContext2D, { height, colour, tone, random }: Plant): void {
  context.strokeStyle = css(tone([78, 122, 52], [0, 0]))
  context.lineWidth = Math.max(1, height * 0.05)
  const lean = between(random, -0.2, 0.2) * height
  context.beginPath()
  context.moveTo(0, 0)
  context.quadraticCurveTo(0, -height * 0.6, lean, -height * 0.84)
  context.stroke()
  const petal = height * 0.15
  for (let p = 0; p < 6; p++) {
    const angle = (p / 6) * TAU
    context.fillStyle = css(tone(colour, [Math.cos(angle) * 0.5, Math.sin(angle) * 0.5 - 0.2]))
    context.beginPath()
    context.ellipse(
      lean + Math.cos(angle) * petal * 0.8,
      -height * 0.84 + Math.sin(angle) * petal * 0.6,
      petal * 0.62,
      petal * 0.42,
      angle,
      0,
      TAU,
    )
    context.fill()
  }
  context.fillStyle = css(tone([250, 206, 84], [0, -0.4]))
  context.beginPath()
  context.arc(lean, -height * 0.84, petal * 0.42, 0, TAU)
  context.fill()
}
