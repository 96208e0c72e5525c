import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { FramePool } from '../frame/frame-pool.ts'
import type { Frame } from '../frame/frame.ts'
import { RenderError } from '../render-error.ts'
import { keepTail } from './child-words.ts'
import { drawnSize, type EncodeOrder, type Encoder } from './encoder.ts'
import { ffmpegArguments } from './ffmpeg-arguments.ts'

/** Enough that neither the threads that draw nor the program wait for each other when one of them is late. */
const FRAMES_IN_FLIGHT = 6

/** Encodes with a system ffmpeg: raw frames on its stdin, raw sound on descriptor 3, so it opens no input file. */
export function ffmpegEncoder(program: string, order: EncodeOrder): Encoder {
  const pool = new FramePool(drawnSize(order), FRAMES_IN_FLIGHT)
  const child = spawn(program, ffmpegArguments(order), { stdio: ['pipe', 'ignore', 'pipe', 'pipe'] })
  const [stdin, stderr, soundPipe] = pipesOf(child)
  const lastWords = keepTail(stderr)
  const exited = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(`exit ${code ?? signal}`))
  })
  let taken = 0
  const failure = (end: string): RenderError => {
    const text = `${program} ended with ${end} before it had all of ${order.frames} frames`
    return encoderError(`${text}\n${lastWords()}`.trim())
  }
  void exited.then((end) => pool.fail(failure(end)))
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
      const end = await exited
      if (end !== 'exit 0' || taken !== order.frames) throw failure(end)
    },
    async close() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

function pipesOf(child: ChildProcess): [Writable, Readable, Writable] {
  const [stdin, , stderr, third] = child.stdio
  if (!stdin || !stderr || !third) throw new RenderError('encoder', 'The video encoder could not be started.')
  return [stdin, stderr, third as Writable]
}

function encoderError(operatorText: string): RenderError {
  return new RenderError('encoder', 'The video encoder stopped before the clip was complete.', operatorText)
}
