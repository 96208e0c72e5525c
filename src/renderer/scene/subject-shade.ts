import { blendLayer } from '../frame/blend.ts'
import { css } from '../frame/colour.ts'
import type { Frame } from '../frame/frame.ts'
import { emptyLayer, classifyRows, type Layer, paintLayer } from '../frame/layer.ts'
import { lit } from './light.ts'
import type { Stage } from './stage.ts'

/** The shade on the ground right below a figure. */
export function shadowLayer(stage: Stage, width: number): Layer {
  const height = Math.max(8, width * 0.13)
  return paintLayer(width, height, (context) => {
    const { width: w, height: h } = context.canvas
    context.scale(1, h / w)
    const fade = context.createRadialGradient(w / 2, w / 2, 0, w / 2, w / 2, w / 2)
    const strength = stage.brief.dayTime === 'night' ? 0.55 : 0.42
    fade.addColorStop(0, `rgba(14,8,22,${strength})`)
    fade.addColorStop(0.55, `rgba(14,8,22,${strength * 0.7})`)
    fade.addColorStop(1, 'rgba(14,8,22,0)')
    context.fillStyle = fade
    context.fillRect(0, 0, w, w)
  })
}

/** The broken water around something afloat. */
export function foamLayer(stage: Stage, width: number): Layer {
  const height = Math.max(6, width * 0.09)
  return paintLayer(width, height, (context) => {
    const { width: w, height: h } = context.canvas
    context.scale(1, h / w)
    const fade = context.createRadialGradient(w / 2, w / 2, w * 0.1, w / 2, w / 2, w / 2)
    const white = lit(stage.light, [255, 255, 255])
    fade.addColorStop(0, css(white, 0.75))
    fade.addColorStop(0.6, css(white, 0.4))
    fade.addColorStop(1, css(white, 0))
    context.fillStyle = fade
    context.fillRect(0, 0, w, w)
  })
}

/** The cone of a headlamp. */
export function beamLayer(stage: Stage): Layer {
  const length = 330 * stage.unit
  const height = 130 * stage.unit
  return paintLayer(length, height, (context) => {
    const fade = context.createRadialGradient(0, height * 0.35, 0, 0, height * 0.35, length)
    fade.addColorStop(0, 'rgba(255,238,190,0.7)')
    fade.addColorStop(0.3, 'rgba(255,230,170,0.28)')
    fade.addColorStop(1, 'rgba(255,226,160,0)')
    context.fillStyle = fade
    context.beginPath()
    context.moveTo(0, height * 0.3)
    context.lineTo(length, 0)
    context.lineTo(length, height)
    context.lineTo(0, height * 0.42)
    context.fill()
  })
}

/** Upside-down copies of layers as they look in still water: dimmed, fading with distance from the waterline. */
export function mirrorImages(): (layer: Layer, rows: number) => Layer {
  const made = new WeakMap<Layer, Layer>()
  return (layer, rows) => {
    const image = made.get(layer) ?? mirrorImage(layer, rows)
    made.set(layer, image)
    return image
  }
}

function mirrorImage(layer: Layer, rows: number): Layer {
  const image = emptyLayer(layer.width, rows)
  const strength = (row: number, of: number): number => 0.5 * (1 - (0.7 * row) / of)
  const flip = (from: Uint8Array, to: Uint8Array, size: { width: number; rows: number }): void => {
    for (let row = 0; row < size.rows; row++) {
      const source = (size.rows - 1 - row) * size.width
      const share = strength(row, size.rows)
      for (let x = 0; x < size.width; x++) to[row * size.width + x] = (from[source + x] as number) * share
    }
  }
  const full = { width: layer.width, rows: image.height }
  const half = { width: layer.width / 2, rows: image.height / 2 }
  flip(layer.y, image.y, full)
  flip(layer.a, image.a, full)
  flip(layer.u, image.u, half)
  flip(layer.v, image.v, half)
  flip(layer.ca, image.ca, half)
  classifyRows(image)
  return image
}

const STRIP = 4

/** Blends an image in strips that sway against each other, the more the further they are from the waterline. */
export function blendRippled(
  frame: Frame,
  image: Layer,
  at: { x: number; y: number },
  ripple: { seconds: number; reach: number },
): void {
  for (let row = 0; row + STRIP <= image.height; row += STRIP) {
    const far = row / image.height
    const sway = Math.sin(ripple.seconds * 2.3 + row * 0.21) + 0.6 * Math.sin(ripple.seconds * 3.7 - row * 0.47)
    blendLayer(frame, stripOf(image, row), at.x + sway * ripple.reach * (0.2 + far), at.y + row)
  }
}

function stripOf(layer: Layer, row: number): Layer {
  const part = (plane: Uint8Array, width: number, share: number): Uint8Array =>
    plane.subarray((row / share) * width, ((row + STRIP) / share) * width)
  const { width } = layer
  return {
    width,
    height: STRIP,
    period: 0,
    y: part(layer.y, width, 1),
    a: part(layer.a, width, 1),
    u: part(layer.u, width / 2, 2),
    v: part(layer.v, width / 2, 2),
    ca: part(layer.ca, width / 2, 2),
    lumaRows: part(layer.lumaRows, 1, 1),
    chromaRows: part(layer.chromaRows, 1, 2),
  }
}
