import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import sharp from 'sharp'
import { newFrame } from '../../src/renderer/frame/frame.ts'
import { makeFilm } from '../../src/renderer/make-film.ts'
import { prepareClip } from '../../src/renderer/prepare-clip.ts'
import { renderClip } from '../../src/renderer/render-clip.ts'
import { tool } from '../harness/tools.ts'
import { photograph } from './photographs.ts'
import { boxTypes, clip, probe, scratch, streamOf, tagsOf } from './probe.ts'

const DRIVERS = [
  { ffmpeg: undefined, name: 'ffmpeg libx264', profile: 'High' },
  { ffmpeg: null, name: 'h264-mp4-encoder (WASM)', profile: 'Main' },
] as const

for (const { ffmpeg, name, profile } of DRIVERS) {
  const choice = ffmpeg === null ? { ffmpeg } : {}

  test(`${name}: with sound, the file is what was asked, exact to the frame`, async (t) => {
    const out = join(scratch(t), 'a.mp4')
    const seen: number[] = []
    const spec = clip(out, { ...choice, audio: true, seconds: 2 })
    const report = await renderClip(spec, { onProgress: (share) => seen.push(share) })
    assert.equal(report.encoder, name)
    const found = probe(out)
    const video = streamOf(found, 'video')
    const { width, height, codec_name, pix_fmt, nb_read_frames, duration, r_frame_rate, start_time } = video
    assert.deepEqual(
      { width, height, codec_name, pix_fmt, nb_read_frames, duration, r_frame_rate, start_time },
      {
        width: 320,
        height: 180,
        codec_name: 'h264',
        pix_fmt: 'yuv420p',
        nb_read_frames: '48',
        duration: '2.000000',
        r_frame_rate: '24/1',
        start_time: '0.000000',
      },
    )
    assert.equal(video['profile'], profile)
    assert.equal(video['color_space'], 'bt709')
    const audio = streamOf(found, 'audio')
    assert.equal(audio['codec_name'], 'aac')
    assert.equal(audio['sample_rate'], '48000')
    assert.equal(audio['channels'], 2)
    assert.equal(audio['duration'], '2.000000')
    assert.equal(audio['start_time'], '0.000000')
    assert.equal(found.format['duration'], '2.000000')
    assert.deepEqual(tagsOf(found), ['comment', 'compatible_brands', 'major_brand', 'minor_version'])
    assert.equal(found.format.tags['comment'], 'Reelgate renderer, scene 1, seed 7')
    const { bytes, frames, fps, elapsedMs } = report
    assert.deepEqual({ bytes, frames, fps }, { bytes: readFileSync(out).length, frames: 48, fps: 24 })
    assert.ok(elapsedMs > 0)
    assert.ok(seen.length > 48 && seen.every((share, i) => share > (seen[i - 1] ?? 0)))
    assert.equal(seen.at(-1), 1)
  })

  test(`${name}: without sound or metadata there is none, and the index comes before the data`, async (t) => {
    const folder = scratch(t)
    const out = join(folder, 'a.mp4')
    await renderClip(clip(out, { ...choice, metadata: false }), {})
    const found = probe(out)
    assert.deepEqual(tagsOf(found), ['compatible_brands', 'major_brand', 'minor_version'])
    assert.equal(found.streams.length, 1)
    assert.equal(found.format['duration'], '1.000000')
    const types = boxTypes(out)
    assert.ok(types.indexOf('moov') > 0 && types.indexOf('moov') < types.indexOf('mdat'), types.join())
    assert.deepEqual(readdirSync(folder), ['a.mp4'])
  })

  test(`${name}: the same spec gives the same bytes, another seed another take`, async (t) => {
    const folder = scratch(t)
    const [a, b, c] = ['a', 'b', 'c'].map((one) => join(folder, `${one}.mp4`)) as [string, string, string]
    await renderClip(clip(a, { ...choice, audio: true }), {})
    await renderClip(clip(b, { ...choice, audio: true }), {})
    await renderClip(clip(c, { ...choice, audio: true, seed: 8 }), {})
    assert.ok(readFileSync(a).equals(readFileSync(b)))
    assert.ok(!readFileSync(a).equals(readFileSync(c)))
  })

  test(`${name}: an abort between frames leaves no file`, async (t) => {
    const folder = scratch(t)
    const stop = new AbortController()
    const reason = new Error('no longer wanted')
    const rendering = renderClip(clip(join(folder, 'a.mp4'), { ...choice, seconds: 8 }), {
      signal: stop.signal,
      onProgress: (share) => {
        if (share > 0.2) stop.abort(reason)
      },
    })
    await assert.rejects(rendering, reason)
    assert.deepEqual(readdirSync(folder), [])
  })
}

