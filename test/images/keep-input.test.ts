import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { inspectImage } from '../../src/images/decode-image.ts'
import { keepInputImage, type FoundUpload, type KeepInputOptions } from '../../src/images/keep-input.ts'
import { assertRefused, refusalOf, serve } from './fixture.ts'
import { ownFolder } from '../harness/folder.ts'
import { photo, pngBomb } from './pictures.ts'

const PARAM = 'first_frame_image'
const TOKEN = 'abcdefghijklmnopqrstuvwxyz234567'
const NOW = 1_763_088_289_000

/** Options that allow these hosts, with a task's own folder below the data folder. */
async function keeping(context: TestContext, ...hosts: string[]): Promise<KeepInputOptions> {
  const dataDir = await ownFolder(context)
  const directory = join(dataDir, 'inputs', 'task')
  await mkdir(directory, { recursive: true })
  const limits = {
    bytesMax: 1_000_000,
    pixelsMax: 1_000_000,
    deadlineMs: 20_000,
    redirectsMax: 3,
    allowedHosts: new Set(hosts),
  }
  const resolve = () => Promise.reject(new Error('no name should be resolved'))
  return { directory, dataDir, name: 'first', findUpload: () => Promise.resolve(undefined), now: NOW, limits, resolve }
}

function finding(found: FoundUpload): Pick<KeepInputOptions, 'findUpload'> {
  return { findUpload: (token) => Promise.resolve(token === TOKEN ? found : undefined) }
}

test('a picture from the web is kept with its bytes unchanged', async (context) => {
  const bytes = await photo().jpeg().withMetadata().toBuffer()
  const host = await serve(context, (_request, response) => response.end(bytes))
  const options = await keeping(context, host)
  const image = await keepInputImage(`http://${host}/whatever.txt`, PARAM, options)
  const expected = { contentType: 'image/jpeg', width: 64, height: 48, bytes: bytes.length }
  assert.deepEqual(image, { file: 'inputs/task/first.jpg', ...expected })
  assert.deepEqual(await readFile(join(options.dataDir, image.file)), bytes)
  assert.deepEqual(await readdir(options.directory), ['first.jpg'])
})

test('first and last frame are kept side by side', async (context) => {
  const bytes = await photo().webp().toBuffer()
  const options = await keeping(context)
  const source = `data:image/webp;base64,${bytes.toString('base64')}`
  await Promise.all([
    keepInputImage(source, PARAM, options),
    keepInputImage(source, 'last_frame_image', { ...options, name: 'last' }),
  ])
  assert.deepEqual((await readdir(options.directory)).sort(), ['first.webp', 'last.webp'])
})

test('a GIF and a turned photograph are kept as upright stills', async (context) => {
  const options = await keeping(context)
  const gif = await photo().gif().toBuffer()
  const still = await keepInputImage(`data:image/gif;base64,${gif.toString('base64')}`, PARAM, options)
  assert.deepEqual([still.contentType, still.file], ['image/png', 'inputs/task/first.png'])
  const turned = await photo().withMetadata({ orientation: 8 }).jpeg().toBuffer()
  const last = await keepInputImage(`data:image/jpeg;base64,${turned.toString('base64')}`, PARAM, {
    ...options,
    name: 'last',
  })
  assert.deepEqual([last.width, last.height], [48, 64])
  const kept = await inspectImage(join(options.dataDir, last.file), options.limits)
  assert.deepEqual([kept.width, kept.height, kept.bytes, kept.needsRewrite], [48, 64, last.bytes, false])
})

test('data: URLs may be percent-encoded, and the media type is no proof', async (context) => {
  const options = await keeping(context)
  const bytes = await photo(8, 8).png().toBuffer()
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  assert.equal((await keepInputImage(`DATA:image/jpeg,${percent}`, PARAM, options)).contentType, 'image/png')
  assert.deepEqual(await readFile(join(options.directory, 'first.png')), bytes)
})

