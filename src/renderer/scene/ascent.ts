import { ramp } from '../ease.ts'
import { blendLayer } from '../frame/blend.ts'
import { css, mix } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import type { Subject } from '../prompt/scene-brief.ts'
import { heightAt } from './ascent-way.ts'
import { castSubject } from './cast-subject.ts'
import { lit } from './light.ts'
import { countScale } from './pace.ts'
import { groundY, type Moment, type Painter, type Stage } from './stage.ts'
import { rowPainter } from './subject.ts'
import { shadowLayer } from './subject-shade.ts'

/** Something that takes off or lands, alone in its picture. */
export async function ascentPainter(stage: Stage, subject: Subject): Promise<Painter> {
  const { action, icon } = subject
  const { width, unit } = stage
  const cast = await castSubject(stage, subject, countScale(subject.count) * (icon === 'airplane' ? 1.25 : 1))
  const draw = rowPainter(stage, cast, { footY: 0, shadow: false, sunk: 0 })
  const shadows = [1, 0.8, 0.6, 0.4].map((share) => shadowLayer(stage, cast.width * 0.8 * share))
  const base = groundY(stage)
  const plane = icon === 'airplane'
  const rise = riseOf(stage, subject, base)
  const blast = blastOf(stage, subject, { base, share: cast.scale })
  const pad = icon === 'rocket' && action === 'launch' ? padLayer(stage) : undefined
  const members = Array.from({ length: subject.count }, (_, n) => (n - (subject.count - 1) / 2) * cast.width * 0.9)
  return (frame, moment) => {
    const up = heightAt(action, icon, moment.progress)
    if (pad) blendLayer(frame, pad, width / 2 - pad.width * 0.56, base + 22 * unit - pad.height)
    for (const aside of members) {
      const shake = blast && up > 0 && up < 0.9 ? 1.4 * unit * Math.sin(moment.seconds * 71) : 0
      const x = width * (plane ? 0.26 + 0.44 * moment.progress : 0.5) + aside
      const foot = base - rise * up
      const shadow = shadows[Math.floor(up * 9)]
      if (shadow) blendLayer(frame, shadow, x - shadow.width / 2, base - shadow.height / 2)
      blast?.(frame, { x, foot, front: false }, moment)
      draw(frame, { x: x + shake, y: foot - cast.height * cast.foot, foot }, moment)
      blast?.(frame, { x, foot, front: true }, moment)
    }
  }
}

/** How far one that stands at `base` goes up, in pixels: what flies on stays in the picture. */
export function riseOf({ height }: Stage, { icon }: Subject, base: number): number {
  return base - height * (icon === 'airplane' ? 0.3 : 0.44)
}

const [LEVELS, LIFE, RATE, FLAMES] = [10, 4.6, 26, 6]

/** The fire under a rocket and the smoke it leaves: `foot` is where its fins are now, in pixels. */
export type Blast = (frame: Frame, at: { x: number; foot: number; front: boolean }, moment: Moment) => void

/** `base` is the ground it leaves or comes down to in pixels, `share` its size: 1 where it is alone. */
export function blastOf(
  stage: Stage,
  subject: Subject,
  { base, share }: { base: number; share: number },
): Blast | undefined {
  const { unit, seconds: whole, brief } = stage
  const { action, icon } = subject
  if (icon !== 'rocket') return undefined
  const rise = riseOf(stage, subject, base)
  const puffs = puffLayers(stage, share)
  const flames = Array.from({ length: FLAMES }, (_, n) => flameLayer(stage, n, share))
  // The engine burns from a moment before it leaves the ground, or until it stands there.
  const [from, to] = action === 'land' ? [0, 0.9] : [0.04, 1]
  const thin = brief.place === 'space' ? 0.4 : 1
  return (frame, { x, foot, front }, { seconds, progress }) => {
    const burning = progress >= from && progress <= to
    const latest = Math.floor(Math.min(seconds, to * whole) * RATE)
    const first = Math.ceil(Math.max(from * whole * RATE, (seconds - LIFE * thin) * RATE))
    for (let n = first; n <= latest; n++) {
      // A few billow up before the fins, all others are behind.
      if ((n % 4 === 0) !== front) continue
      const age = seconds - n / RATE
      const layer = puffs[Math.min(LEVELS - 1, Math.floor((age / LIFE) * LEVELS))]
      if (!layer || age < 0) continue
      const outlet = base - rise * heightAt(action, 'rocket', n / RATE / whole)
      blendLayer(frame, layer, ...puffAt(stage, { n, age, x, outlet, base, size: layer.width, share }))
    }
    const flame = flames[Math.floor(seconds * 18) % FLAMES]
    const top = foot - 20 * unit * share
    if (flame && burning && !front) blendLayer(frame, cutAt(flame, base + 8 * unit - top), x - flame.width / 2, top)
  }
}

/** What of a flame is above the ground it meets, without copying. */
function cutAt(flame: Layer, rows: number): Layer {
  return { ...flame, height: Math.max(2, Math.min(flame.height, Math.floor(rows / 2) * 2)) }
}

