import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { loadPicture } from '../../src/renderer/picture/load-picture.ts'
import { scratch, twoColours } from './probe.ts'

const RED = 63
const BLUE = 32
const BLACK = 16

test('pad shows the whole picture between black bars, crop fills and cuts', async (t) => {
  const path = await twoColours(join(scratch(t), 'a.png'), { width: 200, height: 200 })
  const { frame: padded } = await loadPicture(path, { width: 320, height: 180, resize: 'pad' })
  const at = (frame: typeof padded, x: number, y: number): number => frame.y[y * frame.width + x] ?? 0
  assert.deepEqual([at(padded, 2, 90), at(padded, 317, 90)], [BLACK, BLACK])
  assert.deepEqual([at(padded, 100, 90), at(padded, 220, 90)], [RED, BLUE])
  const { frame: cropped } = await loadPicture(path, { width: 320, height: 180, resize: 'crop' })
  assert.deepEqual([at(cropped, 2, 2), at(cropped, 317, 177)], [RED, BLUE])
})

test('the orientation that a picture carries is applied', async (t) => {
  // 6 = turn a quarter clockwise: what was left is then above.
  const path = await twoColours(join(scratch(t), 'a.png'), { width: 320, height: 180, orientation: 6 })
  const { frame } = await loadPicture(path, { width: 180, height: 320, resize: 'crop' })
  assert.equal(frame.y[10 * 180 + 90], RED)
  assert.equal(frame.y[310 * 180 + 90], BLUE)
})

test('a damaged or missing picture is bad input', async (t) => {
  const folder = scratch(t)
  const whole = readFileSync(await twoColours(join(folder, 'a.png'), { width: 300, height: 200 }))
  const broken = join(folder, 'b.png')
  writeFileSync(broken, whole.subarray(0, whole.length / 2))
  const fit = { width: 320, height: 180, resize: 'pad' as const }
  await assert.rejects(loadPicture(broken, fit), { name: 'RenderError', code: 'bad_input' })
  await assert.rejects(loadPicture(join(folder, 'none.png'), fit), { code: 'bad_input' })
})
