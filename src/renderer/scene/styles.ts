import { ditherAt } from '../frame/dither.ts'
import type { Frame } from '../frame/frame.ts'
import type { Style } from '../prompt/scene-brief.ts'
import { seededRandom } from '../random.ts'

/** Works on the planes of a finished frame, in place and in one pass; a pure function of the frame and its number. */
export type Finish = (frame: Frame, index: number) => void

interface Canvas {
  width: number
  height: number
  seed: number
}

const LUMA_LOW = 16
const LUMA_HIGH = 235

/** Every style as a pass over the planes. To add one: a maker here. Claymation is a matter of time alone. */
const STYLES: Readonly<Partial<Record<Style, (canvas: Canvas) => Finish>>> = {
  noir,
  vintage,
  cinematic,
  watercolour,
  pixel,
  anime,
  sketch,
  neon,
}

/** The pass for a style, if it has one. */
export function styleFinish(style: Style | undefined, canvas: Canvas): Finish | undefined {
  return style ? STYLES[style]?.(canvas) : undefined
}

/** Pictures that a style shows for longer than a frame: the number of the one that is seen at `index`. */
export function shownIndex(style: Style | undefined, index: number): number {
  return style === 'claymation' ? index - (index % 2) : index
}

function table(at: (value: number) => number, low = 0, high = 255): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) => Math.max(low, Math.min(high, Math.round(at(value)))))
}

/** Luma by a curve over 0..1. */
function curve(at: (share: number) => number): Uint8Array {
  const span = LUMA_HIGH - LUMA_LOW
  return table(
    (value) => LUMA_LOW + span * at(Math.max(0, Math.min(1, (value - LUMA_LOW) / span))),
    LUMA_LOW,
    LUMA_HIGH,
  )
}

/** A chroma plane stretched around grey and shifted. */
function chroma(gain: number, shift = 0): Uint8Array {
  return table((value) => 128 + (value - 128) * gain + shift, 16, 240)
}

function look(plane: Uint8Array, through: Uint8Array): void {
  for (let i = 0; i < plane.length; i++) plane[i] = through[plane[i] as number] as number
}

const GRAIN = 1 << 16

/** Grain of a film, -reach..reach; read at another place of it in each frame. */
function grainOf(seed: number, reach: number): Int8Array {
  const random = seededRandom(seed, 'grain')
  return Int8Array.from({ length: GRAIN }, () => (random() + random() - 1) * reach)
}

function grainStart(index: number): number {
  return Math.imul(index + 1, 40_503) & (GRAIN - 1)
}

function grained(plane: Uint8Array, grain: Int8Array, through: Uint8Array, start: number): void {
  for (let i = 0; i < plane.length; i++) {
    const value = (through[plane[i] as number] as number) + (grain[(i + start) & (GRAIN - 1)] as number)
    plane[i] = value < LUMA_LOW ? LUMA_LOW : value > LUMA_HIGH ? LUMA_HIGH : value
  }
}

/** Black and white, hard light, grain. */
function noir({ seed }: Canvas): Finish {
  const hard = curve((t) => Math.min(1, 1.12 * (t < 0.5 ? 2 ** 0.9 * t ** 1.9 : 1 - 2 ** 0.9 * (1 - t) ** 1.9)))
  const grain = grainOf(seed, 15)
  return (frame, index) => {
    grained(frame.y, grain, hard, grainStart(index))
    frame.u.fill(128)
    frame.v.fill(128)
  }
}

/** Faded film: lifted blacks, a brown cast, flicker, a scratch now and then. */
function vintage({ width, height, seed }: Canvas): Finish {
  const faded = [0.96, 1, 1.03, 0.98, 1.01].map((gain) => curve((t) => gain * (0.11 + 0.78 * t ** 0.92)))
  const [u, v] = [chroma(0.42, -9), chroma(0.46, 8)]
  const grain = grainOf(seed, 12)
  const random = seededRandom(seed, 'scratches')
  const scratches = Array.from({ length: 61 }, () => (random() < 0.3 ? Math.floor(random() * (width - 2)) : -1))
  return (frame, index) => {
    grained(frame.y, grain, faded[index % faded.length] ?? (faded[0] as Uint8Array), grainStart(index))
    look(frame.u, u)
    look(frame.v, v)
    const x = scratches[Math.floor(index / 2) % scratches.length] ?? -1
    if (x < 0) return
    for (let row = 0; row < height; row++) {
      const at = row * width + x
      frame.y[at] = Math.min(LUMA_HIGH, (frame.y[at] as number) + 46)
    }
  }
}

