import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import sharp from 'sharp'
import { loadPicture } from '../../src/renderer/picture/load-picture.ts'
import { type Frame, newFrame } from '../../src/renderer/frame/frame.ts'
import { finishWork } from '../../src/renderer/kernels/memory.ts'
import { cameraFilm } from '../../src/renderer/picture/camera-film.ts'
import { choosePath } from '../../src/renderer/picture/camera-path.ts'
import { readMood } from '../../src/renderer/picture/picture-mood.ts'
import { drawView, focusOf, viewOf } from '../../src/renderer/picture/picture-view.ts'
import type { CameraMove } from '../../src/renderer/prompt/scene-brief.ts'
import { difference, photograph } from './photographs.ts'
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

const SIZE = { width: 640, height: 360 }
const MOVES: Record<CameraMove, true> = {
  'pan-left': true,
  'pan-right': true,
  'tilt-up': true,
  'tilt-down': true,
  'zoom-in': true,
  'zoom-out': true,
  'close-up': true,
  'dolly-in': true,
  'dolly-out': true,
  orbit: true,
  aerial: true,
  tracking: true,
  handheld: true,
  static: true,
}

/** A film over a picture with this move and prompt, and a way to see its frames. */
async function over(path: string, prompt: string, camera?: CameraMove) {
  const picture = await loadPicture(path, { ...SIZE, resize: 'crop' })
  const { camera: _, ...mood } = readMood(prompt, 1)
  const film = await cameraFilm(picture, { ...mood, ...(camera && { camera }) }, { frames: 49, seed: 1, rest: 'first' })
  finishWork()
  return {
    picture,
    at: (index: number): Frame => {
      const frame = newFrame(SIZE.width, SIZE.height)
      film.draw(index, frame)
      return frame
    },
  }
}

for (const move of [undefined, ...(Object.keys(MOVES) as CameraMove[])]) {
  test(`${move ?? 'no move'}: begins with the picture, gathers speed, and does not stop half-way`, async () => {
    const { picture, at } = await over(photograph('coffee'), '', move)
    assert.ok(Buffer.compare(at(0).bytes, picture.frame.bytes) === 0)
    const steps = [0, 12, 24, 36].map((index) => difference(at(index).y, at(index + 12).y))
    if (move === 'static') assert.ok(Math.max(...steps) < 1, steps.join())
    else assert.ok(Math.min(...steps) > 1, steps.join())
    // The first step is one of many: the picture does not jump.
    const begun = difference(at(0).y, at(1).y)
    assert.ok(begun < 4, `${begun}`)
  })

  test(`${move ?? 'no move'}: nothing tears or folds, and no more is asked of the picture than there is`, async () => {
    for (const name of ['coffee', 'astronaut', 'rocket'] as const) {
      const view = viewOf(await loadPicture(photograph(name), { ...SIZE, resize: 'crop' }))
      drawView(view, choosePath(move, 1, focusOf(view)), 1, newFrame(SIZE.width, SIZE.height))
      const { places, columns, rows, cell } = view.mesh
      const scale = (cell * 65536 * view.picture.source.width) / view.picture.area.width
      for (let i = 0; i < columns * rows; i++) {
        const right = ((places[i * 2 + 2] ?? 0) - (places[i * 2] ?? 0)) / scale
        const down = ((places[(i + columns) * 2 + 1] ?? 0) - (places[i * 2 + 1] ?? 0)) / scale
        if (i % columns < columns - 1) assert.ok(right > 0.45 && right < 1.6, `${name}: ${right}`)
        if (i < columns * (rows - 1)) assert.ok(down > 0.45 && down < 1.6, `${name}: ${down}`)
      }
    }
  })
}

test('what the prompt names is in the air and in the light, and comes up softly', async () => {
  const plain = await over(photograph('coffee'), '')
  for (const prompt of [
    'rain',
    'snow',
    'fog',
    'autumn leaves',
    'cherry blossom petals',
    'sparkles',
    '日落',
    'film noir',
  ]) {
    const { picture, at } = await over(photograph('coffee'), prompt)
    assert.ok(Buffer.compare(at(0).bytes, picture.frame.bytes) === 0)
    assert.ok(difference(at(1).bytes, plain.at(1).bytes) < 0.8, prompt)
    const changed = difference(at(40).bytes, plain.at(40).bytes)
    assert.ok(changed > 0.02, `${prompt}: ${changed}`)
  }
})

test('bars show the picture itself where they are asked to, darker', async () => {
  const fit = { ...SIZE, resize: 'pad' as const }
  const [black, blur] = [
    await loadPicture(photograph('astronaut'), fit),
    await loadPicture(photograph('astronaut'), { ...fit, bars: 'blur' }),
  ]
  const bar = (frame: Frame): Uint8Array => frame.y.subarray(180 * 640, 180 * 640 + 100)
  assert.ok(bar(black.frame).every((luma) => luma === BLACK))
  assert.ok(bar(blur.frame).every((luma) => luma >= BLACK && luma < 120) && bar(blur.frame).some((luma) => luma > 30))
  assert.deepEqual(blur.source.bytes, black.source.bytes)
})

test('transparent parts are black; white where the rest is itself nearly black', async (t) => {
  const folder = scratch(t)
  for (const [colour, expected] of [
    ['#ffcc00', BLACK],
    ['#101010', 235],
  ] as const) {
    const path = join(folder, 'a.png')
    const clear = { width: 320, height: 180, channels: 4 as const, background: '#00000000' }
    const dot = await sharp({ create: { ...clear, width: 100, height: 100, background: colour } })
      .png()
      .toBuffer()
    await sharp({ create: clear })
      .composite([{ input: dot }])
      .png()
      .toFile(path)
    assert.equal((await loadPicture(path, { ...SIZE, resize: 'crop' })).frame.y[0], expected)
  }
})

test('tiny, endless and one-coloured pictures are moved over like others', async (t) => {
  const folder = scratch(t)
  for (const [width, height] of [
    [64, 64],
    [1, 1],
    [3, 400],
    [2000, 20],
  ] as const) {
    const path = join(folder, `${width}x${height}.png`)
    await sharp({ create: { width, height, channels: 3, background: '#3a7a9a' } })
      .png()
      .toFile(path)
    for (const resize of ['pad', 'crop'] as const) {
      const picture = await loadPicture(path, { ...SIZE, resize })
      const film = await cameraFilm(picture, readMood('snow', 1), { frames: 25, seed: 1, rest: 'last' })
      const frame = newFrame(SIZE.width, SIZE.height)
      film.draw(0, frame)
      assert.ok(
        frame.y.every((luma) => luma >= BLACK && luma <= 240),
        `${width}x${height} ${resize}`,
      )
      film.draw(24, frame)
      assert.ok(Buffer.compare(frame.bytes, picture.frame.bytes) === 0)
    }
  }
})
