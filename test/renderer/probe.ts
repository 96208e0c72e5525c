import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import sharp from 'sharp'
import type { ClipSpec } from '../../src/renderer/clip-spec.ts'

export interface Probe {
  streams: Record<string, string | number>[]
  format: Record<string, string> & { tags: Record<string, string> }
}

/** What ffprobe says of a file; every video frame is decoded and counted. Fails when ffprobe is missing. */
export function probe(path: string): Probe {
  const asked = ['-v', 'error', '-count_frames', '-show_streams', '-show_format', '-of', 'json', path]
  return JSON.parse(execFileSync('ffprobe', asked, { encoding: 'utf8' })) as Probe
}

export function streamOf(found: Probe, type: 'video' | 'audio'): Record<string, string | number> {
  const streams = found.streams.filter((stream) => stream['codec_type'] === type)
  assert.equal(streams.length, 1, `one ${type} stream`)
  return streams[0] ?? {}
}

/** The names of the file's metadata. */
export function tagsOf({ format }: Probe): string[] {
  return Object.keys(format.tags).toSorted()
}

export function scratch(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'renderer-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A small, short clip; every field can be replaced. */
export function clip(out: string, change: Partial<ClipSpec> = {}): ClipSpec {
  const size = { width: 320, height: 180, seconds: 1 }
  return { prompt: 'a dog running on the beach', ...size, seed: 7, audio: false, resize: 'crop', out, ...change }
}

/** The types of the outermost boxes of an MP4, in order. */
export function boxTypes(path: string): string[] {
  const bytes = readFileSync(path)
  const types: string[] = []
  for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt32BE(at))
    types.push(bytes.toString('latin1', at + 4, at + 8))
  return types
}

/** A picture file: left half red, right half blue, unless an EXIF orientation turns it. */
export async function twoColours(
  path: string,
  size: { width: number; height: number; orientation?: number },
): Promise<string> {
  const { width, height, orientation } = size
  const half = { width: width / 2, height, channels: 3 as const, background: '#0000ff' }
  const right = await sharp({ create: half }).png().toBuffer()
  const image = sharp({ create: { width, height, channels: 3, background: '#ff0000' } }).composite([
    { input: right, left: width / 2, top: 0 },
  ])
  await (orientation ? image.withMetadata({ orientation }) : image).png().toFile(path)
  return path
}
