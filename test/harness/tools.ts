import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const runs = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Absolute path of a program that a test needs, under the first of its names that is there. One that is missing is a failure, never a skipped test. */
export function tool(...names: [string, ...string[]]): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs)
  assert.ok(found !== undefined, `this test needs ${names.join(' or ')}; scripts/install-test-tools.sh installs it`)
  return found
}

type Stream = Record<string, string>

/** The streams of a media file as ffprobe sees them; frames of the video are decoded and counted. */
function streamsOf(file: string): { video: Stream[]; audio: Stream[] } {
  const asked = ['-v', 'error', '-count_frames', '-show_streams', '-of', 'json', file]
  const { streams } = JSON.parse(execFileSync(tool('ffprobe'), asked, { encoding: 'utf8' })) as { streams: Stream[] }
  const kind = (type: string) => streams.filter((stream) => stream['codec_type'] === type)
  return { video: kind('video'), audio: kind('audio') }
}

/** Fails unless the file is a 4 s clip at 720p, with an AAC track exactly when `audio` says so. */
export function assertClip(file: string, audio = false): void {
  const streams = streamsOf(file)
  const [video = {}] = streams.video
  const { codec_name: codec, width, height, r_frame_rate: rate, nb_read_frames: frames } = video
  assert.deepEqual(
    { count: streams.video.length, codec, size: `${width}x${height}`, rate, frames },
    { count: 1, codec: 'h264', size: '1280x720', rate: '24/1', frames: '96' },
  )
  assert.deepEqual(
    streams.audio.map((stream) => stream['codec_name']),
    audio ? ['aac'] : [],
  )
}
