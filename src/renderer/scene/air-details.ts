import { blendLayer } from '../frame/blend.ts'
import { css, mix, type Rgb } from '../frame/colour.ts'
import { type Layer, paintLayer } from '../frame/layer.ts'
import { between } from '../random.ts'
import { lit } from './light.ts'
import { leavesOf } from './planting.ts'
import { type Painter, randomFor, type Stage } from './stage.ts'

interface Fall {
  name: string
  colours: readonly Rgb[]
  /** Of the largest, in design units. */
  size: number
  count: number
  /** Pictures a second, downwards and sideways. */
  down: number
  aside: number
  shape: 'petal' | 'leaf' | 'paper'
}

export function petalsPainter(stage: Stage): Painter {
  const colours: readonly Rgb[] = [
    [255, 196, 214],
    [255, 224, 232],
    [250, 170, 196],
  ]
  return fallPainter(stage, { name: 'petals', colours, size: 13, count: 60, down: 0.1, aside: 0.07, shape: 'petal' })
}

export function leavesPainter(stage: Stage): Painter {
  return fallPainter(stage, {
    name: 'leaves',
    colours: leavesOf(stage),
    size: 17,
    count: 40,
    down: 0.12,
    aside: 0.1,
    shape: 'leaf',
  })
}

export function confettiPainter(stage: Stage): Painter {
  const colours: readonly Rgb[] = [
    [250, 90, 100],
    [255, 206, 80],
    [90, 190, 250],
    [120, 220, 130],
    [200, 120, 240],
  ]
  return fallPainter(stage, { name: 'confetti', colours, size: 11, count: 110, down: 0.2, aside: 0.01, shape: 'paper' })
}

const TURNS = 8

/** Small light things that tumble down: each turns over as it falls. */
function fallPainter(stage: Stage, fall: Fall): Painter {
  const { width, height, unit } = stage
  const random = randomFor(stage, fall.name)
  const sprites = fall.colours.flatMap((colour) =>
    [0.55, 1].map((size) => Array.from({ length: TURNS }, (_, turn) => tumbled(stage, fall, { colour, size, turn }))),
  )
  const items = Array.from({ length: fall.count }, () => ({
    phases: sprites[Math.floor(random() * sprites.length)],
    x: random(),
    y: random(),
    pace: between(random, 0.6, 1.2),
    lag: random() * TURNS,
  }))
  return (frame, { seconds, travel }) => {
    for (const { phases, x, y, pace, lag } of items) {
      const layer = phases?.[Math.floor(seconds * 9 * pace + lag) % TURNS]
      if (!layer) continue
      const across = x + fall.aside * pace * seconds - (travel * 0.6 * pace) / width
      const down = y + fall.down * pace * seconds
      const sway = 26 * unit * Math.sin(seconds * 1.7 * pace + lag)
      const px = (across - Math.floor(across)) * (width + 60 * unit) - 30 * unit + sway
      blendLayer(frame, layer, px, (down - Math.floor(down)) * (height + 30 * unit) - 30 * unit)
    }
  }
}

function tumbled(stage: Stage, fall: Fall, { colour, size, turn }: { colour: Rgb; size: number; turn: number }): Layer {
  const r = (fall.size * size * stage.unit) / 2
  const side = Math.ceil(r * 2.6)
  const angle = (turn / TURNS) * Math.PI * 2
  const flat = Math.max(0.18, Math.abs(Math.cos(angle)))
  const tone = mix(lit(stage.light, colour), stage.light.key, 0.12 + 0.2 * flat)
  return paintLayer(side, side, (context) => {
    context.translate(side / 2, side / 2)
    context.rotate(angle * 0.5 + 0.4)
    context.scale(1, flat)
    context.fillStyle = css(tone, 0.95)
    context.beginPath()
    if (fall.shape === 'paper') context.rect(-r * 0.8, -r * 0.5, r * 1.6, r)
    else {
      context.moveTo(-r, 0)
      context.quadraticCurveTo(-r * 0.2, -r * (fall.shape === 'leaf' ? 0.8 : 1.1), r, 0)
      context.quadraticCurveTo(-r * 0.2, r * (fall.shape === 'leaf' ? 0.8 : 1.1), -r, 0)
    }
    context.fill()
  })
}

