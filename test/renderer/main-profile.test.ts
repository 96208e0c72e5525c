import assert from 'node:assert/strict'
import test from 'node:test'
import { asMainProfile, assertMainUnits } from '../../src/renderer/encode/main-profile.ts'

/** Bytes from bits; blanks are for the reader, and the end is filled with the stop bit and zeros. */
function bytes(bits: string): number[] {
  const all = `${bits.replaceAll(' ', '')}1`
  return (all.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2))
}

// 320x192: ids, order type 2, one reference, no gaps, 20x12 macroblocks, whole frames, 8x8 inference, no crop, no VUI.
const SPS = { profile: 66, bits: '1 1 011 010 0 000010100 0001100 1 1 0 0' }
// Ids, CAVLC, no order field, one slice group, one reference each way, no weights, QPs, filter control, no redundancy.
const PPS = '1 1 0 0 1 1 1 0 00 1 1 1 1 0 0'

function avcc(sps: typeof SPS, pps: string): Uint8Array {
  const first = [0x67, sps.profile, 0, 31, ...bytes(sps.bits)]
  const second = [0x68, ...bytes(pps)]
  return new Uint8Array([1, sps.profile, 0, 31, 0xff, 0xe1, 0, first.length, ...first, 1, 0, second.length, ...second])
}

test('a constrained baseline stream is labelled as Main, in both places, and nothing else of it changes', () => {
  const before = avcc(SPS, PPS)
  const after = asMainProfile(before)
  const changed = [...after].flatMap((byte, i) => (byte === before[i] ? [] : [[i, byte]]))
  assert.deepEqual(changed, [
    [1, 77],
    [2, 0xc0],
    [9, 77],
    [10, 0xc0],
  ])
})

test('a stream that a Main decoder need not play is never labelled as one', () => {
  const refused: [sps: Partial<typeof SPS>, pps: string, why: RegExp][] = [
    [{ profile: 88 }, PPS, /profile_idc/],
    [{ bits: '1 1 011 010 0 000010100 0001100 0 0 1 0 0' }, PPS, /fields/],
    [{ bits: '1 1 011 010 0 000010100 0001100 1 0 0 0' }, PPS, /inference/],
    [{}, '1 1 0 0 010 1 1 1 0 00 1 1 1 1 0 0', /slice groups/],
    [{}, '1 1 0 0 1 1 1 0 00 1 1 1 1 0 1', /redundant/],
  ]
  for (const [sps, pps, why] of refused) assert.throws(() => asMainProfile(avcc({ ...SPS, ...sps }, pps)), why)
})

/** An access unit: each unit by its header and bits, with its length before it. */
function picture(...units: [header: number, bits: string][]): Uint8Array {
  return new Uint8Array(units.flatMap(([header, bits]) => [0, 0, 0, 1 + bytes(bits).length, header, ...bytes(bits)]))
}

test('a picture is a key frame by its own units, and one that Main does not have is refused', () => {
  assert.equal(assertMainUnits(picture([0x06, '0000'], [0x65, '1 011 1'])), 'key')
  assert.equal(assertMainUnits(picture([0x41, '1 1 1'])), 'delta')
  assert.throws(() => assertMainUnits(picture([0x41, '1 1 1'], [0x41, '010 1 1'])), /several slices/)
  assert.throws(() => assertMainUnits(picture([0x42, '1 1 1'])), /unit of type 2/)
  assert.throws(() => assertMainUnits(picture([0x41, '1 00100 1'])), /slice type/)
  assert.throws(() => assertMainUnits(picture([0x06, '0000'])), /without a picture/)
})
