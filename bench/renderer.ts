import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import type { ClipSpec } from '../src/renderer/clip-spec.ts'
import { findFfmpeg } from '../src/renderer/encode/find-ffmpeg.ts'
import { type Frame, newFrame } from '../src/renderer/frame/frame.ts'
import { makeFilm } from '../src/renderer/make-film.ts'
import { openRenderer, type Renderer } from '../src/renderer/kept-processes.ts'
import { encodingAlone, type JobFigures, wholeJob, writeFrames } from './clip-jobs.ts'
import { measuredBy, median } from './figures.ts'

// Each whole job beside the encoding alone of the very same frames by the same encoder, in one run: the ratios travel
// between machines, the figures don't. Rounds take turns, and the median of the ratios counts.
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    sizes: { type: 'string', default: '720p,1080p,4K' },
    kinds: { type: 'string', default: 'text,picture,both' },
    encoders: { type: 'string', default: 'ffmpeg,registry' },
    rounds: { type: 'string', default: '3' },
  },
})
const ROUNDS = Number(values.rounds)
const SECONDS = Number(values.seconds)
const PROMPT = 'a golden retriever running on the beach, sunset, cinematic'
const SIZES = [
  { name: '720p', width: 1280, height: 720, memoryMb: 400 },
  { name: '1080p', width: 1920, height: 1080, memoryMb: 600 },
  { name: '4K', width: 3840, height: 2160, memoryMb: 1200 },
].filter(({ name }) => values.sizes.split(',').includes(name))
const KINDS = [
  { name: 'text', words: 'text to video', ratio: 2 },
  { name: 'picture', words: 'picture to video', ratio: 1.4 },
  { name: 'both', words: 'first and last picture', ratio: 3 },
].filter(({ name }) => values.kinds.split(',').includes(name))

// The same as a job gives itself (render-child.ts): what it is compared with must have no more.
setPriority(10)

const folder = mkdtempSync(join(tmpdir(), 'bench-renderer-'))
const pictures = await twoPictures()
const hasFfmpeg = (await findFfmpeg(undefined)) !== null
const encoders = values.encoders.split(',').filter((name) => name === 'registry' || hasFfmpeg)

const seconds = (ms: number): string => (ms / 1000).toFixed(2)
const verdict = (holds: boolean): string => (holds ? 'holds' : 'missed')
const rows: string[] = []

for (const size of SIZES) {
  for (const kind of KINDS) {
    for (const encoder of encoders) {
      // The encoder from the registry takes minutes for 4K, of which drawing is a few seconds.
      if (encoder === 'registry' && (size.name === '4K' || kind.name !== 'text')) continue
      await compare(size, kind, encoder)
    }
  }
}
await twoAtOnce()
rmSync(folder, { recursive: true })
console.log(measuredBy('npm run bench:renderer'))
console.log(`Clips of ${SECONDS} s; whole job against encoding alone, in seconds, and in seconds of processors.\n`)
console.log('| what | encoder | whole | encoding | ratio | processors | ratio | first progress | memory |')
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const row of rows) console.log(row)

async function compare(size: (typeof SIZES)[number], kind: (typeof KINDS)[number], encoder: string): Promise<void> {
  const spec = specOf(size, kind.name, encoder)
  const frames = join(folder, 'frames.yuv')
  const file = openSync(frames, 'w')
  await writeFrames(spec, file, writeSync)
  closeSync(file)
  // The first clip after an install compiles the renderer's code; every later one finds it.
  await inNewProcess((renderer) => wholeJob(renderer, { ...spec, seconds: 1 }))
  const rounds: Record<'first' | 'next' | 'alone', JobFigures>[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { first, next } = await inNewProcess(async (renderer) => ({
      first: await wholeJob(renderer, spec),
      next: await wholeJob(renderer, spec),
    }))
    rounds.push({ first, next, alone: { ...(await encodingAlone(spec, frames)), firstMs: 0, memoryMb: 0 } })
  }
  rmSync(frames)
  for (const place of ['first', 'next'] as const) {
    const of = (figure: (whole: JobFigures, alone: JobFigures) => number): number =>
      median(rounds.map((round) => figure(round[place], round.alone)))
    const ratio = of((whole, alone) => whole.ms / alone.ms)
    const first = of(({ firstMs }) => firstMs)
    const memory = Math.max(...rounds.map((round) => round[place].memoryMb))
    const cells = [
      `${kind.words}, ${size.name}, ${place} clip of a process`,
      encoder,
      seconds(of(({ ms }) => ms)),
      seconds(of((_, { ms }) => ms)),
      `${ratio.toFixed(2)} (${kind.ratio}: ${verdict(ratio <= kind.ratio)})`,
      `${of(({ cpu }) => cpu).toFixed(2)} / ${of((_, { cpu }) => cpu).toFixed(2)}`,
      of((whole, alone) => whole.cpu / alone.cpu).toFixed(2),
      `${Math.round(first)} ms (300: ${verdict(first <= 300)})`,
      `${Math.round(memory)} MB (${size.memoryMb}: ${verdict(memory <= size.memoryMb)})`,
    ]
    rows.push(`| ${cells.join(' | ')} |`)
  }
}