test('S14: data: URLs that are malformed, large or no picture are refused', async (context) => {
  const options = await keeping(context)
  const large = Buffer.alloc(options.limits.bytesMax + 1).toString('base64')
  const table = [
    ['data:image/png;base64', 'image_url_invalid'],
    ['data:text/html;base64,AAAA', 'image_not_an_image'],
    ['data:,AAAA', 'image_not_an_image'],
    ['data:image/png;base64,', 'image_not_an_image'],
    ['data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg"/%3E', 'image_not_an_image'],
    ['data:image/png;base64,AAA', 'image_corrupt'],
    ['data:image/png;base64,AA=A', 'image_corrupt'],
    ['data:image/png;base64,A===', 'image_corrupt'],
    ['data:image/png;base64,AA AA=', 'image_corrupt'],
    ['data:image/png;base64,__--', 'image_corrupt'],
    ['data:image/png,%zz', 'image_corrupt'],
    ['data:image/png,%8', 'image_corrupt'],
    ['data:image/png,é', 'image_corrupt'],
    [`data:image/png;base64,${large}`, 'image_too_large'],
    [`data:image/png,${'a'.repeat(options.limits.bytesMax + 1)}`, 'image_too_large'],
    [`data:image/png,${'a'.repeat(options.limits.bytesMax * 3 + 1)}`, 'image_too_large'],
    [`data:image/png;base64,${pngBomb(60_000, 60_000).toString('base64')}`, 'image_too_many_pixels'],
  ] as const
  for (const [source, code] of table)
    await assertRefused(keepInputImage(source, PARAM, options), code, options.directory)
})

test('S14: a data: URL of many megabytes needs no stack', async (context) => {
  const options = await keeping(context)
  const limits = { ...options.limits, bytesMax: 40_000_000 }
  const source = `data:image/png;base64,${Buffer.alloc(30_000_000).toString('base64')}`
  await assertRefused(keepInputImage(source, PARAM, { ...options, limits }), 'image_not_an_image', options.directory)
})

test('S14: what a hostile server sends is refused and nothing is kept', async (context) => {
  const png = await photo(300, 200).png().toBuffer()
  const bodies: Record<string, Buffer> = {
    '/page.png': Buffer.from('<!doctype html><title>Sign in</title>'),
    '/vector.png': Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    '/bomb.png': pngBomb(60_000, 60_000),
    '/cut.png': png.subarray(0, png.length / 2),
    '/empty.png': Buffer.alloc(0),
    '/large.png': Buffer.alloc(1_000_001),
  }
  const host = await serve(context, (request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end(bodies[request.url ?? ''])
  })
  const options = await keeping(context, host)
  const table = [
    ['/page.png', 'image_not_an_image'],
    ['/vector.png', 'image_not_an_image'],
    ['/bomb.png', 'image_too_many_pixels'],
    ['/cut.png', 'image_corrupt'],
    ['/empty.png', 'image_not_an_image'],
    ['/large.png', 'image_too_large'],
  ] as const
  for (const [path, code] of table) {
    await assertRefused(keepInputImage(`http://${host}${path}`, PARAM, options), code, options.directory)
  }
})

test('an upload is read from our disk, under whatever host its link was given', async (context) => {
  const options = await keeping(context)
  const file = join(options.dataDir, 'upload.png')
  await photo().png().toFile(file)
  const found = { ...options, ...finding({ file, expiresAt: NOW + 1 }) }
  for (const link of [`https://api.test/files/${TOKEN}.png`, `http://127.0.0.1:8787/v1/files/${TOKEN}.png?x=1`]) {
    assert.equal((await keepInputImage(link, PARAM, found)).file, 'inputs/task/first.png')
  }
  assert.deepEqual(await readFile(join(options.directory, 'first.png')), await readFile(file))
})

test('an upload that is over, removed or too large is refused; an unknown link is an address like any other', async (context) => {
  const options = await keeping(context)
  const file = join(options.dataDir, 'upload.png')
  await writeFile(file, Buffer.alloc(options.limits.bytesMax + 1))
  const link = `http://127.0.0.1/files/${TOKEN}.png`
  const table = [
    ['gone', 'image_upload_gone'],
    [{ file, expiresAt: NOW }, 'image_upload_gone'],
    [{ file: join(options.dataDir, 'swept.png'), expiresAt: NOW + 1 }, 'image_upload_gone'],
    [{ file, expiresAt: NOW + 1 }, 'image_too_large'],
    [undefined, 'image_address_refused'],
  ] as const
  for (const [found, code] of table) {
    await assertRefused(keepInputImage(link, PARAM, { ...options, ...finding(found) }), code, options.directory)
  }
  const asked: string[] = []
  const findUpload = (token: string) => {
    asked.push(token)
    return Promise.resolve('gone' as const)
  }
  const strangers = [
    `file:///files/${TOKEN}.png`,
    `http://127.0.0.1/files/${TOKEN}.mp4`,
    `http://127.0.0.1/${TOKEN}.png`,
  ]
  for (const stranger of strangers) {
    const error = await refusalOf(keepInputImage(stranger, PARAM, { ...options, findUpload }))
    assert.notEqual(error.code, 'image_upload_gone')
  }
  assert.deepEqual(asked, [])
})
