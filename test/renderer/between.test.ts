import assert from 'node:assert/strict'
import test from 'node:test'
import sharp, { type Sharp } from 'sharp'
import { type Frame, newFrame } from '../../src/renderer/frame/frame.ts'
import { alignPicture } from '../../src/renderer/picture/aligned.ts'
import { betweenFilm } from '../../src/renderer/picture/between-film.ts'
import { findCamera } from '../../src/renderer/picture/find-camera.ts'
import { findLikePair } from '../../src/renderer/picture/like-pair.ts'
import type { Picture } from '../../src/renderer/picture/load-picture.ts'
import { readMood } from '../../src/renderer/picture/picture-mood.ts'
import { relate } from '../../src/renderer/picture/relate.ts'
import { shrink } from '../../src/renderer/picture/small-picture.ts'
import { findTone } from '../../src/renderer/picture/tone.ts'
import { asPicture, difference, HEIGHT, sharpness, shot, WIDTH } from './photographs.ts'

const FRAMES = 49
const film = (first: Picture, last: Picture, prompt = '') =>
  betweenFilm({ first, last, relation: relate(first, last) }, readMood(prompt, 1), { frames: FRAMES, seed: 1 })

const WIDE = { x: 300, y: 200, width: 560 }
const ball = (x: number, y: number) => (image: Sharp) => image.composite([{ input: BALL, left: x - 40, top: y - 40 }])
const BALL = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><circle cx="40" cy="40" r="38" fill="#00e060"/></svg>',
)

const LIKE: Record<string, () => Promise<[Picture, Picture]>> = {
  'a camera that came closer': async () => [
    await shot('coffee', WIDE),
    await shot('coffee', { x: 280, y: 160, width: 320 }),
  ],
  'a camera that drew back': async () => [
    await shot('coffee', { x: 280, y: 160, width: 320 }),
    await shot('coffee', WIDE),
  ],
  'a camera that panned': async () => [
    await shot('coffee', { x: 210, y: 180, width: 400 }),
    await shot('coffee', { x: 390, y: 200, width: 400 }),
  ],
  'a camera that was tilted': async () => [
    await shot('coffee', { x: 300, y: 200, width: 400 }),
    await shot('coffee', { x: 300, y: 200, width: 400, turn: 8 }),
  ],
  'another light': async () => [
    await shot('rocket', { x: 320, y: 230, width: 600 }),
    await shot('rocket', { x: 320, y: 230, width: 600 }, (image) => image.linear([1.25, 0.95, 0.7], [30, 10, 0])),
  ],
  'a thing that moved': async () => [
    await shot('rocket', { x: 320, y: 230, width: 600 }, ball(150, 180)),
    await shot('rocket', { x: 320, y: 230, width: 600 }, ball(430, 200)),
  ],
}

const mirrored = async (): Promise<[Picture, Picture]> => [
  await shot('coffee', WIDE),
  await shot('coffee', WIDE, (image) => image.flop()),
]
const plain = async (background: string): Promise<Picture> =>
  asPicture(
    await sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background } })
      .ensureAlpha()
      .raw()
      .toBuffer(),
  )

const UNLIKE: Record<string, () => Promise<[Picture, Picture]>> = {
  'a cup and a rocket': async () => [await shot('coffee', WIDE), await shot('rocket', WIDE)],
  'a cup and an astronaut': async () => [
    await shot('coffee', WIDE),
    await shot('astronaut', { x: 256, y: 200, width: 500 }),
  ],
  'a rocket and an astronaut': async () => [
    await shot('rocket', WIDE),
    await shot('astronaut', { x: 256, y: 200, width: 500 }),
  ],
  'a picture and its mirror image': mirrored,
  'a picture and one colour': async () => [await shot('rocket', WIDE), await plain('#3a7a9a')],
  'two colours': async () => [await plain('#3a7a9a'), await plain('#c03a3a')],
}

