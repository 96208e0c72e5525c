import { execFile } from 'node:child_process'

const known = new Map<string, Promise<boolean>>()

/**
 * The ffmpeg to use: the given path if it can do what is needed, else (undefined) the one on PATH, else null.
 * Asked once per process and program, by running it.
 */
export async function findFfmpeg(wanted: string | null | undefined): Promise<string | null> {
  if (wanted === null) return null
  const program = wanted ?? 'ffmpeg'
  let answer = known.get(program)
  if (!answer) {
    answer = hasEncoders(program)
    known.set(program, answer)
  }
  return (await answer) ? program : null
}

/** Whether this program is an ffmpeg with libx264 and AAC. Never rejects. */
function hasEncoders(program: string): Promise<boolean> {
  return new Promise((resolve) => {
    const options = { timeout: 10_000, killSignal: 'SIGKILL' as const, maxBuffer: 1 << 20 }
    execFile(program, ['-hide_banner', '-encoders'], options, (error, stdout) => {
      resolve(!error && /\slibx264\s/.test(stdout) && /\saac\s/.test(stdout))
    })
  })
}
