/** H.264 syntax read bit by bit (ITU-T H.264, 7.2 and 9.1). */
class Bits {
  readonly #bytes: Uint8Array
  #at = 0

  /** @param unit a NAL unit with its one-byte header, at most a few hundred bits of which are read */
  constructor(unit: Uint8Array) {
    this.#bytes = withoutEmulation(unit.subarray(1, 65))
  }

  bit(): number {
    const byte = this.#bytes[this.#at >> 3]
    if (byte === undefined) throw new Error('an H.264 unit ends early')
    const value = (byte >> (7 - (this.#at & 7))) & 1
    this.#at += 1
    return value
  }

  skip(count: number): void {
    for (let i = 0; i < count; i++) this.bit()
  }

  /** An unsigned Exp-Golomb number. */
  number(): number {
    let zeros = 0
    while (this.bit() === 0) zeros += 1
    let value = 1
    for (let i = 0; i < zeros; i++) value = value * 2 + this.bit()
    return value - 1
  }
}

/** The payload without the 3 that follows two zero bytes (7.4.1). */
function withoutEmulation(payload: Uint8Array): Uint8Array {
  return payload.filter((byte, i) => !(byte === 3 && i >= 2 && payload[i - 1] === 0 && payload[i - 2] === 0))
}

const BASELINE = 66
const MAIN = 77
// Slices of a whole picture, SEI, parameter sets, delimiter; data partitions (2 to 4) are not part of Main.
const UNIT_TYPES = new Set([1, 5, 6, 7, 8, 9])
const I_AND_P_SLICES = new Set([0, 2, 5, 7])

/**
 * The decoder configuration (an avcC box's content, ISO/IEC 14496-15, 5.3.3.1) of a Baseline stream, saying Main.
 *
 * A stream without slice groups, arbitrary slice order and redundant pictures satisfies A.2.1 and A.2.2 of ITU-T H.264
 * alike (A.2.1.1 calls it constrained baseline); only its label differs, and every decoder of Main plays it.
 * That it is such a stream is read from its parameter sets here and from each picture in `assertMainUnits`.
 *
 * @throws Error when it is not
 */
export function asMainProfile(avcc: Uint8Array): Uint8Array {
  const out = Uint8Array.from(avcc)
  const sps = unitAt(out, 6)
  const pps = unitAt(out, 6 + 2 + sps.length + 1)
  if (((out[5] ?? 0) & 31) !== 1 || out[6 + 2 + sps.length] !== 1) throw new Error('expected one SPS and one PPS')
  assertMainSps(sps)
  assertMainPps(pps)
  // constraint_set0_flag and constraint_set1_flag: conforms to Baseline and to Main.
  sps.set([MAIN, 0xc0], 1)
  out.set([MAIN, 0xc0], 1)
  return out
}

function unitAt(avcc: Uint8Array, at: number): Uint8Array {
  const length = ((avcc[at] ?? 0) << 8) | (avcc[at + 1] ?? 0)
  return avcc.subarray(at + 2, at + 2 + length)
}

function assertMainSps(sps: Uint8Array): void {
  if (sps[1] !== BASELINE) throw new Error(`expected profile_idc ${BASELINE}, found ${sps[1]}`)
  const bits = new Bits(sps)
  bits.skip(24)
  bits.number()
  bits.number()
  const orderType = bits.number()
  if (orderType === 0) bits.number()
  if (orderType === 1) throw new Error('unexpected pic_order_cnt_type')
  bits.number()
  bits.skip(1)
  bits.number()
  bits.number()
  // Pictures of whole frames only, and direct_8x8_inference_flag as Table A-4 asks of Main from level 3 on.
  if (bits.bit() !== 1 || bits.bit() !== 1) throw new Error('not a Main stream: fields, or no 8x8 inference')
}

function assertMainPps(pps: Uint8Array): void {
  const bits = new Bits(pps)
  bits.number()
  bits.number()
  bits.skip(2)
  if (bits.number() !== 0) throw new Error('not a Main stream: it has slice groups')
  bits.number()
  bits.number()
  bits.skip(3)
  for (let offset = 0; offset < 3; offset++) bits.number()
  bits.skip(2)
  // The last of the three flags, redundant_pic_cnt_present_flag.
  if (bits.bit() !== 0) throw new Error('not a Main stream: it may have redundant pictures')
}

/**
 * Whether one access unit (units with 4-byte lengths) is an IDR picture; the source marks none.
 *
 * @throws Error when it holds something that the Main profile does not: other slices than I and P, or a second slice,
 *   which alone could come out of order
 */
export function assertMainUnits(data: Uint8Array): 'key' | 'delta' {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let kind: 'key' | 'delta' | undefined
  for (let at = 0; at + 5 <= data.length; at += 4 + view.getUint32(at)) {
    const type = view.getUint8(at + 4) & 31
    if (!UNIT_TYPES.has(type)) throw new Error(`not a Main stream: unit of type ${type}`)
    if (type !== 1 && type !== 5) continue
    const bits = new Bits(data.subarray(at + 4, at + 4 + view.getUint32(at)))
    if (kind || bits.number() !== 0) throw new Error('not a Main stream: several slices in a picture')
    if (!I_AND_P_SLICES.has(bits.number())) throw new Error('not a Main stream: unexpected slice type')
    kind = type === 5 ? 'key' : 'delta'
  }
  if (!kind) throw new Error('an access unit without a picture')
  return kind
}
