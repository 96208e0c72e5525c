import type { SKRSContext2D } from '@napi-rs/canvas'
import { css, mix, type Rgb, scaled } from '../frame/colour.ts'
import { between, type Random } from '../random.ts'
import type { Light } from './light.ts'

/** How a plant is drawn: its foot is at (0, 0) of the context. Sizes in pixels. */
export interface Plant {
  height: number
  colour: Rgb
  light: Light
  random: Random
  /** Snow on the branches. */
  snowy?: boolean
}

export function drawPine(context: SKRSContext2D, { height, colour, light, random, snowy }: Plant): void {
  const width = height * between(random, 0.3, 0.4)
  context.fillStyle = css(scaled(mix(colour, [60, 38, 24], 0.6), 0.8))
  context.fillRect(-height * 0.025, -height * 0.16, height * 0.05, height * 0.17)
  const tiers = 5
  for (let tier = 0; tier < tiers; tier++) {
    const low = -height * (0.1 + 0.17 * tier)
    const half = (width / 2) * (1 - tier / (tiers + 0.4))
    const peak = low - height * 0.3
    const body = context.createLinearGradient(-half, 0, half, 0)
    body.addColorStop(0, css(scaled(colour, 0.72)))
    body.addColorStop(1, css(mix(scaled(colour, 1.12), light.key, 0.12)))
    context.fillStyle = body
    context.beginPath()
    context.moveTo(0, peak)
    context.quadraticCurveTo(half * 0.35, low - height * 0.1, half, low)
    context.quadraticCurveTo(0, low + height * 0.05, -half, low)
    context.quadraticCurveTo(-half * 0.35, low - height * 0.1, 0, peak)
    context.fill()
    if (!snowy) continue
    context.fillStyle = css(scaled(light.ground, 1.02), 0.85)
    context.beginPath()
    context.moveTo(0, peak)
    context.quadraticCurveTo(half * 0.3, low - height * 0.13, half * 0.72, low - height * 0.03)
    context.quadraticCurveTo(0, low - height * 0.07, -half * 0.72, low - height * 0.03)
    context.quadraticCurveTo(-half * 0.3, low - height * 0.13, 0, peak)
    context.fill()
  }
}

export function drawTree(context: SKRSContext2D, { height, colour, light, random }: Plant): void {
  const trunk = scaled(mix([88, 60, 40], colour, 0.25), 0.8)
  context.fillStyle = css(trunk)
  context.beginPath()
  context.moveTo(-height * 0.05, 0)
  context.quadraticCurveTo(-height * 0.025, -height * 0.3, -height * 0.02, -height * 0.6)
  context.lineTo(height * 0.02, -height * 0.6)
  context.quadraticCurveTo(height * 0.025, -height * 0.3, height * 0.05, 0)
  context.fill()
  for (let ball = 0; ball < 26; ball++) {
    const layer = ball / 26
    const angle = random() * Math.PI * 2
    const reach = Math.sqrt(random()) * height * 0.26
    const x = Math.cos(angle) * reach * 1.15
    const y = -height * 0.68 + Math.sin(angle) * reach * 0.95
    const tone = scaled(colour, 0.62 + 0.4 * layer + 0.16 * (-Math.sin(angle) * (reach / height)))
    context.fillStyle = css(mix(tone, light.key, 0.14 * layer), 0.95)
    context.beginPath()
    context.arc(x, y, height * between(random, 0.07, 0.13), 0, 7)
    context.fill()
  }
}

export function drawCactus(context: SKRSContext2D, { height, colour, light }: Plant): void {
  const strokes: [number, string][] = [
    [0.16, css(scaled(colour, 0.75))],
    [0.1, css(mix(colour, light.key, 0.18))],
  ]
  context.lineCap = 'round'
  for (const [width, style] of strokes) {
    context.strokeStyle = style
    context.lineWidth = height * width
    context.beginPath()
    context.moveTo(0, 0)
    context.lineTo(0, -height)
    context.stroke()
    context.lineWidth = height * width * 0.7
    context.beginPath()
    context.moveTo(0, -height * 0.4)
    context.quadraticCurveTo(-height * 0.26, -height * 0.4, -height * 0.26, -height * 0.68)
    context.moveTo(0, -height * 0.52)
    context.quadraticCurveTo(height * 0.24, -height * 0.52, height * 0.24, -height * 0.8)
    context.stroke()
  }
}

export function drawGrass(context: SKRSContext2D, { height, colour, light, random }: Plant): void {
  context.lineCap = 'round'
  for (let blade = 0; blade < 9; blade++) {
    const lean = between(random, -0.6, 0.6)
    const tall = height * between(random, 0.5, 1)
    const x = between(random, -0.35, 0.35) * height
    context.strokeStyle = css(mix(scaled(colour, between(random, 0.7, 1.15)), light.key, random() * 0.14))
    context.lineWidth = Math.max(1, height * 0.055)
    context.beginPath()
    context.moveTo(x, 0)
    context.quadraticCurveTo(x + lean * tall * 0.2, -tall * 0.6, x + lean * tall * 0.6, -tall)
    context.stroke()
  }
}

export function drawFlower(context: SKRSContext2D, { height, colour, random }: Plant, stem: Rgb): void {
  context.strokeStyle = css(stem)
  context.lineWidth = Math.max(1, height * 0.06)
  const lean = between(random, -0.2, 0.2) * height
  context.beginPath()
  context.moveTo(0, 0)
  context.quadraticCurveTo(0, -height * 0.6, lean, -height)
  context.stroke()
  const petal = height * 0.17
  context.fillStyle = css(colour)
  for (let p = 0; p < 5; p++) {
    const angle = (p / 5) * Math.PI * 2
    context.beginPath()
    context.arc(lean + Math.cos(angle) * petal * 0.8, -height + Math.sin(angle) * petal * 0.6, petal * 0.66, 0, 7)
    context.fill()
  }
  context.fillStyle = css(mix(colour, [255, 220, 90], 0.8))
  context.beginPath()
  context.arc(lean, -height, petal * 0.5, 0, 7)
  context.fill()
}