/** Deeper contrast, cool shadows and warm lights, the frame's upper and lower edge darkened to a wide picture. */
function cinematic({ width, height }: Canvas): Finish {
  const deep = curve((t) => 0.5 * t + 0.5 * (t * t * (3 - 2 * t)))
  const shift = Int8Array.from({ length: 256 }, (_, value) => Math.round(6 - 15 * Math.max(0, (value - 16) / 219)))
  const bar = width > height ? Math.floor((height * 0.055) / 2) * 2 : 0
  const half = width / 2
  const clamp = (value: number): number => (value < 16 ? 16 : value > 240 ? 240 : value)
  return (frame) => {
    for (let row = 0; row < height / 2; row++) {
      for (let x = 0; x < half; x++) {
        const warmth = shift[frame.y[row * 2 * width + x * 2] as number] as number
        const i = row * half + x
        frame.u[i] = clamp((frame.u[i] as number) + warmth)
        frame.v[i] = clamp((frame.v[i] as number) - warmth)
      }
    }
    look(frame.y, deep)
    for (const from of [0, height - bar]) {
      frame.y.fill(LUMA_LOW, from * width, (from + bar) * width)
      frame.u.fill(128, (from / 2) * half, ((from + bar) / 2) * half)
      frame.v.fill(128, (from / 2) * half, ((from + bar) / 2) * half)
    }
  }
}

/** How much a pixel differs from those to its right and below, which are not yet changed when going down. */
function edgeAt(y: Uint8Array, i: number, width: number): number {
  const own = y[i] as number
  return Math.abs(own - (y[i + 2] ?? own)) + Math.abs(own - (y[i + 2 * width] ?? own))
}

/** Paper that shows through, pale washes with darker rims, the sheet left bare along its border. */
function watercolour({ width, height, seed }: Canvas): Finish {
  const random = seededRandom(seed, 'paper')
  const fibres = Int8Array.from({ length: GRAIN }, () => (random() + random() + random() - 1.5) * 11)
  const wash = curve((t) => 0.24 + ((0.76 * Math.round(t * 9)) / 9) * 0.5 + 0.38 * t)
  const bare = new Uint8Array(width * height)
  const border = Math.min(width, height) * 0.055
  for (let i = 0; i < bare.length; i++) {
    const [x, y] = [i % width, Math.floor(i / width)]
    const rough =
      8 * Math.sin(x * 0.021 + seed) +
      7 * Math.sin(y * 0.027 + 2) +
      (fibres[(x * 31 + y * 7) & (GRAIN - 1)] as number) * 0.5
    const inside = Math.min(x, y, width - 1 - x, height - 1 - y) + rough * (border / 40)
    bare[i] = Math.max(0, Math.min(255, 255 * (1 - (inside - border * 0.4) / (border * 0.5))))
  }
  return (frame) => {
    const { y, u, v } = frame
    for (let i = 0; i < y.length; i++) {
      const rim = Math.min(34, edgeAt(y, i, width) * 0.42)
      const fibre = fibres[((i % width) * 257 + Math.floor(i / width) * 101) & (GRAIN - 1)] as number
      const value = (wash[y[i] as number] as number) - rim + fibre
      const paper = bare[i] as number
      y[i] = Math.max(LUMA_LOW, Math.min(LUMA_HIGH, value + ((230 + fibre - value) * paper) / 255))
    }
    const half = width / 2
    for (let i = 0; i < u.length; i++) {
      const keep = (1 - (bare[Math.floor(i / half) * 2 * width + (i % half) * 2] as number) / 255) * 0.86
      // Colours bleed to the right and down.
      u[i] = 126 + (((u[i] as number) + (u[i + 3] ?? 128) + (u[i + 2 * half] ?? 128)) / 3 - 128) * keep
      v[i] = 130 + (((v[i] as number) + (v[i + 3] ?? 128) + (v[i + 2 * half] ?? 128)) / 3 - 128) * keep
    }
  }
}

