import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { FramePool } from '../frame/frame-pool.ts'
import type { Frame } from '../frame/frame.ts'
import { RenderError } from '../render-error.ts'
import { drawnSize, type EncodeOrder, type Encoder, SAMPLE_RATE } from './encoder.ts'

const FRAMES_IN_FLIGHT = 4
const STDERR_BYTES_MAX = 2048

/** Encodes with a system ffmpeg: raw frames on its stdin, raw sound on descriptor 3, so it opens no input file. */
export function ffmpegEncoder(program: string, order: EncodeOrder): Encoder {
  const pool = new FramePool(drawnSize(order), FRAMES_IN_FLIGHT)
  const child = spawn(program, ffmpegArguments(order), { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
  const [stdin, stderr, soundPipe] = pipesOf(child)
  const lastWords = keepTail(stderr)
  const exited = new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('close', (code) => resolve(code))
  })
  let taken = 0
  void exited.then(() => pool.fail(encoderError(lastWords())))
  // A broken pipe says nothing that the exit of ffmpeg does not say better.
  stdin.on('error', () => {})
  soundPipe.on('error', () => {})
  const sound = order.sound ?? new Float32Array(0)
  soundPipe.end(Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength))
  return {
    name: 'ffmpeg libx264',
    take: () => pool.take(),
    push(frame: Frame) {
      stdin.write(frame.bytes, (error) => {
        if (error) return
        taken += 1
        order.onFrame(taken)
        pool.give(frame)
      })
    },
    async finish() {
      stdin.end()
      if ((await exited) !== 0 || taken !== order.frames) throw encoderError(lastWords())
    },
    async close() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Settings whose output is the same bytes at every run of one ffmpeg build; two threads whatever the machine has. */
function ffmpegArguments(order: EncodeOrder): string[] {
  const words = (line: string): string[] => line.split(' ')
  const drawn = drawnSize(order)
  const raw = `-f rawvideo -pix_fmt yuv420p -s ${drawn.width}x${drawn.height} -r 24 -i pipe:0`
  const size = `${order.width}:${order.height}`
  const enlarge = order.enlarge === 1 ? [] : words(`-vf scale=${size}:flags=bicubic+accurate_rnd+bitexact`)
  const sound = order.sound ? words(`-f f32le -ar ${SAMPLE_RATE} -ac 2 -i pipe:3`) : []
  const aac = order.sound ? words('-map 1:a -c:a aac -b:a 128k -flags:a +bitexact') : []
  const x264 = words('-map 0:v -c:v libx264 -preset ultrafast -crf 20 -g 48 -threads 2 -pix_fmt yuv420p')
  const tools = words('-x264-params cabac=1:8x8dct=1:no-deblock=0:aq-mode=1')
  const colour = words('-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709')
  const container = words('-map_metadata -1 -fflags +bitexact -flags:v +bitexact -movflags +faststart -f mp4')
  return [
    ...words(`-v error -nostdin -y ${raw}`),
    ...sound,
    ...enlarge,
    ...x264,
    ...tools,
    ...colour,
    ...aac,
    ...container,
    order.file,
  ]
}

function pipesOf(child: ChildProcess): [Writable, Readable, Writable] {
  const [stdin, , stderr, third] = child.stdio
  if (!stdin || !stderr || !third) throw new RenderError('encoder', 'The video encoder could not be started.')
  return [stdin, stderr, third as Writable]
}

function keepTail(stream: Readable): () => string {
  let tail = ''
  stream.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString('utf8')).slice(-STDERR_BYTES_MAX)
  })
  return () => tail
}

function encoderError(operatorText: string): RenderError {
  return new RenderError('encoder', 'The video encoder stopped before the clip was complete.', operatorText)
}
