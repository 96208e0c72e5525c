import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { FileAsBase64, formBody, jsonBody } from '../../src/providers/http/body.ts'
import { divertBase64 } from '../../src/providers/http/divert-base64.ts'
import { ownFolder } from '../harness/folder.ts'
import { bytesOf } from './conformance.ts'

const LARGE = 1024 ** 3

describe('a body with files', () => {
  test('JSON is what JSON.stringify would have made of it, and as long as was said', async (context) => {
    const folder = await ownFolder(context)
    for (const size of [0, 1, 2, 3, 196_607, 196_608, 196_609, 500_000]) {
      const bytes = Buffer.alloc(size, 'any bytes, but not all the same')
      const file = join(folder, `${size}.png`)
      await writeFile(file, bytes)
      const made = await jsonBody({ a: [{ x: new FileAsBase64(file) }], b: '"', c: { x: new FileAsBase64(file) } })
      const text = bytes.toString('base64')
      const sent = await bytesOf(made.open())
      assert.equal(sent.toString(), JSON.stringify({ a: [{ x: text }], b: '"', c: { x: text } }))
      assert.equal(made.bytes, sent.length)
    }
  })

  test('a form is one that others can read', async (context) => {
    const file = join(await ownFolder(context), 'first.png')
    await writeFile(file, 'the bytes of a picture')
    const fields = { prompt: 'fox – 狐', input_reference: { file, name: 'first.png', contentType: 'image/png' } }
    const made = await formBody(fields)
    const sent = await bytesOf(made.open())
    assert.equal(made.bytes, sent.length)
    const form = await new Response(sent, { headers: { 'content-type': made.type } }).formData()
    assert.equal(form.get('prompt'), 'fox – 狐')
    const picture = form.get('input_reference')
    assert.ok(picture instanceof File)
    assert.deepEqual(
      [picture.name, picture.type, await picture.text()],
      ['first.png', 'image/png', 'the bytes of a picture'],
    )
  })
})

/** The text in pieces of these sizes, again and again. */
function* inPieces(text: string, sizes: readonly number[]): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

describe('an answer with videos in it', () => {
  const options = (folder: string) => ({
    member: 'bytesBase64Encoded',
    place: async (index: number) => join(folder, `${index}.mp4`),
    textBytesMax: 1_000_000,
    fileBytesMax: LARGE,
  })

  test('however it is cut into pieces, each video is its own file and the rest is left as it was', async (context) => {
    const folder = await ownFolder(context)
    const video = fc.record({
      bytesBase64Encoded: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      mimeType: fc.string(),
      ['the "bytesBase64Encoded" of another']: fc.constantFrom('bytesBase64Encoded', ':', '\\"', '{'),
    })
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 })
    const spelling = fc.constantFrom(
      (text: string) => text,
      (text: string) => text.replaceAll('/', '\\/').replaceAll('=', '\\u003d'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(video, { maxLength: 3 }),
        fc.jsonValue(),
        sizes,
        spelling,
        async (videos, rest, sizes, spell) => {
          const base64 = (bytes: Buffer) => bytes.toString('base64')
          const asSent = videos.map((one) => ({ ...one, bytesBase64Encoded: base64(one.bytesBase64Encoded) }))
          let json = JSON.stringify({ rest, response: { videos: asSent }, done: true })
          for (const { bytesBase64Encoded } of asSent) {
            json = json.replace(
              `"bytesBase64Encoded":"${bytesBase64Encoded}"`,
              `"bytesBase64Encoded":"${spell(bytesBase64Encoded)}"`,
            )
          }
          const { text, files } = await divertBase64(inPieces(json, sizes) as never, options(folder))
          const left = videos.map((one) => ({ ...one, bytesBase64Encoded: '' }))
          assert.deepEqual(
            JSON.parse(text),
            JSON.parse(JSON.stringify({ rest, response: { videos: left }, done: true })),
          )
          assert.equal(files, videos.length)
          for (const [index, one] of videos.entries()) {
            assert.deepEqual(await readFile(join(folder, `${index}.mp4`)), one.bytesBase64Encoded)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('one that is cut off, or larger than it may be, is an error and leaves no video under its name', async (context) => {
    const folder = await ownFolder(context)
    const whole = JSON.stringify({ bytesBase64Encoded: Buffer.alloc(3000, 7).toString('base64') })
    const cut = divertBase64(inPieces(whole.slice(0, 2000), [100]) as never, options(folder))
    await assert.rejects(cut, /ends in the middle/)
    const large = divertBase64(inPieces(whole, [100]) as never, { ...options(folder), fileBytesMax: 2999 })
    await assert.rejects(large, /larger file/)
    const wordy = divertBase64(inPieces(JSON.stringify({ a: 'x'.repeat(2000) }), [100]) as never, {
      ...options(folder),
      textBytesMax: 1000,
    })
    await assert.rejects(wordy, /larger than it may be/)
    await assert.rejects(readFile(join(folder, '0.mp4')), { code: 'ENOENT' })
  })
})