for (const { width, height, ffmpeg } of [
  { width: 1280, height: 720, ffmpeg: undefined },
  { width: 1080, height: 1920, ffmpeg: undefined },
  { width: 3840, height: 2160, ffmpeg: undefined },
  { width: 1920, height: 1080, ffmpeg: null },
  { width: 720, height: 1280, ffmpeg: null },
]) {
  test(`${width}x${height} ${ffmpeg === null ? 'without' : 'with'} ffmpeg has exactly these pixels`, async (t) => {
    const out = join(scratch(t), 'a.mp4')
    await renderClip(clip(out, { width, height, ...(ffmpeg === null ? { ffmpeg } : {}) }), {})
    const found = probe(out)
    const video = streamOf(found, 'video')
    assert.deepEqual([video['width'], video['height'], video['nb_read_frames']], [width, height, '24'])
    assert.equal(found.format['duration'], '1.000000')
  })
}

test('a spec that cannot be rendered is refused as bad input and nothing is written', async (t) => {
  const folder = scratch(t)
  const out = join(folder, 'a.mp4')
  for (const change of [
    { width: 321 },
    { height: 0 },
    { seconds: 1.5 },
    { seconds: 0 },
    { seed: -1 },
    { seed: 2 ** 32 },
  ]) {
    await assert.rejects(renderClip(clip(out, change), {}), { name: 'RenderError', code: 'bad_input' })
  }
  await assert.rejects(renderClip(clip('relative.mp4'), {}), { code: 'bad_input' })
  assert.deepEqual(readdirSync(folder), [])
  assert.ok(!existsSync('relative.mp4'))
})

/** A magenta picture: much of both colour differences. In a clip of 640 by 360 it is 100 by 24 pixels, 11 from the edges. */
async function markIn(folder: string): Promise<string> {
  const mark = join(folder, 'mark.png')
  await sharp({ create: { width: 40, height: 10, channels: 4, background: '#ff00ff' } }).toFile(mark)
  return mark
}

for (const { ffmpeg, name } of DRIVERS) {
  test(`${name}: a watermark is in the lower right corner of every frame`, async (t) => {
    const folder = scratch(t)
    const out = join(folder, 'a.mp4')
    const choice = { ...(ffmpeg === null && { ffmpeg }), watermark: await markIn(folder) }
    await renderClip(clip(out, { width: 640, height: 360, ...choice }), {})
    const asked = ['-nostdin', '-v', 'error', '-i', out, '-f', 'rawvideo', '-pix_fmt', 'yuv444p', 'pipe:1']
    const decoded = execFileSync(tool('ffmpeg'), asked, { maxBuffer: 1 << 30 })
    for (const frame of [0, 12, 23]) {
      const at = (plane: number): number => decoded[(frame * 3 + plane) * 640 * 360 + 340 * 640 + 600] ?? 0
      assert.ok(at(2) > 190 && at(1) > 170, `frame ${frame}`)
    }
  })
}

test('a watermark changes nothing outside of its corner, and what is no picture is refused by its setting', async (t) => {
  const folder = scratch(t)
  const spec = clip('/x.mp4', { width: 640, height: 360 })
  const films = [await makeFilm(spec), await makeFilm({ ...spec, watermark: await markIn(folder) })]
  for (const index of [0, 12, 23]) {
    const [plain, marked] = films.map((film) => {
      const frame = newFrame(640, 360)
      film.draw(index, frame)
      return frame.y
    })
    const changed = [...(plain ?? [])].flatMap((luma, at) => (luma === marked?.[at] ? [] : [at]))
    assert.ok(changed.length > 1000)
    for (const at of changed) assert.ok(at % 640 >= 640 - 11 - 100 - 1 && at / 640 >= 360 - 11 - 24 - 1, `${at}`)
  }
  const wrong = clip(join(folder, 'b.mp4'), { watermark: import.meta.filename })
  await assert.rejects(renderClip(wrong, {}), { code: 'bad_input', operatorText: /REELGATE_WATERMARK/ })
})

for (const { ffmpeg, name } of DRIVERS) {
  test(`${name}: at 720p the first and the last frame are the given pictures, to 35 dB`, async (t) => {
    const out = join(scratch(t), 'a.mp4')
    const pictures = { firstFrame: photograph('coffee'), lastFrame: photograph('rocket') }
    const spec = clip(out, {
      ...(ffmpeg === null ? { ffmpeg } : {}),
      ...pictures,
      width: 1280,
      height: 720,
      prompt: '',
    })
    await renderClip(spec, {})
    const decoded = execFileSync(
      tool('ffmpeg'),
      ['-v', 'error', '-i', out, '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
      {
        maxBuffer: 2 ** 28,
      },
    )
    const given = await prepareClip(spec)
    assert.ok(given.kind === 'pair')
    const [first, last] = [given.first.frame.bytes, given.last.frame.bytes]
    assert.ok(psnr(decoded.subarray(0, first.length), first) >= 35)
    assert.ok(psnr(decoded.subarray(-last.length), last) >= 35)
  })
}

function psnr(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < b.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2
  return 10 * Math.log10((255 * 255 * b.length) / sum)
}