/** Large pixels of few colours. */
function pixel({ width, height }: Canvas): Finish {
  const size = Math.max(2, Math.round(Math.min(width, height) / 120 / 2) * 2)
  const step = 20
  const tint = chroma(1.2)
  const few = (value: number, dither: number): number =>
    Math.floor((value + (dither - 0.5) * step * 0.4) / step + 0.5) * step
  const spread = (
    plane: Uint8Array,
    side: number,
    columns: number,
    to: (value: number, x: number, y: number) => number,
  ): void => {
    const rows = plane.length / columns
    for (let top = 0; top < rows; top += side) {
      const from = (top + Math.min(side >> 1, rows - 1 - top)) * columns
      for (let left = 0; left < columns; left += side) {
        const middle = plane[from + Math.min(columns - 1, left + (side >> 1))] as number
        const value = to(middle, left / side, top / side)
        plane.fill(value, top * columns + left, top * columns + Math.min(columns, left + side))
      }
      for (let row = top + 1; row < Math.min(rows, top + side); row++) {
        plane.copyWithin(row * columns, top * columns, (top + 1) * columns)
      }
    }
  }
  const luma = (value: number, x: number, y: number): number =>
    Math.max(LUMA_LOW, Math.min(LUMA_HIGH, few(value - LUMA_LOW, ditherAt(x, y)) + LUMA_LOW))
  const colour = (value: number): number =>
    Math.max(16, Math.min(240, Math.round(((tint[value] as number) - 128) / 12) * 12 + 128))
  return (frame) => {
    spread(frame.y, size, width, luma)
    spread(frame.u, size / 2, width / 2, colour)
    spread(frame.v, size / 2, width / 2, colour)
  }
}

/** Flat bright colours in few steps, dark outlines. */
function anime({ width }: Canvas): Finish {
  const flat = curve((t) => {
    const steps = t * 7
    const soft = Math.min(1, Math.max(0, (steps - Math.floor(steps) - 0.32) / 0.36))
    return Math.min(1, ((Math.floor(steps) + soft) / 7) * 1.06 + 0.03)
  })
  const [u, v] = [chroma(1.38), chroma(1.38)]
  return (frame) => {
    const { y } = frame
    for (let i = 0; i < y.length; i++) {
      const line = Math.min(110, Math.max(0, edgeAt(y, i, width) - 26) * 1.5)
      y[i] = Math.max(LUMA_LOW, (flat[y[i] as number] as number) - line)
    }
    look(frame.u, u)
    look(frame.v, v)
  }
}

/** Pencil on paper: lines where things end, hatching where it is dark. Drawn anew eight times a second. */
function sketch({ width, height, seed }: Canvas): Finish {
  const random = seededRandom(seed, 'pencil')
  const paper = Int8Array.from({ length: GRAIN }, () => (random() + random() - 1) * 9)
  const pitch = Math.max(4, Math.round(Math.min(width, height) / 110))
  return (frame, index) => {
    const { y } = frame
    const shift = Math.imul(Math.floor(index / 3) + 1, 7919)
    for (let row = 0; row < height; row++) {
      for (let x = 0; x < width; x++) {
        const i = row * width + x
        const grain = paper[(i + shift) & (GRAIN - 1)] as number
        const dark = 150 - (y[i] as number)
        const hatch =
          dark > 0 && (x + row + shift) % pitch < 1 + dark / 60 ? dark * 0.62 : dark > 60 ? (dark - 60) * 0.3 : 0
        const line = Math.min(150, Math.max(0, edgeAt(y, i, width) - 12) * 2.3)
        y[i] = Math.max(34, 226 - line - hatch + grain)
      }
    }
    frame.u.fill(124)
    frame.v.fill(131)
  }
}

/** Dark, with glowing edges and colours pushed towards magenta and cyan. */
function neon({ width }: Canvas): Finish {
  const dark = curve((t) => 0.92 * t ** 1.22 + 0.14 * t ** 6)
  const [u, v] = [chroma(1.3, 9), chroma(1.5, 3)]
  return (frame) => {
    const { y } = frame
    for (let i = 0; i < y.length; i++) {
      y[i] = Math.min(LUMA_HIGH, (dark[y[i] as number] as number) + Math.min(90, edgeAt(y, i, width) * 0.55))
    }
    look(frame.u, u)
    look(frame.v, v)
  }
}
