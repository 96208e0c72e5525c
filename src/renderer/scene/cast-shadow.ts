import { classifyRows, emptyLayer, type Layer } from '../frame/layer.ts'
import type { Stage } from './stage.ts'

/** A shadow on the ground: where its layer's top left corner is, measured from that of the figure. */
interface Shadow {
  layer: Layer
  dx: number
  dy: number
}

/**
 * Shadows that figures throw towards the viewer, away from the sun: long from a low one, short from a high one. Made
 * once for each phase of a movement, so they walk along.
 */
export function castShadows(stage: Stage, foot: number): (figure: Layer) => Shadow | undefined {
  const { sun } = stage.light
  const dull = stage.brief.weather === 'clear' || stage.brief.weather === 'wind' ? 1 : 0.35
  const dark = stage.brief.dayTime === 'night' ? 0.6 : 1
  const strength = Math.min(1, 0.3 + 0.5 * sun.strength) * dull * dark * 0.62
  const away = stage.sunX > stage.width / 2 ? -1 : 1
  const [long, lean] = sun.height > 0.4 ? [0.17, 1.1] : [0.4, 1.25]
  const made = new WeakMap<Layer, Shadow>()
  return (figure) => {
    if (strength < 0.05) return undefined
    const shadow = made.get(figure) ?? thrown(figure, { foot, long, lean: lean * away, strength })
    made.set(figure, shadow)
    return shadow
  }
}

interface Throw {
  foot: number
  /** Its length as a share of the figure's height, and how far it leans sideways for each row down. */
  long: number
  lean: number
  strength: number
}

function thrown(figure: Layer, { foot, long, lean, strength }: Throw): Shadow {
  const last = Math.min(figure.height - 1, Math.round(foot * figure.height))
  const rows = Math.max(4, Math.round((last * long) / 2) * 2)
  const side = Math.ceil((Math.abs(lean) * rows) / 2) * 2 + 8
  const layer = emptyLayer(figure.width + side, rows)
  const shift = lean < 0 ? side - 4 : 4
  for (let row = 0; row < rows; row++) {
    const from = last - Math.floor(((row + 0.5) / rows) * last)
    // Further from the feet the edge is softer and the shade lighter.
    const soft = 1 + Math.round((row / rows) * 5)
    const share = (strength * (1 - 0.55 * (row / rows))) / (2 * soft + 1)
    const start = Math.round(shift + lean * row)
    let sum = 0
    for (let x = -soft; x < figure.width + soft; x++) {
      sum += alphaAt(figure, x + soft, from) - alphaAt(figure, x - soft - 1, from)
      const at = x + start
      if (at >= 0 && at < layer.width) layer.a[row * layer.width + at] = sum * share
    }
  }
  shadeOf(layer)
  return { layer, dx: -shift, dy: last }
}

function alphaAt({ a, width }: Layer, x: number, row: number): number {
  return x < 0 || x >= width ? 0 : (a[row * width + x] ?? 0)
}

/** Fills in a bluish black wherever there is alpha. */
function shadeOf(layer: Layer): void {
  const { width, height, a, ca, y, u, v } = layer
  for (let i = 0; i < a.length; i++) y[i] = ((a[i] ?? 0) * 20) / 255
  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      const at = row * 2 * width + column * 2
      const alpha = ((a[at] ?? 0) + (a[at + 1] ?? 0) + (a[at + width] ?? 0) + (a[at + width + 1] ?? 0)) / 4
      const to = (row * width) / 2 + column
      // The sky still reaches what the sun does not, so the ground keeps most of its own hue.
      ca[to] = alpha * 0.5
      u[to] = (alpha * 0.5 * 134) / 255
      v[to] = (alpha * 0.5 * 126) / 255
    }
  }
  classifyRows(layer)
}
