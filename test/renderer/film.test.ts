import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { newFrame } from '../../src/renderer/frame/frame.ts'
import { makeFilm } from '../../src/renderer/make-film.ts'
import { loadPicture } from '../../src/renderer/picture/load-picture.ts'
import { difference, photograph } from './photographs.ts'
import { clip, scratch, twoColours } from './probe.ts'

const PROMPTS = [
  'a golden retriever running on the beach, sunset, cinematic',
  'a sailboat at sea at night',
  'a swan on a mountain lake at dawn, drone shot',
  'a horse by the river',
  'a fox walking in snowy mountains',
  'a deer in a foggy forest at dawn',
  'a camel in the desert',
  '夜晚的霓虹城市，下雨，一辆红色汽车',
  'a horse in a meadow, pan left',
  'tropical fish underwater',
  'an astronaut in space',
  'a bicycle in a meadow',
  'a train in the snow at night',
  'six red birds flying over a lake',
  'two pandas running in a bamboo forest',
  'a white dove over the beach',
  'an eagle flying above the clouds',
  'a cup of coffee in a cafe',
  'a cat in the kitchen',
  'a rabbit in the bedroom, snow outside, night',
  '舞台上的舞者',
  'a robot in an office',
  'the feeling of a long forgotten thought',
  'a girl with a red umbrella and two cats on a bench in a park',
  'a red boat and a whale beside a lighthouse',
  'a neon sign that says "OPEN 你好" in a city at night, a dog beside a car',
]

for (const prompt of PROMPTS) {
  for (const [width, height] of [
    [320, 180],
    [180, 320],
  ] as const) {
    test(`every byte of every frame is drawn, from its number alone: ${prompt}, ${width}x${height}`, async () => {
      const spec = clip('/x.mp4', { prompt, width, height })
      const film = await makeFilm(spec)
      const again = await makeFilm(spec)
      const black = newFrame(width, height)
      const white = newFrame(width, height)
      const earlier = newFrame(width, height)
      film.draw(0, earlier)
      for (const index of [23, 11, 0]) {
        black.bytes.fill(0)
        white.bytes.fill(255)
        film.draw(index, black)
        again.draw(index, white)
        assert.ok(Buffer.compare(black.bytes, white.bytes) === 0, `frame ${index}`)
      }
      assert.ok(Buffer.compare(black.bytes, earlier.bytes) === 0, 'frame 0 again')
      // Limited range: nothing undrawn (zero luma) and nothing that wrapped around.
      assert.ok(Math.min(...black.y) >= 14 && Math.max(...black.y) <= 240)
    })
  }
}

test('the picture moves, and another seed is visibly another take', async () => {
  for (const prompt of PROMPTS) {
    const film = await makeFilm(clip('/x.mp4', { prompt }))
    const other = await makeFilm(clip('/x.mp4', { prompt, seed: 99 }))
    const [a, b, c] = [newFrame(320, 180), newFrame(320, 180), newFrame(320, 180)] as const
    film.draw(0, a)
    film.draw(23, b)
    other.draw(0, c)
    assert.ok(difference(a.y, b.y) > 1, `moves: ${prompt}`)
    assert.ok(difference(a.y, c.y) > 1.5, `differs: ${prompt}`)
  }
})

test('a given first picture is frame 0, byte for byte, and the camera then moves over it', async () => {
  const firstFrame = photograph('coffee')
  for (const resize of ['pad', 'crop'] as const) {
    const spec = clip('/x.mp4', { firstFrame, resize })
    const film = await makeFilm(spec)
    const [first, last] = [newFrame(320, 180), newFrame(320, 180)]
    film.draw(0, first)
    film.draw(23, last)
    assert.deepEqual(first.bytes, (await loadPicture(firstFrame, spec)).frame.bytes)
    assert.ok(difference(first.y, last.y) > 0.5)
  }
})

test('given both pictures, the first and the last frame are them, byte for byte', async (t) => {
  const folder = scratch(t)
  const firstFrame = await twoColours(join(folder, 'a.png'), { width: 300, height: 200 })
  const lastFrame = await twoColours(join(folder, 'b.png'), { width: 200, height: 300 })
  const spec = clip('/x.mp4', { firstFrame, lastFrame })
  const film = await makeFilm(spec)
  const frame = newFrame(320, 180)
  film.draw(0, frame)
  assert.deepEqual(frame.bytes, (await loadPicture(firstFrame, spec)).frame.bytes)
  film.draw(film.frames - 1, frame)
  assert.deepEqual(frame.bytes, (await loadPicture(lastFrame, spec)).frame.bytes)
})

test('a last picture alone is the last frame', async (t) => {
  const lastFrame = await twoColours(join(scratch(t), 'a.png'), { width: 300, height: 200 })
  const spec = clip('/x.mp4', { lastFrame })
  const film = await makeFilm(spec)
  const frame = newFrame(320, 180)
  film.draw(film.frames - 1, frame)
  assert.deepEqual(frame.bytes, (await loadPicture(lastFrame, spec)).frame.bytes)
})
