import assert from 'node:assert/strict'
import test from 'node:test'
import { FPS } from '../../src/renderer/clip-spec.ts'
import { type Frame, newFrame } from '../../src/renderer/frame/frame.ts'
import { finishWork, newMemory, useMemory } from '../../src/renderer/kernels/memory.ts'
import { readPrompt } from '../../src/renderer/prompt/read-prompt.ts'
import type { Mood, SceneBrief, Style } from '../../src/renderer/prompt/scene-brief.ts'
import { lightOf } from '../../src/renderer/scene/light.ts'
import { sceneFilm } from '../../src/renderer/scene/scene-film.ts'
import type { Stage } from '../../src/renderer/scene/stage.ts'
import { waveTiles } from '../../src/renderer/scene/waves.ts'
import { worldPainters } from '../../src/renderer/scene/worlds.ts'

const [WIDTH, HEIGHT, SECONDS, SEED] = [320, 180, 2, 7] as const
const OUTDOORS = [
  'a dog running on the beach',
  'a sailboat at sea',
  'a man walking in the mountains',
  'a woman walking in the forest',
  'a camel in the desert',
  'a horse in a meadow',
  'a penguin in the snow',
  'a red car in the city',
  'a rover on mars',
] as const
const INDOORS = ['a cat in the kitchen', 'a robot in an office', 'a singer on a stage'] as const
const ELSEWHERE = [
  'a clownfish swimming underwater',
  'an astronaut in space',
  'an eagle flying above the clouds',
] as const

/** Frames of a brief that was read from a prompt and changed. */
async function shots(prompt: string, change: Partial<SceneBrief>, indices: readonly number[]): Promise<Frame[]> {
  useMemory(newMemory())
  const size = { width: WIDTH, height: HEIGHT, seconds: SECONDS, frames: SECONDS * FPS, seed: SEED }
  const film = await sceneFilm({ ...readPrompt(prompt, SEED), details: [], ...change }, size)
  finishWork()
  return indices.map((index) => {
    const frame = newFrame(WIDTH, HEIGHT)
    film.draw(index, frame)
    return frame
  })
}

function stageOf(prompt: string): Stage {
  const brief = { ...readPrompt(prompt, SEED), details: [], weather: 'clear' as const }
  const [horizon, unit] = [Math.round(HEIGHT * 0.27) * 2, HEIGHT / 720]
  const place = { horizon, unit, edge: ((HEIGHT - horizon) / unit) * 0.36, sunX: WIDTH * 0.7, sunY: HEIGHT * 0.2 }
  return { width: WIDTH, height: HEIGHT, ...place, light: lightOf(brief), brief, seconds: SECONDS, seed: SEED }
}

async function shot(prompt: string, change: Partial<SceneBrief> = {}): Promise<Frame> {
  const [frame] = await shots(prompt, change, [12])
  assert.ok(frame)
  return frame
}

