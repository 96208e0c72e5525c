import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { FPS } from '../src/renderer/clip-spec.ts'
import { newFrame } from '../src/renderer/frame/frame.ts'
import { newMemory, useMemory } from '../src/renderer/kernels/memory.ts'
import { makeFilm } from '../src/renderer/make-film.ts'
import { rgbOf } from './frame-pixels.ts'

/** Draws the frames of the documentation's home page anew; their prompts stand in docs-site/.vitepress/theme/frame-strip.ts. */
const FRAMES = [
  { file: 'beach', second: 3.4, prompt: 'a golden retriever running on the beach at sunset' },
  { file: 'aurora', second: 5.1, prompt: '雪山下奔跑的狐狸，极光，夜晚' },
  { file: 'reef', second: 3, prompt: 'a clownfish swimming underwater, coral reef' },
  { file: 'horses', second: 3, prompt: 'two horses galloping in a meadow, rainbow, joyful' },
  { file: 'storm', second: 2.2, prompt: 'a sailboat in a storm at sea, noir' },
] as const
const SIZE = { width: 1280, height: 720 }
const WIDTH = 480

const folder = fileURLToPath(new URL('../docs/images/home', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const { file, second, prompt } of FRAMES) {
  useMemory(newMemory())
  const film = await makeFilm({ prompt, ...SIZE, seconds: 8, seed: 7, audio: false, resize: 'pad', out: folder })
  const frame = newFrame(SIZE.width, SIZE.height)
  film.draw(Math.round(second * FPS), frame)
  const picture = sharp(rgbOf(frame), { raw: { ...SIZE, channels: 3 } }).resize(WIDTH)
  await picture.webp({ quality: 82 }).toFile(join(folder, `${file}.webp`))
}
