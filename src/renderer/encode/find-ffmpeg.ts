import { spawn } from 'node:child_process'
import { Writable } from 'node:stream'
import { keepTail } from './child-words.ts'
import { SAMPLE_RATE } from './encoder.ts'
import { encodingArguments } from './ffmpeg-arguments.ts'

/** What a program was found to be: an ffmpeg that can be used, or why not, for an operator (null: there is none). */
export type FfmpegFound = { program: string } | { program: null; why: string | null }

const TRIAL_MS = 5_000
const known = new Map<string, Promise<FfmpegFound>>()

/**
 * The ffmpeg to use: the given path if it can do what is needed, else (undefined) the one on PATH, else null.
 * Asked once per process and program, by having it encode. Never rejects.
 */
export async function findFfmpeg(wanted: string | null | undefined): Promise<string | null> {
  if (wanted === null) return null
  return (await examineFfmpeg(wanted)).program
}

/** Like `findFfmpeg`, with the reason where a program is passed over. */
export function examineFfmpeg(wanted = 'ffmpeg'): Promise<FfmpegFound> {
  const answer = known.get(wanted) ?? trial(wanted)
  known.set(wanted, answer)
  return answer
}

/** Has the program encode one frame with sound as a clip's would be; names of encoders in a list promise less. */
function trial(program: string): Promise<FfmpegFound> {
  const order = { width: 64, height: 64, enlarge: 1, frames: 1, sound: new Float32Array(SAMPLE_RATE / 12) } as const
  return new Promise((resolve) => {
    const stop = new AbortController()
    const settle = (why: string | null | undefined): void => {
      clearTimeout(timer)
      resolve(why === undefined ? { program } : { program: null, why })
    }
    const timer = setTimeout(() => {
      settle(`${program} is not used: it did not encode a frame within ${TRIAL_MS / 1000} s`)
      // Whatever it started may hold its pipes open; nobody waits for those.
      stop.abort()
      for (const pipe of child.stdio) pipe?.destroy()
    }, TRIAL_MS)
    const child = spawn(program, [...encodingArguments(order), '-f', 'null', '-'], {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      signal: stop.signal,
      killSignal: 'SIGKILL',
    })
    const [stdin, , stderr, sound] = child.stdio
    const words = keepTail(stderr)
    child.on('error', (error) => {
      const absent = Reflect.get(error, 'code') === 'ENOENT' && program === 'ffmpeg'
      settle(absent ? null : `${program} is not used: ${error.message}`)
    })
    child.on('close', (code) => settle(code === 0 ? undefined : `${program} is not used: ${words() || `exit ${code}`}`))
    for (const [pipe, bytes] of [
      [stdin, new Uint8Array((64 * 64 * 3) / 2)],
      [sound, Buffer.from(order.sound.buffer)],
    ] as const) {
      if (!(pipe instanceof Writable)) continue
      // A broken pipe says nothing that the exit does not say better.
      pipe.on('error', () => {})
      pipe.end(bytes)
    }
  })
}