/** A renderer that has no process yet, and has none when this is over. */
async function inNewProcess<Result>(use: (renderer: Renderer) => Promise<Result>): Promise<Result> {
  const renderer = openRenderer()
  try {
    return await use(renderer)
  } finally {
    renderer.close()
  }
}

async function twoAtOnce(): Promise<void> {
  const [size] = SIZES
  if (!size || size.name !== '720p') return
  const spec = specOf(size, 'text', 'ffmpeg')
  const both = (renderer: Renderer): Promise<unknown> =>
    Promise.all([spec, { ...spec, out: join(folder, 'other.mp4') }].map((one) => renderer.render(one, {})))
  const ratios = await inNewProcess(async (renderer) => {
    // As a server that has drawn two at once before.
    await both(renderer)
    const found: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const one = await wholeJob(renderer, spec)
      const started = performance.now()
      await both(renderer)
      found.push((performance.now() - started) / one.ms)
    }
    return found
  })
  const ratio = median(ratios)
  rows.push(
    `| two text to video, 720p, at once against one | | | | ${ratio.toFixed(2)} (2.1: ${verdict(ratio <= 2.1)}) | | | | |`,
  )
}

function specOf({ width, height }: { width: number; height: number }, kind: string, encoder: string): ClipSpec {
  return {
    prompt: PROMPT,
    width,
    height,
    seconds: SECONDS,
    seed: 7,
    audio: false,
    resize: 'crop',
    out: join(folder, 'clip.mp4'),
    ...(kind !== 'text' && { firstFrame: pictures.first }),
    ...(kind === 'both' && { lastFrame: pictures.last }),
    ...(encoder === 'registry' && { ffmpeg: null }),
  }
}

/** Two like pictures, as the first and last frame of a clip might be. */
async function twoPictures(): Promise<{ first: string; last: string }> {
  const size = { width: 1920, height: 1080 }
  const film = await makeFilm({
    ...size,
    prompt: 'a sailboat at sea, sunset',
    seconds: 4,
    seed: 3,
    audio: false,
    resize: 'crop',
    out: '',
  })
  const frame = newFrame(size.width, size.height)
  const save = async (index: number, name: string): Promise<string> => {
    film.draw(index, frame)
    const path = join(folder, name)
    await sharp(rgbOf(frame), { raw: { ...size, channels: 3 } })
      .png({ compressionLevel: 1 })
      .toFile(path)
    return path
  }
  return { first: await save(0, 'first.png'), last: await save(40, 'last.png') }
}

function rgbOf({ width, height, y, u, v }: Frame): Uint8Array {
  const rgb = new Uint8ClampedArray(width * height * 3)
  for (let i = 0; i < y.length; i++) {
    const chroma = ((i / width) >> 1) * (width / 2) + ((i % width) >> 1)
    const luma = 1.164 * ((y[i] as number) - 16)
    const [cb, cr] = [(u[chroma] as number) - 128, (v[chroma] as number) - 128]
    rgb.set([luma + 1.793 * cr, luma - 0.213 * cb - 0.533 * cr, luma + 2.112 * cb], i * 3)
  }
  return new Uint8Array(rgb.buffer)
}