/** The mean difference of luma between a frame and the one picture of two that, moved and lit otherwise, is most like it. */
function distanceToOne(seen: Frame, pictures: readonly Frame[]): number {
  const small = shrink(seen)
  const distances = pictures.map((picture) => {
    const own = shrink(picture)
    const aligned = alignPicture(own[0], findCamera(own, small).toFirst)
    const tone = findTone(aligned, small[0]).planes[0]
    const steps = Array.from(small[0].planes[0], (luma, i) =>
      aligned.seen[i] ? Math.abs(luma - (aligned.picture.planes[0][i] ?? 0) - (tone[i] ?? 0)) : -1,
    ).filter((step) => step >= 0)
    // A thing that moved is elsewhere: what differs most does not count.
    const most = steps.toSorted((one, other) => one - other).slice(0, steps.length * 0.93)
    return most.reduce((sum, step) => sum + step, 0) / most.length
  })
  return Math.min(...distances)
}

for (const [name, pair] of Object.entries(LIKE)) {
  test(`like: ${name}; each frame between is one picture, bent, and none jumps`, async () => {
    const [first, last] = await pair()
    assert.ok(findLikePair(first.frame, last.frame))
    const between = await film(first, last)
    const [seen, before] = [newFrame(WIDTH, HEIGHT), newFrame(WIDTH, HEIGHT)]
    const steps: number[] = []
    before.bytes.set(first.frame.bytes)
    for (let index = 4; index < FRAMES; index += 4) {
      between.draw(index, seen)
      steps.push(difference(seen.y, before.y))
      before.bytes.set(seen.bytes)
      if (index % 12 > 0) continue
      const distance = distanceToOne(seen, [first.frame, last.frame])
      assert.ok(distance < 3, `frame ${index}: ${distance}`)
    }
    // A jump from the one to the other would be all of the difference in one step.
    assert.ok(Math.max(...steps) < 0.6 * difference(first.frame.y, last.frame.y) + 1, steps.join())
  })
}

test('that measure sees two pictures laid over each other', async () => {
  const [first, last] = await (LIKE['a camera that panned'] as () => Promise<[Picture, Picture]>)()
  const both = newFrame(WIDTH, HEIGHT)
  for (let i = 0; i < both.bytes.length; i++) {
    both.bytes[i] = ((first.frame.bytes[i] ?? 0) + (last.frame.bytes[i] ?? 0)) / 2
  }
  assert.ok(distanceToOne(both, [first.frame, last.frame]) > 6)
})

test('a thing that moved is in one place at any time, whole, on its way', async () => {
  const [first, last] = await (LIKE['a thing that moved'] as () => Promise<[Picture, Picture]>)()
  const between = await film(first, last)
  const seen = newFrame(WIDTH, HEIGHT)
  const area = greenOf(first.frame).count
  for (let index = 0; index < FRAMES; index += 4) {
    between.draw(index, seen)
    const { count, x, spread } = greenOf(seen)
    assert.ok(Math.abs(count / area - 1) < 0.12, `frame ${index}: ${count} of ${area}`)
    // A disc of radius r is spread by r / 2 to either side.
    assert.ok(spread < 0.6 * Math.sqrt(count / Math.PI), `frame ${index}: ${spread}`)
    const way = index / (FRAMES - 1)
    if (index > 6 && index < 42) {
      const straight = greenOf(first.frame).x + (greenOf(last.frame).x - greenOf(first.frame).x) * way
      assert.ok(Math.abs(x - straight) < 40, `frame ${index}: ${x}`)
    }
  }
})

/** Where the ball's own green is: how much, its middle from the left, and the standard deviation from there. */
function greenOf({ u, v, width }: Frame): { count: number; x: number; spread: number } {
  const xs: number[] = []
  for (let i = 0; i < u.length; i++) if ((u[i] ?? 0) < 108 && (v[i] ?? 0) < 80) xs.push((i % (width / 2)) * 2)
  const x = xs.reduce((sum, value) => sum + value, 0) / xs.length
  return {
    count: xs.length * 4,
    x,
    spread: Math.sqrt(xs.reduce((sum, value) => sum + (value - x) ** 2, 0) / xs.length),
  }
}

for (const [name, pair] of Object.entries(UNLIKE)) {
  test(`unlike: ${name}`, async () => {
    const [first, last] = await pair()
    assert.equal(findLikePair(first.frame, last.frame), undefined)
  })
}

