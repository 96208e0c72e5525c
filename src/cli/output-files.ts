import { createWriteStream, existsSync, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { describeError } from '../lib/log.ts'
import { ApiProblem } from './api-client.ts'
import { UsageError } from './usage.ts'

const STEM_CHARACTERS = 48

/** Names for N samples: `x.mp4`, or `x-1.mp4`, `x-2.mp4`, ... */
function numbered(out: string, count: number): string[] {
  const extension = extname(out)
  const stem = extension === '' ? out : out.slice(0, -extension.length)
  return Array.from({ length: count }, (_, index) => resolve(count === 1 ? out : `${stem}-${index + 1}${extension}`))
}

/** `a golden retriever running on` -> `a-golden-retriever-running-on`, in any script. */
function stemOf(prompt: string): string {
  const words = prompt
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return Array.from(words).slice(0, STEM_CHARACTERS).join('').replace(/-+$/, '') || 'video'
}

/** Where the videos go: `--out` as it was given, else a name made from the prompt under which nothing exists yet. */
export function outputFiles(out: string | undefined, prompt: string, count: number): string[] {
  if (out !== undefined) return numbered(out, count)
  const stem = stemOf(prompt)
  for (let n = 1; ; n += 1) {
    const files = numbered(`${stem}${n === 1 ? '' : `-${n}`}.mp4`, count)
    if (!files.some((file) => existsSync(file))) return files
  }
}

/** Throws UsageError for an `--out` that can't be written, before anything is paid for. */
export function checkOut(out: string | undefined): void {
  if (out === undefined) return
  const folder = dirname(resolve(out))
  if (!existsSync(folder)) throw new UsageError(`--out: there is no folder ${folder}; create it first`)
  if (existsSync(out) && statSync(out).isDirectory()) {
    throw new UsageError(
      `--out: ${out} is a folder; add the name of a file, for example ${out.replace(/\/+$/, '')}/a.mp4`,
    )
  }
}

/** The file appears under its name only when it is whole. */
async function download(url: string, file: string, signal: AbortSignal): Promise<void> {
  const partial = `${file}.part`
  try {
    const response = await fetch(url, { signal })
    if (!response.ok || response.body === null)
      throw new ApiProblem(`the server answered ${response.status} for the video`)
    await pipeline(Readable.fromWeb(response.body), createWriteStream(partial), { signal })
    await rename(partial, file)
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error
    throw new ApiProblem(`the video is ready, but ${url} could not be saved as ${file}: ${describeError(error)}`)
  } finally {
    await rm(partial, { force: true })
  }
}

/** All of them, or none. */
export async function downloadAll(urls: readonly string[], files: readonly string[], signal: AbortSignal) {
  try {
    for (const [index, url] of urls.entries()) await download(url, files[index] ?? '', signal)
  } catch (error) {
    if (signal.aborted) await Promise.all(files.map((file) => rm(file, { force: true })))
    throw error
  }
}