/** Sparks that wander over the ground and glow in turn. */
export function firefliesPainter(stage: Stage): Painter {
  const { width, height, horizon, unit } = stage
  const random = randomFor(stage, 'fireflies')
  const levels = [0.2, 0.5, 0.8, 1].map((strength) => {
    const size = 34 * unit
    return paintLayer(size, size, (context) => {
      const r = context.canvas.width / 2
      const fade = context.createRadialGradient(r, r, 0, r, r, r)
      fade.addColorStop(0, `rgba(255,255,214,${strength})`)
      fade.addColorStop(0.14, `rgba(236,255,130,${0.85 * strength})`)
      fade.addColorStop(0.4, `rgba(200,240,90,${0.25 * strength})`)
      fade.addColorStop(1, 'rgba(180,230,80,0)')
      context.fillStyle = fade
      context.fillRect(0, 0, size, size)
    })
  })
  const flies = Array.from({ length: 46 }, () => ({
    x: random(),
    y: random(),
    lag: random() * 9,
    pace: between(random, 0.5, 1.1),
  }))
  return (frame, { seconds, travel }) => {
    for (const { x, y, lag, pace } of flies) {
      const glow = Math.sin(seconds * 1.9 * pace + lag)
      const layer = glow < -0.2 ? undefined : levels[Math.min(3, Math.floor((glow + 0.2) * 3.4))]
      if (!layer) continue
      const across = x + 0.03 * Math.sin(seconds * 0.6 * pace + lag * 2) - (travel * (0.4 + 0.6 * y)) / width
      const px = (across - Math.floor(across)) * (width + 40 * unit) - 20 * unit
      const py = horizon * 0.75 + (height - horizon * 0.75) * y + 26 * unit * Math.sin(seconds * pace + lag)
      blendLayer(frame, layer, px - layer.width / 2, py - layer.height / 2)
    }
  }
}

/** Shafts of light that fall from the sun's side and slowly move against each other. */
export function raysPainter(stage: Stage): Painter {
  const { width, height, unit, light, sunX } = stage
  const random = randomFor(stage, 'rays')
  const lean = sunX > width / 2 ? -1 : 1
  const rays = Array.from({ length: 5 }, (_, n) => ({
    layer: ray(stage, between(random, 46, 110) * unit, lean),
    x: ((n + random() * 0.7) / 5) * width * 1.1 - width * 0.05,
    lag: random() * 7,
  }))
  if (light.sun.strength < 0.05) return () => undefined
  return (frame, { seconds, travel }) => {
    for (const { layer, x, lag } of rays) {
      const at = x - travel * 0.05 + 26 * unit * Math.sin(seconds * 0.4 + lag)
      const span = width + layer.width
      const wrapped = at + layer.width - Math.floor((at + layer.width) / span) * span - layer.width
      blendLayer(frame, layer, wrapped, 0)
    }
  }

  function ray(of: Stage, wide: number, side: number): Layer {
    const long = height * 0.86
    const drop = long * 0.42
    return paintLayer(wide * 2 + drop, long, (context) => {
      for (let row = 0; row < long; row += 2) {
        const t = row / long
        const middle = wide + (side > 0 ? drop * t : drop * (1 - t))
        const half = wide * (0.35 + 0.4 * t)
        const fade = context.createLinearGradient(middle - half, 0, middle + half, 0)
        const strength = 0.24 * of.light.sun.strength * (1 - t) ** 0.9
        fade.addColorStop(0, css(of.light.sun.glow, 0))
        fade.addColorStop(0.5, css(of.light.sun.glow, strength))
        fade.addColorStop(1, css(of.light.sun.glow, 0))
        context.fillStyle = fade
        context.fillRect(middle - half, row, half * 2, 2)
      }
    })
  }
}
