import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { type ClipSpec, FPS } from '../src/renderer/clip-spec.ts'
import { startCrew, usualThreads } from '../src/renderer/drawing-crew.ts'
import type { EncodeOrder } from '../src/renderer/encode/encoder.ts'
import { ffmpegArguments } from '../src/renderer/encode/ffmpeg-arguments.ts'
import { wasmEncoder } from '../src/renderer/encode/wasm-encoder.ts'
import { drawnSize } from '../src/renderer/film.ts'
import { newFrame } from '../src/renderer/frame/frame.ts'
import { upscaleFrame } from '../src/renderer/frame/upscale.ts'
import { newMemory, useMemory } from '../src/renderer/kernels/memory.ts'
import { prepareClip } from '../src/renderer/prepare-clip.ts'
import { startRender } from '../src/renderer/render-process.ts'
import { COMPILE_CACHE } from './programs.ts'

enableCompileCache(COMPILE_CACHE)

const LOOK_EVERY_MS = 40

export interface JobFigures {
  ms: number
  /** Until the first progress was heard of. */
  firstMs: number
  /** The largest sum over all processes of the job that was seen. */
  memoryMb: number
}

/** Renders a clip as the server does: in a process of its own, which starts the encoder. */
export async function wholeJob(spec: ClipSpec): Promise<JobFigures> {
  const started = performance.now()
  let firstMs = 0
  let memoryMb = 0
  const before = new Set(childrenOf(process.pid))
  const rendering = startRender(spec, {
    onProgress: () => {
      firstMs ||= performance.now() - started
    },
  })
  const child = childrenOf(process.pid).find((pid) => !before.has(pid)) ?? 0
  const look = setInterval(() => {
    memoryMb = Math.max(memoryMb, treeMb(child))
  }, LOOK_EVERY_MS)
  await rendering
  clearInterval(look)
  return { ms: performance.now() - started, firstMs, memoryMb }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

/** Resident memory of a process and all below it, in MB; 0 once it is gone. */
function treeMb(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return childrenOf(pid).reduce((sum, child) => sum + treeMb(child), Number(kb ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** Writes the raw frames of a clip, in its full size, into a file. */
export async function writeFrames(spec: ClipSpec, file: number, write: (file: number, bytes: Uint8Array) => void) {
  useMemory(newMemory())
  const crew = startCrew(spec, { threads: usualThreads(spec), codeCache: COMPILE_CACHE }, () => {})
  crew.begin(await prepareClip(spec))
  const { width, height } = drawnSize(spec)
  const [drawn, whole] = [newFrame(width, height), newFrame(spec.width, spec.height)]
  for (let index = 0; index < spec.seconds * FPS; index++) {
    await crew.draw(index, drawn)
    if (width < spec.width) upscaleFrame(drawn, whole)
    write(file, width < spec.width ? whole.bytes : drawn.bytes)
  }
  await crew.close()
}

/** Encodes ready frames, of a file that is in memory, to a clip; milliseconds. */
export async function encodingAlone(spec: ClipSpec, frames: string): Promise<number> {
  const { width, height, out } = spec
  const order: EncodeOrder = { width, height, enlarge: 1, frames: spec.seconds * FPS, file: out, onFrame: () => {} }
  const file = openSync(frames, 'r')
  const started = performance.now()
  if (spec.ffmpeg === null) await encodeWithRegistry(order, readFileSync(file))
  else {
    const child = spawn('ffmpeg', ffmpegArguments(order), { stdio: [file, 'ignore', 'inherit'] })
    const [code] = (await once(child, 'exit')) as [number]
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
  }
  closeSync(file)
  return performance.now() - started
}

async function encodeWithRegistry(order: EncodeOrder, frames: Uint8Array): Promise<void> {
  useMemory(newMemory())
  const encoder = wasmEncoder(order)
  const bytes = frames.length / order.frames
  for (let index = 0; index < order.frames; index++) {
    const frame = await encoder.take()
    frame.bytes.set(frames.subarray(index * bytes, (index + 1) * bytes))
    encoder.push(frame)
    await setImmediate()
  }
  await encoder.finish()
  await encoder.close()
}
