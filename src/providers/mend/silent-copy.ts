import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Scratch } from '../scratch.ts'
import { stripSound } from './strip-sound.ts'

/**
 * A video without its sound: fetched into a file of the task's own, copied without the sound, and kept until the task
 * ends, so that opening it again fetches nothing.
 */
export async function openSilent(
  scratch: Scratch,
  place: { key: string; sample: number },
  fetch: (signal: AbortSignal) => Promise<Readable>,
  signal: AbortSignal,
): Promise<Readable> {
  const silent = await scratch.place(place.key, `${place.sample}.mp4`)
  if (!(await scratch.has(place.key, `${place.sample}.mp4`))) {
    const sounding = await scratch.place(place.key, `${place.sample}.sounding`)
    await pipeline(await fetch(signal), createWriteStream(sounding, { mode: 0o600 }), { signal })
    await stripSound(sounding, silent)
    await rm(sounding, { force: true })
  }
  return createReadStream(silent)
}