interface Puff {
  n: number
  age: number
  x: number
  /** Where it came out, and the ground, in pixels. */
  outlet: number
  base: number
  size: number
  share: number
}

/** A puff shoots down out of the nozzle, and where it meets the ground it rolls away to both sides. */
function puffAt({ unit }: Stage, { n, age, x, outlet, base, size, share }: Puff): [x: number, y: number] {
  const [side, other] = [((n * 37) % 19) / 9 - 1, ((n * n * 5 + n * 11) % 17) / 8 - 1]
  const slowed = 1 - Math.exp(-age * 1.6)
  const low = 1 - ramp(0, 260 * unit * share, base - outlet)
  const spread = (34 + 310 * low) * side * slowed + 16 * other * Math.min(1, age * 2)
  const down = Math.min(base - size * 0.22, outlet + (40 + 130 * slowed) * unit * share)
  const rolled = low * slowed * (16 + 26 * other) * unit
  return [x + spread * unit * share - size / 2, down - rolled - size / 2]
}

function puffLayers(stage: Stage, share: number): Layer[] {
  const { unit, light } = stage
  const tone = lit(light, [240, 240, 242])
  return Array.from({ length: LEVELS }, (_, n) => {
    const age = (n + 0.5) / LEVELS
    const size = (60 + 160 * age ** 0.6) * unit * share
    const alpha = 0.85 * (1 - age) ** 0.8
    const fire = Math.max(0, 1 - age * 11)
    const bright = mix(mix(tone, light.key, 0.45), [255, 190, 90], fire)
    const dark = mix(mix(tone, light.ambient, 0.4), [240, 120, 50], fire)
    return paintLayer(size, size, (context) => {
      const r = context.canvas.width / 2
      const fade = context.createRadialGradient(r * 0.85, r * 0.75, 0, r, r, r)
      fade.addColorStop(0, css(bright, alpha))
      fade.addColorStop(0.5, css(mix(bright, dark, 0.5), alpha * 0.8))
      fade.addColorStop(1, css(dark, 0))
      context.fillStyle = fade
      context.fillRect(0, 0, r * 2, r * 2)
    })
  })
}

/** Fire straight down out of the nozzle, a little longer or shorter each time, in a glow of its own. */
function flameLayer({ unit }: Stage, n: number, share: number): Layer {
  const long = (150 + 22 * Math.sin(n * 2.4)) * unit * share
  const wide = 200 * unit * share
  return paintLayer(wide, long * 1.25, (context) => {
    const glow = context.createRadialGradient(wide / 2, long * 0.3, 0, wide / 2, long * 0.3, wide / 2)
    glow.addColorStop(0, 'rgba(255,190,90,0.6)')
    glow.addColorStop(1, 'rgba(255,150,60,0)')
    context.fillStyle = glow
    context.fillRect(0, 0, wide, long)
    for (const [length, half, colour] of [
      [1, 30, 'rgba(255,96,24,0.8)'],
      [0.74, 22, 'rgba(255,180,48,0.92)'],
      [0.46, 13, 'rgba(255,250,222,0.97)'],
    ] as const) {
      const w = half * unit * share
      context.fillStyle = colour
      context.beginPath()
      context.moveTo(wide / 2 - w * 0.8, 0)
      context.bezierCurveTo(wide / 2 - w * 1.4, long * 0.3, wide / 2 - w * 0.5, long * 0.7, wide / 2, long * length)
      context.bezierCurveTo(wide / 2 + w * 0.5, long * 0.7, wide / 2 + w * 1.4, long * 0.3, wide / 2 + w * 0.8, 0)
      context.fill()
    }
  })
}

/** A slab to stand on and the tower beside it. */
function padLayer({ unit, light }: Stage): Layer {
  const [wide, high] = [420, 400]
  return paintLayer(wide * unit, high * unit, (context) => {
    context.scale(unit, unit)
    const slab = lit(light, [150, 152, 158])
    const steel = lit(light, [168, 92, 74])
    context.strokeStyle = css(steel)
    context.lineWidth = 6
    context.beginPath()
    for (const x of [76, 118]) {
      context.moveTo(x, 10)
      context.lineTo(x, high - 26)
    }
    for (let y = 10; y < high - 40; y += 42) {
      context.moveTo(76, y)
      context.lineTo(118, y)
      context.lineTo(76, y + 42)
    }
    for (const y of [112, 204]) {
      context.moveTo(118, y)
      context.lineTo(170, y)
    }
    context.stroke()
    const fill = context.createLinearGradient(0, high - 42, 0, high)
    fill.addColorStop(0, css(mix(slab, light.key, 0.25)))
    fill.addColorStop(1, css(mix(slab, [20, 20, 30], 0.35)))
    context.fillStyle = fill
    context.beginPath()
    context.moveTo(44, high - 44)
    context.lineTo(wide - 44, high - 44)
    context.lineTo(wide - 2, high - 2)
    context.lineTo(2, high - 2)
    context.fill()
  })
}