function mean(values: Uint8Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function apart(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length
}

test('no dark line lies across a picture, from its upper to its lower edge', async () => {
  for (const prompt of [...OUTDOORS, ...ELSEWHERE]) {
    for (const dayTime of ['day', 'sunset'] as const) {
      const { y } = await shot(prompt, { dayTime, subjects: [], weather: 'clear' })
      const rows = Array.from({ length: HEIGHT }, (_, row) => mean(y.subarray(row * WIDTH, (row + 1) * WIDTH)))
      for (let row = 2; row < HEIGHT - 2; row++) {
        const [above, here, below] = [rows[row - 2] ?? 0, rows[row] ?? 0, rows[row + 2] ?? 0]
        assert.ok(here > Math.min(above, below) - 18, `${prompt}, ${dayTime}: row ${row} is ${here}`)
      }
    }
  }
})

/** How much each column of a frame differs from the one before it, as a mean over the rows. */
function columnSteps({ y }: Frame): number[] {
  const steps: number[] = []
  for (let x = 4; x < WIDTH - 4; x++) {
    let sum = 0
    for (let row = 0; row < HEIGHT; row++) sum += Math.abs((y[row * WIDTH + x] ?? 0) - (y[row * WIDTH + x - 1] ?? 0))
    steps.push(sum / HEIGHT)
  }
  return steps
}

test('no layer shows the seam at which it repeats', () => {
  for (const prompt of [...OUTDOORS, ...ELSEWHERE]) {
    useMemory(newMemory())
    const stage = stageOf(prompt)
    const painters = worldPainters(stage, { afloat: false, air: () => [] })
    finishWork()
    for (const [n, paint] of painters.entries()) {
      // Far apart, so that the seam of a layer is in view in some of them, however slowly it goes by.
      const steps = Array.from({ length: 14 }, (_, k) => {
        const frame = newFrame(WIDTH, HEIGHT)
        frame.y.fill(120)
        paint(frame, { seconds: 1, progress: 0.5, travel: 7919 * k * k + 131 * k })
        return columnSteps(frame)
      })
      const all = steps.flat().toSorted((a, b) => a - b)
      const usual = all[Math.floor(all.length * 0.99)] ?? 0
      const most = all.at(-1) ?? 0
      assert.ok(most < usual * 3 + 0.4, `${prompt}, layer ${n}: ${most} where ${usual} is usual`)
    }
  }
})

test('the same place is darker at night than by day', async () => {
  for (const prompt of OUTDOORS) {
    const [day, night] = [await shot(prompt, { dayTime: 'day' }), await shot(prompt, { dayTime: 'night' })]
    assert.ok(mean(night.y) < mean(day.y) * 0.75, `${prompt}: ${mean(night.y)} and ${mean(day.y)}`)
  }
})

/** What belongs to the subject: what another colour of it changes. Its share of the picture, and its middle. */
async function traceOf(prompt: (colour: string) => string, camera: 'static' | 'close-up') {
  const change = { camera, weather: 'clear', dayTime: 'day' } as const
  const [white, black] = [await shot(prompt('white'), change), await shot(prompt('black'), change)]
  const marked = [...white.y.keys()].filter((i) => Math.abs((white.y[i] ?? 0) - (black.y[i] ?? 0)) > 14)
  const middle = (place: (i: number) => number): number => marked.reduce((sum, i) => sum + place(i), 0) / marked.length
  return {
    share: marked.length / white.y.length,
    x: middle((i) => i % WIDTH) / WIDTH,
    y: middle((i) => Math.floor(i / WIDTH)) / HEIGHT,
  }
}

test('a close-up shows its subject twice as large, in the middle, wherever it is', async () => {
  for (const who of ['cat sitting on the windowsill', 'dog standing in a meadow', 'bird flying over the mountains']) {
    const prompt = (colour: string): string => `a ${colour} ${who}`
    const [far, near] = [await traceOf(prompt, 'static'), await traceOf(prompt, 'close-up')]
    assert.ok(near.share > far.share * 1.9, `${who}: ${far.share} and ${near.share}`)
    for (const at of [near.x, near.y]) assert.ok(at > 0.3 && at < 0.75, `${who}: ${near.x}, ${near.y}`)
  }
})

test('a subject stands out from its place, by day and by night', async () => {
  for (const prompt of [...OUTDOORS, ...INDOORS, ...ELSEWHERE]) {
    for (const dayTime of ['day', 'night'] as const) {
      const { subject: _subject, ...empty } = readPrompt(prompt, SEED)
      // The camera would follow nobody: the same speed and framing is had by leaving the subject where it is, at rest.
      const brief = { dayTime, camera: 'static', action: 'sit', weather: 'clear' } as const
      const [seen] = await shots(prompt, { ...brief, without: ['motes'] }, [0])
      const [bare] = await shots(
        prompt,
        { ...empty, ...brief, details: [], without: ['motes'], subject: undefined as never },
        [0],
      )
      assert.ok(seen && bare)
      const marked = seen.y.filter((value, i) => Math.abs(value - (bare.y[i] ?? 0)) > 14).length
      assert.ok(marked > seen.y.length * 0.004, `${prompt}, ${dayTime}: ${marked} pixels`)
    }
  }
})

test('nothing stands still for long, even where somebody only sits before a fixed camera', async () => {
  for (const prompt of [...OUTDOORS, ...INDOORS, ...ELSEWHERE]) {
    const still = { camera: 'static', action: 'sit' } as const
    const frames = await shots(prompt, still, [0, 12, 24, 36, 47])
    for (const [n, frame] of frames.slice(1).entries()) {
      assert.ok(apart(frame.y, frames[n]?.y ?? frame.y) > 0.03, `${prompt}: ${n}`)
    }
  }
})

test('each season and each weather changes what is seen', async () => {
  const usual = await shot('a woman walking in the forest', { season: 'summer', weather: 'clear' })
  for (const change of [
    { season: 'autumn' },
    { season: 'winter' },
    { season: 'spring' },
    { weather: 'storm' },
    { weather: 'fog' },
  ] as const) {
    const other = await shot('a woman walking in the forest', { season: 'summer', weather: 'clear', ...change })
    const colours = apart(usual.u, other.u) + apart(usual.v, other.v) + apart(usual.y, other.y)
    assert.ok(colours > 4, `${JSON.stringify(change)}: ${colours}`)
  }
})

test('a style is a look of its own, and black and white has no colour', async () => {
  const usual = await shot('a horse in a meadow')
  const styles: readonly Style[] = [
    'cinematic',
    'watercolour',
    'ink',
    'noir',
    'neon',
    'pixel',
    'anime',
    'sketch',
    'vintage',
  ]
  for (const style of styles) {
    const frame = await shot('a horse in a meadow', { style })
    assert.ok(apart(usual.y, frame.y) + apart(usual.u, frame.u) + apart(usual.v, frame.v) > 5, style)
    assert.ok(Math.min(...frame.y) >= 16 && Math.max(...frame.y) <= 235, style)
    if (style === 'noir') assert.ok(frame.u.every((value) => value === 128) && frame.v.every((value) => value === 128))
    if (style === 'pixel') assert.ok(new Set(frame.y).size <= 14)
  }
})

test('claymation shows each picture for two frames', async () => {
  const [a, b, c] = await shots('a dog running on the beach', { style: 'claymation' }, [10, 11, 12])
  assert.ok(a && b && c)
  assert.deepEqual(a.bytes, b.bytes)
  assert.notDeepEqual(b.bytes, c.bytes)
})

test('an abstract picture has the colours of its mood', async () => {
  const moods: readonly Mood[] = ['calm', 'joyful', 'sad', 'tense', 'epic', 'dreamy']
  const frames: Frame[] = []
  for (const mood of moods) frames.push(await shot('flow', { place: 'abstract', mood, subjects: [] }))
  for (const [n, one] of frames.entries()) {
    for (const other of frames.slice(n + 1)) assert.ok(apart(one.u, other.u) + apart(one.v, other.v) > 4)
  }
})

test('waves repeat without a line: nowhere is one as steep where the tile begins again', () => {
  for (const seed of [1, 2, 3]) {
    useMemory(newMemory())
    const [tile] = waveTiles(seed)
    finishWork()
    assert.ok(tile)
    const { size, slopes } = tile
    const rows = Array.from({ length: size }, (_, row) =>
      slopes.subarray(row * size, (row + 1) * size).reduce((sum, slope) => sum + Math.abs(slope), 0),
    )
    const last = rows.at(-1)
    assert.ok(last !== undefined && last <= 1.5 * Math.max(...rows.slice(0, -1)), `seed ${seed}: ${last}`)
  }
})
