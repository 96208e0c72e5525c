import { fileURLToPath } from 'node:url'
import sharp, { type OverlayOptions } from 'sharp'
import { FPS } from '../src/renderer/clip-spec.ts'
import { newFrame } from '../src/renderer/frame/frame.ts'
import { newMemory, useMemory } from '../src/renderer/kernels/memory.ts'
import { makeFilm } from '../src/renderer/make-film.ts'
import { rgbOf } from './frame-pixels.ts'

/** Wide clips are shown two to a row, the tall ones in a last row of their own. Four frames of each. */
const WIDE = [
  'a golden retriever running on the beach at sunset',
  '雪山下奔跑的狐狸，极光，夜晚',
  'a woman walking through an autumn forest, falling leaves',
  'ネオンの街を歩くロボット、雨の夜',
  'two horses galloping in a meadow, rainbow, joyful',
  'a cat asleep on a sofa, rain outside',
  '사막을 달리는 빨간 자동차, 노을',
  'a clownfish swimming underwater, coral reef',
  '舞台上的歌手，彩纸飘落',
  'a sailboat in a storm at sea, noir',
]
const TALL = ['水墨画，山间小船，薄雾', 'an astronaut floating in space']

const SEED = 7
const SECONDS = 8
const MOMENTS = [0.1, 0.37, 0.64, 0.92]
const TILE = { width: 200, height: 112, tall: 356 }

const target = fileURLToPath(new URL('../docs/images/contact-sheet.jpg', import.meta.url))
const tiles: OverlayOptions[] = []
for (const [n, prompt] of WIDE.entries()) {
  const place = { left: (n % 2) * TILE.width * MOMENTS.length, top: Math.floor(n / 2) * TILE.height }
  tiles.push(...(await tilesOf(prompt, { width: 1280, height: 720 }, { ...place, rows: TILE.height })))
}
const top = Math.ceil(WIDE.length / 2) * TILE.height
for (const [n, prompt] of TALL.entries()) {
  const place = { left: n * TILE.width * MOMENTS.length, top }
  tiles.push(...(await tilesOf(prompt, { width: 720, height: 1280 }, { ...place, rows: TILE.tall })))
}
const sheet = { width: TILE.width * MOMENTS.length * 2, height: top + TILE.tall, channels: 3 as const }
await sharp({ create: { ...sheet, background: '#000' } })
  .composite(tiles)
  .jpeg({ quality: 84, mozjpeg: true })
  .toFile(target)

interface Place {
  left: number
  top: number
  rows: number
}

async function tilesOf(
  prompt: string,
  size: { width: number; height: number },
  { left, top: upper, rows }: Place,
): Promise<OverlayOptions[]> {
  useMemory(newMemory())
  const spec = { prompt, ...size, seconds: SECONDS, seed: SEED, audio: false, resize: 'pad', out: target } as const
  const film = await makeFilm(spec)
  const frame = newFrame(size.width, size.height)
  const made: OverlayOptions[] = []
  for (const [n, moment] of MOMENTS.entries()) {
    film.draw(Math.round(moment * (SECONDS * FPS - 1)), frame)
    const picture = sharp(rgbOf(frame), { raw: { ...size, channels: 3 } }).resize(TILE.width, rows, { fit: 'cover' })
    made.push({ input: await picture.png().toBuffer(), left: left + n * TILE.width, top: upper })
  }
  return made
}
