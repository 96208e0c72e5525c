import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { basename } from 'node:path'
import { test, type TestContext } from 'node:test'
import * as fc from 'fast-check'
import { ReelgateError } from '../../src/domain/errors.ts'
import { safeFileName } from '../../src/images/file-name.ts'
import { receiveUpload, type ReceivedUpload } from '../../src/images/receive-upload.ts'
import { serve } from './fixture.ts'
import { ownFolder } from '../harness/folder.ts'
import { photo, pngBomb } from './pictures.ts'

const TOKEN = 'abcdefghijklmnopqrstuvwxyz234567'
const BYTES_MAX = 200_000

type Answer = Partial<ReceivedUpload> & { code?: string; param?: string }

/** A server that takes uploads into a folder, and what became of each of them. */
async function receiver(context: TestContext): Promise<{ url: string; folder: string; outcomes: Promise<unknown>[] }> {
  const folder = await ownFolder(context)
  const outcomes: Promise<unknown>[] = []
  const options = { directory: folder, bytesMax: BYTES_MAX, pixelsMax: 1_000_000, newToken: () => TOKEN }
  const host = await serve(context, (request, response) => {
    const work = receiveUpload(request, options).then(
      (upload) => response.end(JSON.stringify(upload)),
      (error: unknown) => {
        if (!(error instanceof ReelgateError)) throw error
        response.writeHead(400).end(JSON.stringify({ code: error.code, param: error.details.param }))
      },
    )
    work.catch(() => response.destroy())
    outcomes.push(work)
  })
  return { url: `http://${host}/`, folder, outcomes }
}

async function send(url: string, body: RequestInit['body'], headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: body ?? null, headers })
  return (await response.json()) as Answer
}

function form(...parts: [name: string, content: Uint8Array | string, filename?: string][]): FormData {
  const data = new FormData()
  for (const [name, content, filename] of parts) {
    if (filename === undefined) data.append(name, String(content))
    else data.append(name, new Blob([Buffer.from(content)]), filename)
  }
  return data
}

test('a picture is kept under its token, and told with the name that it came with', async (context) => {
  const { url, folder } = await receiver(context)
  const bytes = await photo().jpeg().toBuffer()
  const { file = '', ...rest } = await send(url, form(['file', bytes, '日落 🌅.png']))
  assert.deepEqual(rest, {
    token: TOKEN,
    filename: '日落 🌅.png',
    contentType: 'image/jpeg',
    bytes: bytes.length,
    extension: 'jpg',
  })
  assert.deepEqual(await readdir(folder), [basename(file)])
  assert.equal(basename(file), `${TOKEN}.jpg`)
  assert.deepEqual(await readFile(file), bytes)
})

test('a GIF is kept as it is; the first file named file counts, other parts are ignored', async (context) => {
  const { url, folder } = await receiver(context)
  const gif = await photo().gif().toBuffer()
  const other = Buffer.alloc(150_000)
  const answer = await send(
    url,
    form(['purpose', 'frame'], ['other', other, 'a.bin'], ['file', gif, 'b.gif'], ['file', other, 'c.gif']),
  )
  assert.deepEqual([answer.filename, answer.contentType, answer.bytes], ['b.gif', 'image/gif', gif.length])
  assert.deepEqual(await readdir(folder), [`${TOKEN}.gif`])
})

test('S14: what is no picture, or none that we can take, leaves nothing', async (context) => {
  const { url, folder } = await receiver(context)
  const png = await photo(200, 100).png().toBuffer()
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const cut = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf'
  const table: [() => Promise<Answer>, string, string?][] = [
    [
      () => send(url, form(['file', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'a.svg'])),
      'upload_wrong_type',
      'file',
    ],
    [() => send(url, form(['file', '<!doctype html>', 'a.png'])), 'upload_wrong_type', 'file'],
    [() => send(url, form(['file', png.subarray(0, png.length / 2), 'a.png'])), 'image_corrupt', 'file'],
    [() => send(url, form(['file', pngBomb(60_000, 60_000), 'a.png'])), 'image_too_many_pixels', 'file'],
    [() => send(url, form(['file', '', ''])), 'upload_no_file', 'file'],
    [() => send(url, form(['file', 'a field, no file'])), 'upload_no_file', 'file'],
    [() => send(url, form(['image', png, 'a.png'])), 'upload_no_file', 'file'],
    [() => send(url, '--x--\r\n', multipart), 'upload_no_file', 'file'],
    [() => send(url, cut, multipart), 'upload_not_multipart', 'file'],
    [() => send(url, png, { 'content-type': 'image/png' }), 'upload_not_multipart'],
    [() => send(url, 'file=a', { 'content-type': 'application/x-www-form-urlencoded' }), 'upload_not_multipart'],
    [() => send(url, cut, { 'content-type': 'multipart/form-data' }), 'upload_not_multipart'],
    [() => send(url, cut, { 'content-type': 'multipart/form-data; a=b' }), 'upload_not_multipart'],
  ]
  for (const [answer, code, param] of table) {
    assert.deepEqual(await answer(), param === undefined ? { code } : { code, param })
  }
  assert.deepEqual(await readdir(folder), [])
})

test('S14: a file over the size is answered and leaves nothing, announced or not', async (context) => {
  const { url, folder } = await receiver(context)
  const exact = form(['file', Buffer.alloc(BYTES_MAX), 'a.png'])
  assert.equal((await send(url, exact)).code, 'upload_wrong_type', 'the size itself is allowed')
  const over = form(['file', Buffer.alloc(BYTES_MAX + 1), 'a.png'])
  assert.deepEqual(await send(url, over), { code: 'upload_too_large', param: 'file' })
  const announced = form(['file', Buffer.alloc(8_000_000), 'a.png'])
  assert.deepEqual(await send(url, announced), { code: 'upload_too_large', param: 'file' })
  assert.deepEqual(await readdir(folder), [])
})

test('S14: a client that goes away leaves nothing', async (context) => {
  const { url, folder, outcomes } = await receiver(context)
  const request = httpRequest(url, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 100_000 },
  })
  request.on('error', () => undefined)
  const closed = new Promise((resolve) => request.once('close', resolve))
  request.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf a picture')
  await firstOutcome(outcomes, folder)
  request.destroy()
  await closed
  await outcomes[0]
  assert.deepEqual(await readdir(folder), [])
})

/** Waits until the receiver has begun to write. */
async function firstOutcome(outcomes: unknown[], folder: string): Promise<void> {
  while (outcomes.length === 0 || (await readdir(folder)).length === 0)
    await new Promise((resolve) => setImmediate(resolve))
}

test('a name keeps its script and loses what could do harm', () => {
  const table: [string | undefined, string][] = [
    ['photo.jpg', 'photo.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\夏.png', '夏.png'],
    ['a\r\nSet-Cookie: b.png', 'aSet-Cookie: b.png'],
    ['exe\u202Egpj.png', 'exegpj.png'],
    ['..', 'image.png'],
    ['', 'image.png'],
    ['dir/', 'image.png'],
    [undefined, 'image.png'],
    [`${'x'.repeat(254)}🌅`, 'x'.repeat(254)],
  ]
  for (const [name, expected] of table) assert.equal(safeFileName(name, 'image.png'), expected)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeFileName(name, 'image.png')
      assert.ok(safe.length > 0 && safe.length <= 255 && safe.isWellFormed() && !/[/\\\p{Cc}]/u.test(safe))
    }),
  )
})
