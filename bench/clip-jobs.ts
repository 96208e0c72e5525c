import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { setImmediate, setTimeout } from 'node:timers/promises'
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
import type { Renderer } from '../src/renderer/kept-processes.ts'
import { COMPILE_CACHE } from './programs.ts'

enableCompileCache(COMPILE_CACHE)
// As the launcher does (bin/reelgate.mjs).
process.env['MALLOC_ARENA_MAX'] ??= '2'

const LOOK_EVERY_MS = 40
const SETTLE_MS = 100
/** Of Linux, whatever the machine. */
const TICKS_A_SECOND = 100

export interface Spent {
  ms: number
  /** Seconds of processors that all processes of it took together. */
  cpu: number
}

export interface JobFigures extends Spent {
  /** Until the first progress was heard of. */
  firstMs: number
  /** The largest sum over all processes of the job that was seen. */
  memoryMb: number
}

/** Renders a clip as the server does: in a process that starts the encoder. Nothing else may go on meanwhile. */
export async function wholeJob(renderer: Renderer, spec: ClipSpec): Promise<JobFigures> {
  const before = cpuOfProcesses()
  const started = performance.now()
  let firstMs = 0
  let memoryMb = 0
  const look = setInterval(() => {
    memoryMb = Math.max(memoryMb, memoryBelow(process.pid))
  }, LOOK_EVERY_MS)
  await renderer.render(spec, {
    onProgress: () => {
      firstMs ||= performance.now() - started
    },
  })
  const ms = performance.now() - started
  clearInterval(look)
  // What a process does after its report is for the next clip, and counts.
  await setTimeout(SETTLE_MS)
  return { ms, cpu: cpuOfProcesses() - before, firstMs, memoryMb }
}

/** Seconds of processors that the processes below this one have taken, those that have ended included; see proc(5). */
function cpuOfProcesses(): number {
  const spent = (pid: number | 'self', from: number): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields.slice(from, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_A_SECOND
  }
  return childrenOf(process.pid).reduce((sum, pid) => sum + spent(pid, 11), spent('self', 13))
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

/** Resident memory of all processes below one, in MB. */
function memoryBelow(pid: number): number {
  try {
    return childrenOf(pid).reduce((sum, child) => {
      const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]
      return sum + Number(kb ?? 0) / 1024 + memoryBelow(child)
    }, 0)
  } catch {
    // It has just ended.
    return 0
  }
}

/** Writes the raw frames of a clip, in its full size, into a file. */
export async function writeFrames(spec: ClipSpec, file: number, write: (file: number, bytes: Uint8Array) => void) {
  const crew = startCrew(COMPILE_CACHE)
  const film = crew.startFilm(spec, usualThreads(spec))
  film.begin(await prepareClip(spec))
  const { width, height } = drawnSize(spec)
  const [drawn, whole] = [newFrame(width, height), newFrame(spec.width, spec.height)]
  for (let index = 0; index < spec.seconds * FPS; index++) {
    await film.draw(index, drawn)
    if (width < spec.width) upscaleFrame(drawn, whole)
    write(file, width < spec.width ? whole.bytes : drawn.bytes)
  }
  await crew.close()
}

/** Encodes ready frames, of a file that is in memory, to a clip. */
export async function encodingAlone(spec: ClipSpec, frames: string): Promise<Spent> {
  const { width, height, out } = spec
  const order: EncodeOrder = { width, height, enlarge: 1, frames: spec.seconds * FPS, file: out, onFrame: () => {} }
  const file = openSync(frames, 'r')
  const [own, before] = [process.cpuUsage(), cpuOfProcesses()]
  const started = performance.now()
  if (spec.ffmpeg === null) await encodeWithRegistry(order, readFileSync(file))
  else {
    const child = spawn('ffmpeg', ffmpegArguments(order), { stdio: [file, 'ignore', 'inherit'] })
    const [code] = (await once(child, 'exit')) as [number]
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
  }
  closeSync(file)
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(own)
  // The encoder from the registry runs in threads of this process.
  const inside = spec.ffmpeg === null ? (user + system) / 1e6 : 0
  return { ms, cpu: cpuOfProcesses() - before + inside }
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
