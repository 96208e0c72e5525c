import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { TestContext } from 'node:test'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import sharp from 'sharp'
import { ReelgateError } from '../../src/domain/errors.ts'
import type { Provider } from '../../src/domain/provider.ts'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { ownFolder } from '../harness/folder.ts'
import { eventually } from '../harness/wait.ts'
import { bytesOf, calm, jobFor, REQUEST, startedToken } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'
import { FakeOpenai } from './fakes/fake-openai.ts'
import { ENTRIES, openProvider } from './open-providers.ts'
import { keptPicture } from './pictures.ts'

/** A real MP4 with sound, made by the offline renderer through its own port. */
async function filmWithSound(context: TestContext): Promise<Buffer> {
  const provider = openProvider({ type: 'builtin' }, await ownFolder(context))
  context.after(() => provider.close?.())
  const token = await startedToken(provider, jobFor({ durationSeconds: 4 }))
  const output = await eventually(async () => {
    const outcome = await provider.check(token, calm())
    assert.notEqual(outcome.kind, 'failed', JSON.stringify(outcome))
    return outcome.kind === 'done' ? outcome.outputs[0] : undefined
  })
  return bytesOf(await output.open(calm()))
}

async function tracksOf(mp4: Buffer) {
  using input = new Input({ source: new BufferSource(new Uint8Array(mp4)), formats: ALL_FORMATS })
  const video = await input.getPrimaryVideoTrack()
  assert.ok(video)
  const packets: string[] = []
  for await (const packet of new EncodedPacketSink(video).packets()) {
    packets.push(`${packet.timestamp.toFixed(4)} ${packet.type} ${Buffer.from(packet.data).toString('base64')}`)
  }
  const size = [video.displayWidth, video.displayHeight]
  return { packets, size, hasSound: (await input.getPrimaryAudioTrack()) !== null }
}

test('silence: the sound is cut out of the file, the picture stays as it was, frame by frame', async (context) => {
  const film = await filmWithSound(context)
  const before = await tracksOf(film)
  assert.ok(before.hasSound)
  for (const [fake, entry] of [
    [await new FakeGemini().listen(context), ENTRIES.gemini],
    [await new FakeOpenai().listen(context), ENTRIES.openaiVideos],
  ] as const) {
    fake.video = film
    const provider = openProvider(entry(fake.url), await ownFolder(context))
    context.after(() => provider.close?.())
    const token = await startedToken(provider, jobFor({ generateAudio: false }))
    fake.finish()
    const outcome = await provider.check(token, calm())
    assert.ok(outcome.kind === 'done')
    const [output] = outcome.outputs
    assert.ok(output)
    const silent = await bytesOf(await output.open(calm()))
    assert.deepEqual(await tracksOf(silent), { ...before, hasSound: false })
    assert.ok(silent.indexOf('moov') < silent.indexOf('mdat'), 'a player would need the whole file first')
    // Opened again it comes from our own disk.
    fake.onDownload = 410
    assert.deepEqual(await bytesOf(await output.open(calm())), silent)
    await provider.forget?.(token)
  }
})

describe('pictures for a provider that knows no resize_mode', () => {
  async function sent(context: TestContext, size: { width: number; height: number }, change: Partial<StoredRequest>) {
    const fake = await new FakeGemini().listen(context)
    const dataDir = await ownFolder(context)
    const provider = openProvider(ENTRIES.gemini(fake.url), dataDir)
    context.after(() => provider.close?.())
    const firstFrame = await keptPicture(dataDir, 'first', size)
    await startedToken(provider, jobFor({ ...change, firstFrame }))
    const { image } = JSON.parse(String(fake.orders[0]?.request.body)).instances[0]
    const bytes = Buffer.from(image.bytesBase64Encoded, 'base64')
    const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const grey = (x: number, y: number) => data[(y * info.width + x) * info.channels] ?? -1
    return { image, bytes, info, grey, original: await readFile(join(dataDir, firstFrame.file)) }
  }

  test('pad: a narrow picture gets black beside it', async (context) => {
    const { image, info, grey } = await sent(context, { width: 120, height: 120 }, { resizeMode: 'pad' })
    assert.deepEqual([image.mimeType, info.width, info.height], ['image/jpeg', 1280, 720])
    assert.ok(grey(5, 360) < 10 && grey(1275, 360) < 10)
    assert.ok(grey(640, 360) > 10)
  })

  test('crop: it fills the frame', async (context) => {
    const { info, grey } = await sent(context, { width: 120, height: 120 }, { resizeMode: 'crop', aspectRatio: '9:16' })
    assert.deepEqual([info.width, info.height], [720, 1280])
    const corners = [grey(5, 5), grey(715, 1275)]
    assert.ok(Math.max(...corners) > 10)
  })

  test('one that has the frame’s ratio goes out as it is', async (context) => {
    const { image, bytes, original } = await sent(context, { width: 320, height: 180 }, { resizeMode: 'crop' })
    assert.equal(image.mimeType, 'image/png')
    assert.deepEqual(bytes, original)
  })
})

describe('what a provider can’t do is refused before anything is charged', () => {
  const NONE = { first: false, last: false }
  const BOTH = { first: true, last: true }
  const TABLE: [
    type: 'gemini' | 'openaiVideos',
    change: Partial<StoredRequest>,
    pictures: typeof NONE,
    param?: string,
  ][] = [
    ['gemini', { personGeneration: 'disallow' }, NONE, 'person_generation'],
    ['gemini', { durationSeconds: 4, resolution: '1080p' }, NONE, 'duration'],
    ['gemini', { durationSeconds: 6, resolution: '4K' }, NONE, 'duration'],
    ['gemini', { durationSeconds: 4 }, BOTH, 'duration'],
    ['gemini', { durationSeconds: 4 }, { first: true, last: false }],
    ['gemini', { durationSeconds: 8, resolution: '4K' }, BOTH],
    ['openaiVideos', { personGeneration: 'disallow' }, NONE, 'person_generation'],
    ['openaiVideos', {}, BOTH, 'last_frame_image'],
    ['openaiVideos', { negativePrompt: 'rain', durationSeconds: 4 }, { first: true, last: false }],
  ]
  for (const [type, change, pictures, param] of TABLE) {
    test(`S15: ${type}: ${JSON.stringify(change)} with ${JSON.stringify(pictures)}: ${param ?? 'accepted'}`, async (context) => {
      const provider: Provider = openProvider(ENTRIES[type]('http://127.0.0.1:9'), await ownFolder(context))
      context.after(() => provider.close?.())
      const ask = () => provider.assertAcceptable?.({ ...REQUEST, ...change }, pictures)
      if (param === undefined) return ask()
      assert.throws(
        ask,
        (error) =>
          error instanceof ReelgateError && error.code === 'unsupported_by_model' && error.details.param === param,
      )
    })
  }
})
