// What the kernels for styles compute, one value at a time.

interface Plane {
  plane: Uint8Array
  width: number
  height: number
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))
const signed = (byte: number | undefined): number => ((byte ?? 0) << 24) >> 24
const share = (value: number, of64: number): number => Math.min(255, (value * of64 + 32) >> 6)
/** A 16-bit value times another one in 32768ths. */
const times = (a: number, b: number): number => (a * b + 16384) >> 15

/** The value two rows further down; in the last two rows the value itself. */
function belowOf({ plane, width, height }: Plane, i: number): number {
  return plane[i < (height - 2) * width ? i + 2 * width : i] as number
}

function edgeAt(of: Plane, i: number, line: { least: number; gain: number; most: number }): number {
  const own = of.plane[i] as number
  const both = Math.min(255, Math.abs(own - (of.plane[i + 2] as number)) + Math.abs(own - belowOf(of, i)))
  return Math.min(line.most, share(Math.max(0, both - line.least), line.gain))
}

/** Like those below, given the plane with what follows it. */
export function outline(
  of: Plane,
  table: Uint8Array,
  line: { least: number; gain: number; most: number; light: boolean },
) {
  return Uint8Array.from({ length: of.width * of.height }, (_, i) => {
    const edge = edgeAt(of, i, line)
    return within((table[of.plane[i] as number] as number) + (line.light ? edge : -edge), 16, 235)
  })
}

export function grainRow(plane: Uint8Array, table: Uint8Array, grain: Uint8Array, start: number): Uint8Array {
  return plane.map((value, i) => within((table[value] as number) + signed(grain[(i + start) & 0xffff]), 16, 235))
}

export function tintByLuma(luma: Uint8Array, chroma: Plane, table: Uint8Array, way: 1 | -1): Uint8Array {
  const { plane, width } = chroma
  return plane.map((value, i) => {
    const brightness = luma[Math.floor(i / width) * width * 4 + (i % width) * 2] as number
    return within(value + way * signed(table[brightness]), 16, 240)
  })
}

export function pencil(
  of: Plane,
  { paper, hatching, pitch, start }: { paper: Uint8Array; hatching: Uint8Array; pitch: number; start: number },
): Uint8Array {
  return Uint8Array.from({ length: of.width * of.height }, (_, i) => {
    const row = Math.floor(i / of.width)
    const dark = Math.max(0, 150 - (of.plane[i] as number))
    const stroke = hatching[((row + start) % pitch) + (i % of.width)] as number
    const hatch = dark > stroke ? share(dark, 40) : share(Math.max(0, dark - 60), 19)
    const line = edgeAt(of, i, { least: 12, gain: 147, most: 150 })
    return Math.max(34, 226 + signed(paper[(i + start) & 0xffff]) - line - hatch)
  })
}

export function wash(of: Plane, table: Uint8Array, fibre: Uint8Array, bare: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: of.width * of.height }, (_, i) => {
    const thread = signed(fibre[i])
    const rim = edgeAt(of, i, { least: 0, gain: 27, most: 34 })
    const painted = (table[of.plane[i] as number] as number) - rim + thread
    const cover = bare[i] as number
    const way = times((230 + thread - painted) * 64, cover * 128 + (cover >> 1))
    return within(painted + ((way + 32) >> 6), 16, 235)
  })
}

export function bleed(of: Plane, keep: Uint8Array, grey: number): Uint8Array {
  return Uint8Array.from({ length: of.width * of.height }, (_, i) => {
    const sum = (of.plane[i] as number) + (of.plane[i + 3] as number) + belowOf(of, i)
    const colour = times(sum * 32, 10923) - 4096
    return within(((times(colour * 4, (keep[i] as number) * 128) + 64) >> 7) + grey, 0, 255)
  })
}
