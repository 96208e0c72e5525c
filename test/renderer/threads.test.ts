import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import test from 'node:test'
import type { ClipSpec } from '../../src/renderer/clip-spec.ts'
import { type DrawingCrew, startCrew } from '../../src/renderer/drawing-crew.ts'
import { newFrame } from '../../src/renderer/frame/frame.ts'
import { allocateShared, finishWork, newMemory, shareWork, useMemory } from '../../src/renderer/kernels/memory.ts'
import { prepareClip } from '../../src/renderer/prepare-clip.ts'
import type { SceneBrief } from '../../src/renderer/prompt/scene-brief.ts'
import { clip, scratch, twoColours } from './probe.ts'

/** A hash of every raw frame of a clip, drawn by this many threads of a crew. */
async function hashesBy(crew: DrawingCrew, spec: ClipSpec, threads: number): Promise<string[]> {
  const film = crew.startFilm(spec, threads)
  film.begin(await prepareClip(spec))
  const frames = Array.from({ length: spec.seconds * 24 }, () => newFrame(spec.width, spec.height))
  await Promise.all(frames.map((frame, index) => film.draw(index, frame)))
  return frames.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
}

async function frameHashes(spec: ClipSpec, threads: number): Promise<string[]> {
  const crew = startCrew()
  try {
    return await hashesBy(crew, spec, threads)
  } finally {
    await crew.close()
  }
}

for (const prompt of [
  'a golden retriever running on the beach, sunset, cinematic',
  'a swan on a mountain lake at dawn, drone shot',
  'three cars in a neon city at night, rain',
  'a lion in a meadow',
  'three women walking in the snow',
  'a cat asleep on the sofa',
  'a skier in the mountains',
  'ink painting, a dragon flying over a bamboo forest',
  'a watch on a pedestal, studio lighting',
  'tropical fish underwater',
  'a cat on a skateboard beside a dog and a sign that says "OPEN 你好" in a park',
]) {
  test(`the raw frames are the same for 1, 2 and 3 threads: ${prompt}`, async () => {
    const spec = clip('/x.mp4', { prompt })
    const alone = await frameHashes(spec, 1)
    assert.ok(new Set(alone).size > 12, 'the frames differ')
    assert.deepEqual(await frameHashes(spec, 2), alone)
    assert.deepEqual(await frameHashes(spec, 3), alone)
  })
}

test('the raw frames are the same for 1 and 3 threads over given pictures', async (t) => {
  const firstFrame = await twoColours(join(scratch(t), 'a.png'), { width: 300, height: 200 })
  const lastFrame = await twoColours(join(scratch(t), 'b.png'), { width: 200, height: 300 })
  const weather = clip('/x.mp4', { firstFrame, prompt: 'snow and falling petals at night' })
  for (const spec of [clip('/x.mp4', { firstFrame }), weather, clip('/x.mp4', { firstFrame, lastFrame })])
    assert.deepEqual(await frameHashes(spec, 3), await frameHashes(spec, 1))
})

test('threads that have drawn other films draw the same frames as new ones', async (t) => {
  const firstFrame = await twoColours(join(scratch(t), 'a.png'), { width: 300, height: 200 })
  const crew = startCrew()
  t.after(() => crew.close())
  const clips = [
    clip('/x.mp4', { prompt: 'a swan on a mountain lake at dawn', width: 480, height: 270 }),
    clip('/x.mp4', { firstFrame, prompt: 'snow and falling petals at night' }),
    clip('/x.mp4', { prompt: 'three cars in a neon city and a sign that says "OPEN 你好", rain' }),
    clip('/x.mp4', { prompt: 'a watercolour of a lion in a meadow', seed: 9 }),
    clip('/x.mp4', { prompt: 'a swan on a mountain lake at dawn', width: 480, height: 270 }),
  ]
  for (const [index, spec] of clips.entries()) {
    const drawn = await hashesBy(crew, spec, (index % 3) + 1)
    crew.clear()
    assert.deepEqual(drawn, await frameHashes(spec, 2), spec.prompt)
  }
})

test('a thread that fails is heard of by whoever waits for a frame', async (t) => {
  const crew = startCrew()
  t.after(() => crew.close())
  const film = crew.startFilm(clip('/x.mp4'), 2)
  film.begin({ kind: 'scene', brief: undefined as unknown as SceneBrief })
  await assert.rejects(film.draw(0, newFrame(320, 180)), { name: 'RenderError', code: 'crashed' })
})

test('threads that disagree on what they share are told so', () => {
  const memory = newMemory()
  useMemory(memory)
  const first = allocateShared(100)
  first[7] = 3
  let done = 0
  shareWork(() => (done += 1))
  finishWork()
  // The same thread again, counting from the first: as another thread would.
  useMemory(memory)
  assert.equal(allocateShared(100)[7], 3)
  assert.throws(() => {
    useMemory(memory)
    allocateShared(64)
  }, /disagree/)
  useMemory(memory)
  shareWork(() => (done += 1))
  finishWork()
  assert.equal(done, 1, 'what one thread has done is not done again')
})