for (const kind of ['light sweep', 'zoom through', 'match cut']) {
  test(`${kind}: nearly every place shows one of two unlike pictures, at any time`, async () => {
    const [first, last] = [await shot('rocket', WIDE), await shot('coffee', WIDE)]
    // The one as dark as the other is light, both with all their detail.
    for (let i = 0; i < first.frame.y.length; i++) {
      first.frame.y[i] = 20 + (first.frame.y[i] ?? 0) / 8
      last.frame.y[i] = 200 + (last.frame.y[i] ?? 0) / 8
    }
    const between = await film(first, last, kind)
    const seen = newFrame(WIDTH, HEIGHT)
    for (let index = 15; index < 36; index++) {
      between.draw(index, seen)
      const both = seen.y.filter((luma) => luma > 60 && luma < 195).length / seen.y.length
      assert.ok(both < 0.2, `frame ${index}: ${both}`)
    }
  })
}

for (const name of ['a camera that panned', 'a thing that moved', 'a cup and a rocket', 'two colours']) {
  test(`${name}: frame 0 and the last are the pictures, and each frame follows from its number alone`, async () => {
    const [first, last] = await ({ ...LIKE, ...UNLIKE }[name] as () => Promise<[Picture, Picture]>)()
    const [a, b] = [newFrame(WIDTH, HEIGHT), newFrame(WIDTH, HEIGHT)]
    const [between, again] = [await film(first, last), await film(first, last)]
    between.draw(0, a)
    assert.ok(Buffer.compare(a.bytes, first.frame.bytes) === 0)
    between.draw(FRAMES - 1, a)
    assert.ok(Buffer.compare(a.bytes, last.frame.bytes) === 0)
    b.bytes.fill(255)
    for (const index of [30, 4, 24]) {
      between.draw(index, a)
      again.draw(index, b)
      assert.ok(Buffer.compare(a.bytes, b.bytes) === 0, `frame ${index}`)
    }
  })
}

test('one and the same picture twice: the camera moves, and returns', async () => {
  const picture = await shot('coffee', WIDE)
  const between = await film(picture, picture)
  const seen = newFrame(WIDTH, HEIGHT)
  const away = [0, 12, 24, 36, 48].map((index) => {
    between.draw(index, seen)
    return difference(seen.y, picture.frame.y)
  }) as [number, number, number, number, number]
  assert.deepEqual([away[0], away[4]], [0, 0])
  assert.ok(away[1] > 1 && away[2] > away[1] && away[3] > 1, away.join())
})

test('like pictures within bars move within them, and the bars stay', async () => {
  const framed = (picture: Picture): Picture => {
    const frame = newFrame(WIDTH + 200, HEIGHT)
    for (const [k, plane] of [frame.y, frame.u, frame.v].entries()) {
      const by = k === 0 ? 1 : 2
      plane.fill(k === 0 ? 16 : 128)
      const own = [picture.frame.y, picture.frame.u, picture.frame.v][k] ?? new Uint8Array()
      for (let y = 0; y < HEIGHT / by; y++) {
        plane.set(own.subarray((y * WIDTH) / by, ((y + 1) * WIDTH) / by), (y * (WIDTH + 200) + 100) / by)
      }
    }
    return { ...picture, frame, area: { left: 100, top: 0, width: WIDTH, height: HEIGHT } }
  }
  const [first, last] = await (LIKE['a camera that came closer'] as () => Promise<[Picture, Picture]>)()
  const between = await film(framed(first), framed(last))
  const seen = newFrame(WIDTH + 200, HEIGHT)
  between.draw(24, seen)
  for (let y = 0; y < HEIGHT; y++) {
    const row = seen.y.subarray(y * (WIDTH + 200), (y + 1) * (WIDTH + 200))
    assert.ok(
      row.subarray(0, 100).every((luma) => luma === 16) && row.subarray(WIDTH + 100).every((luma) => luma === 16),
    )
  }
  assert.ok(sharpness(seen) > 0.5 * sharpness(framed(last).frame))
})
