import assert from 'node:assert/strict'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { examineFfmpeg, findFfmpeg } from '../../src/renderer/encode/find-ffmpeg.ts'
import { renderClip } from '../../src/renderer/render-clip.ts'
import { tool } from '../harness/tools.ts'
import { clip, scratch } from './probe.ts'

function script(folder: string, text: string): string {
  const path = join(folder, 'ffmpeg')
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

for (const [what, text, why] of [
  ['fails', 'echo "cannot open libavcodec.so.59" >&2; exit 1', /cannot open libavcodec\.so\.59/],
  ['hangs, and leaves a child with its pipes', 'sleep 600 & echo $! > "$0.pid"; wait', /within 5 s/],
  ['has no libx264', `exec ${tool('ffmpeg')} $(echo "$@" | sed s/libx264/libnox264/)`, /Unknown encoder 'libnox264'/],
  ['does nothing with the frames and is content', 'exit 0', undefined],
] as const) {
  test(`an ffmpeg that ${what} is ${why ? 'passed over and the operator is told why' : 'found out by its clip'}`, async (t) => {
    const folder = scratch(t)
    const ffmpeg = script(folder, text)
    const out = join(folder, 'a.mp4')
    const found = await examineFfmpeg(ffmpeg)
    if (existsSync(`${ffmpeg}.pid`)) process.kill(Number(readFileSync(`${ffmpeg}.pid`, 'utf8')), 'SIGKILL')
    if (why) {
      const text = found.program === null ? (found.why ?? '') : ''
      assert.ok(text.startsWith(`${ffmpeg} is not used: `), text)
      assert.match(text, why)
      assert.equal((await renderClip(clip(out, { ffmpeg }), {})).encoder, 'h264-mp4-encoder (WASM)')
    } else {
      const operatorText = `${ffmpeg} ended with exit 0 before it had all of 24 frames`
      await assert.rejects(renderClip(clip(out, { ffmpeg }), {}), {
        name: 'RenderError',
        code: 'encoder',
        operatorText,
      })
      assert.deepEqual(readdirSync(folder), ['ffmpeg'])
    }
  })
}

test('without an ffmpeg there is nothing to say, and a path that leads nowhere is named', async (t) => {
  const { PATH } = process.env
  process.env['PATH'] = scratch(t)
  t.after(() => (process.env['PATH'] = PATH))
  assert.deepEqual(await examineFfmpeg(), { program: null, why: null })
  assert.equal(await findFfmpeg(null), null)
  const nowhere = await examineFfmpeg('/no/such/ffmpeg')
  assert.ok(nowhere.program === null)
  assert.match(nowhere.why ?? '', /no\/such\/ffmpeg is not used.*ENOENT/)
})

test('a corrupt picture is refused, and nothing is left of the encoder that was started meanwhile', async (t) => {
  const folder = scratch(t)
  const picture = join(folder, 'a.png')
  writeFileSync(picture, Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(4000, 7)]))
  const out = join(folder, 'a.mp4')
  const ffmpeg = tool('ffmpeg')
  for (const given of [{ firstFrame: picture }, { lastFrame: picture }]) {
    await assert.rejects(renderClip(clip(out, { ffmpeg, ...given }), {}), { code: 'bad_input' })
    assert.deepEqual(readdirSync(folder), ['a.png'])
  }
  await renderClip(clip(out, { ffmpeg }), {})
  assert.deepEqual(readdirSync(folder), ['a.mp4', 'a.png'], 'a good order does come out')
})
