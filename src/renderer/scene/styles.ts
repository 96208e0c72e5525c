import { ditherAt } from '../frame/dither.ts'
import type { Frame } from '../frame/frame.ts'
import { addressOf, allocate, allocateShared, kernels, shareWork } from '../kernels/memory.ts'
import type { Style } from '../prompt/scene-brief.ts'
import { type Random, seededRandom } from '../random.ts'

/** Works on the planes of a finished frame, in place and in one pass; a pure function of the frame and its number. */
export type Finish = (frame: Frame, index: number) => void

interface Canvas {
  width: number
  height: number
  seed: number
}

const LUMA_LOW = 16
const LUMA_HIGH = 235

/** What the kernel makes of edges. */
const DARKER = 0
const LIGHTER = 1

/** Every style as a pass over the planes. To add one: a maker here. Claymation is a matter of time alone. */
const STYLES: Readonly<Partial<Record<Style, (canvas: Canvas) => Finish>>> = {
  noir,
  vintage,
  cinematic,
  watercolour,
  ink,
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

/** What a kernel puts values through. */
function table(at: (value: number) => number, low = 0, high = 255): Uint8Array {
  const values = allocate(256)
  for (const value of values.keys()) values[value] = Math.max(low, Math.min(high, Math.round(at(value))))
  return values
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
  kernels().lookUp(addressOf(plane), plane.length, addressOf(through))
}

function fill(plane: Uint8Array, value: number): void {
  kernels().fillBytes(addressOf(plane), plane.length, value)
}

const GRAIN = 1 << 16

/** So many signed values, -reach..reach, that a kernel can read from any of them on. */
function grainOf(random: Random, reach: number): Uint8Array {
  const grain = allocate(GRAIN + 16)
  new Int8Array(grain.buffer, grain.byteOffset, GRAIN).set(
    Int8Array.from({ length: GRAIN }, () => (random() + random() - 1) * reach),
  )
  grain.copyWithin(GRAIN, 0, 16)
  return grain
}

/** Through a table, with the grain of a film, which is another one in each frame. */
function grained(plane: Uint8Array, grain: Uint8Array, through: Uint8Array, index: number): void {
  const start = Math.imul(index + 1, 40_503) & (GRAIN - 1)
  kernels().grainRow(addressOf(plane), plane.length, addressOf(through), addressOf(grain), start)
}

/** Black and white, hard light, grain. */
function noir({ seed }: Canvas): Finish {
  const hard = curve((t) => Math.min(1, 1.12 * (t < 0.5 ? 2 ** 0.9 * t ** 1.9 : 1 - 2 ** 0.9 * (1 - t) ** 1.9)))
  const grain = grainOf(seededRandom(seed, 'grain'), 15)
  return (frame, index) => {
    grained(frame.y, grain, hard, index)
    fill(frame.u, 128)
    fill(frame.v, 128)
  }
}

/** Faded film: lifted blacks, a brown cast, flicker, a scratch now and then. */
function vintage({ width, height, seed }: Canvas): Finish {
  const faded = [0.96, 1, 1.03, 0.98, 1.01].map((gain) => curve((t) => gain * (0.11 + 0.78 * t ** 0.92)))
  const [u, v] = [chroma(0.42, -9), chroma(0.46, 8)]
  const grain = grainOf(seededRandom(seed, 'grain'), 12)
  const random = seededRandom(seed, 'scratches')
  const scratches = Array.from({ length: 61 }, () => (random() < 0.3 ? Math.floor(random() * (width - 2)) : -1))
  return (frame, index) => {
    grained(frame.y, grain, faded[index % faded.length] ?? (faded[0] as Uint8Array), index)
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
  // Signed, which a byte holds as well.
  const warmth = table((value) => Math.round(6 - 15 * Math.max(0, (value - 16) / 219)) & 255)
  const bar = width > height ? Math.floor((height * 0.055) / 2) * 2 : 0
  const half = width / 2
  return ({ y, u, v }) => {
    const seen = y.subarray(bar * width, (height - bar) * width)
    const from = (bar / 2) * half
    const [blue, red] = [addressOf(u) + from, addressOf(v) + from]
    kernels().tintByLuma(blue, red, addressOf(seen), half, height / 2 - bar, addressOf(warmth))
    look(seen, deep)
    for (const row of [0, height - bar]) {
      fill(y.subarray(row * width, (row + bar) * width), LUMA_LOW)
      fill(u.subarray((row / 2) * half, ((row + bar) / 2) * half), 128)
      fill(v.subarray((row / 2) * half, ((row + bar) / 2) * half), 128)
    }
  }
}

/** Paper that shows through, pale washes with darker rims, the sheet left bare along its border. */
function watercolour(canvas: Canvas): Finish {
  const wash = curve((t) => 0.24 + ((0.76 * Math.round(t * 9)) / 9) * 0.5 + 0.38 * t)
  return painted(wash, paper(canvas, 0.86), canvas)
}

/** The same with ink: few tones, dark where the brush was full, and hardly a colour. */
function ink(canvas: Canvas): Finish {
  const tones = curve((t) => 0.06 + 0.88 * Math.min(1, (0.5 * Math.round(t ** 0.72 * 7)) / 7 + 0.62 * t ** 0.72))
  return painted(tones, paper(canvas, 0.3), canvas)
}

function painted(wash: Uint8Array, sheet: Sheet, { width, height }: Canvas): Finish {
  return ({ y, u, v }) => {
    const kernel = kernels()
    kernel.wash(addressOf(y), width, height, addressOf(wash), addressOf(sheet.fibre), addressOf(sheet.bare))
    kernel.bleed(addressOf(u), width / 2, height / 2, addressOf(sheet.keep), 126)
    kernel.bleed(addressOf(v), width / 2, height / 2, addressOf(sheet.keep), 130)
  }
}

/** A sheet to paint on: its fibres (signed), how bare each place of it is, what it keeps of colours. */
interface Sheet {
  fibre: Uint8Array
  bare: Uint8Array
  keep: Uint8Array
}

function paper({ width, height, seed }: Canvas, colourful: number): Sheet {
  const count = width * height
  const [fibre, bare, keep] = [allocateShared(count), allocateShared(count), allocateShared(count / 4)]
  const border = Math.min(width, height) * 0.055
  shareWork(() => {
    const random = seededRandom(seed, 'paper')
    const fibres = Int8Array.from({ length: GRAIN }, () => (random() + random() + random() - 1.5) * 11)
    const fibreAt = (x: number, y: number): number => fibres[(x + y) & (GRAIN - 1)] as number
    for (let row = 0, i = 0; row < height; row++) {
      const wave = 7 * Math.sin(row * 0.027 + 2)
      for (let x = 0; x < width; x++, i++) {
        fibre[i] = fibreAt(x * 257, row * 101)
        const inside = Math.min(x, row, width - 1 - x, height - 1 - row)
        // Only what is near the border is rough.
        if (inside > border * 2) continue
        const rough = 8 * Math.sin(x * 0.021 + seed) + wave + fibreAt(x * 31, row * 7) * 0.5
        const share = 1 - (inside + rough * (border / 40) - border * 0.4) / (border * 0.5)
        bare[i] = Math.max(0, Math.min(255, 255 * share))
      }
    }
    for (let i = 0; i < keep.length; i++) {
      const at = Math.floor(i / (width / 2)) * 2 * width + (i % (width / 2)) * 2
      keep[i] = (256 - (bare[at] as number)) * colourful
    }
  })
  return { fibre, bare, keep }
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
function anime({ width, height }: Canvas): Finish {
  const flat = curve((t) => {
    const steps = t * 7
    const soft = Math.min(1, Math.max(0, (steps - Math.floor(steps) - 0.32) / 0.36))
    return Math.min(1, ((Math.floor(steps) + soft) / 7) * 1.06 + 0.03)
  })
  const lively = chroma(1.38)
  return ({ y, u, v }) => {
    kernels().outline(addressOf(y), width, height, addressOf(flat), 26, 96, 110, DARKER)
    look(u, lively)
    look(v, lively)
  }
}

/** Pencil on paper: lines where things end, hatching where it is dark. Drawn anew eight times a second. */
function sketch({ width, height, seed }: Canvas): Finish {
  const sheet = grainOf(seededRandom(seed, 'pencil'), 9)
  const pitch = Math.max(4, Math.round(Math.min(width, height) / 110))
  const hatching = allocate(width + pitch + 16)
  // From one stroke to the next it must be darker and darker to be hatched.
  for (const i of hatching.keys()) hatching[i] = Math.max(0, Math.min(255, 60 * ((i % pitch) - 1)))
  return ({ y, u, v }, index) => {
    const start = Math.imul(Math.floor(index / 3) + 1, 7919)
    kernels().pencil(addressOf(y), width, height, addressOf(sheet), addressOf(hatching), pitch, start)
    fill(u, 124)
    fill(v, 131)
  }
}

/** Dark, with glowing edges and colours pushed towards magenta and cyan. */
function neon({ width, height }: Canvas): Finish {
  const dark = curve((t) => 0.92 * t ** 1.22 + 0.14 * t ** 6)
  const [blue, red] = [chroma(1.3, 9), chroma(1.5, 3)]
  return ({ y, u, v }) => {
    kernels().outline(addressOf(y), width, height, addressOf(dark), 0, 35, 90, LIGHTER)
    look(u, blue)
    look(v, red)
  }
}
