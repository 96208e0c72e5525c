import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { inspectImage, normalise } from '../../src/images/decode-image.ts'
import { refusalOf } from './fixture.ts'
import { ownFolder } from '../harness/folder.ts'
import { gifBomb, photo, pngBomb } from './pictures.ts'

const LIMITS = { pixelsMax: 1_000_000, param: 'first_frame_image' }

test('the content decides what a picture is', async (context) => {
  const file = join(await ownFolder(context), 'named.txt')
  const made: [Buffer, string, string][] = [
    [await photo().jpeg().toBuffer(), 'image/jpeg', 'jpg'],
    [await photo().jpeg({ progressive: true }).toBuffer(), 'image/jpeg', 'jpg'],
    [await photo().png().toBuffer(), 'image/png', 'png'],
    [await photo().webp().toBuffer(), 'image/webp', 'webp'],
    [await photo().gif().toBuffer(), 'image/gif', 'gif'],
  ]
  for (const [bytes, contentType, extension] of made) {
    await writeFile(file, bytes)
    const needsRewrite = extension === 'gif'
    assert.deepEqual(await inspectImage(file, LIMITS), {
      contentType,
      extension,
      width: 64,
      height: 48,
      bytes: bytes.length,
      needsRewrite,
    })
  }
})

test('what is no JPEG, PNG, WebP or GIF is refused', async (context) => {
  const file = join(await ownFolder(context), 'photo.png')
  const made: Record<string, Buffer> = {
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    html: Buffer.from('<!doctype html><title>Not found</title>'),
    pdf: Buffer.from('%PDF-1.7\n'),
    tiff: await photo().tiff().toBuffer(),
    avif: await photo().avif().toBuffer(),
    empty: Buffer.alloc(0),
    wave: Buffer.from('RIFF\0\0\0\0WAVEfmt '),
  }
  for (const [name, bytes] of Object.entries(made)) {
    await writeFile(file, bytes)
    assert.equal((await refusalOf(inspectImage(file, LIMITS))).code, 'image_not_an_image', name)
  }
})

test('what is cut off or broken is refused, in every format', async (context) => {
  const file = join(await ownFolder(context), 'photo')
  const big = () => photo(300, 200)
  const whole = {
    jpeg: await big().jpeg().toBuffer(),
    progressive: await big().jpeg({ progressive: true }).toBuffer(),
    png: await big().png().toBuffer(),
    webp: await big().webp().toBuffer(),
    lossless: await big().webp({ lossless: true }).toBuffer(),
    gif: await big().gif().toBuffer(),
  }
  for (const [name, bytes] of Object.entries(whole)) {
    for (const part of [0.02, 0.5, 0.9]) {
      await writeFile(file, bytes.subarray(0, Math.max(20, bytes.length * part)))
      assert.equal((await refusalOf(inspectImage(file, LIMITS))).code, 'image_corrupt', `${name} ${part}`)
    }
  }
  const broken = Buffer.from(whole.png)
  broken.fill(0, broken.length / 2, broken.length / 2 + 2000)
  await writeFile(file, broken)
  assert.equal((await refusalOf(inspectImage(file, LIMITS))).code, 'image_corrupt')
})

test('S14: a pixel bomb is refused from its header', async (context) => {
  const file = join(await ownFolder(context), 'bomb')
  for (const bomb of [pngBomb(60_000, 60_000), gifBomb(65_535, 65_535), await photo(1001, 1000).webp().toBuffer()]) {
    await writeFile(file, bomb)
    const error = await refusalOf(inspectImage(file, LIMITS))
    assert.equal(error.code, 'image_too_many_pixels', error.message)
    assert.deepEqual(error.details.values, { max_mp: 1 })
  }
})

test('a turned photograph is measured as it is seen and rewritten upright, its other EXIF kept', async (context) => {
  const folder = await ownFolder(context)
  const [file, to] = [join(folder, 'turned'), join(folder, 'upright')]
  const exif = { IFD0: { Copyright: 'someone' } }
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    await photo().withMetadata({ orientation: 6 }).withExifMerge(exif).toFormat(format).toFile(file)
    const seen = await inspectImage(file, LIMITS)
    assert.deepEqual([seen.width, seen.height, seen.needsRewrite], [48, 64, true], format)
    const upright = await normalise(file, to, { ...LIMITS, bytesMax: 1_000_000 })
    const { orientation = 1, exif: kept } = await sharp(to).metadata()
    assert.deepEqual([upright.width, upright.height, orientation], [48, 64, 1], format)
    assert.ok(kept?.includes('someone'), format)
    assert.deepEqual(await inspectImage(to, LIMITS), upright)
    assert.equal(upright.extension, format === 'png' ? 'png' : 'jpg')
  }
})

test('an animation becomes its first frame', async (context) => {
  const folder = await ownFolder(context)
  const [file, to] = [join(folder, 'moving'), join(folder, 'still')]
  const frames = await Promise.all(
    ['red', 'blue'].map((background) =>
      sharp({ create: { width: 20, height: 10, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  for (const format of ['gif', 'webp'] as const) {
    await sharp(frames, { join: { animated: true } })
      .toFormat(format, { lossless: true })
      .toFile(file)
    const seen = await inspectImage(file, LIMITS)
    assert.deepEqual([seen.width, seen.height, seen.needsRewrite], [20, 10, true], format)
    const still = await normalise(file, to, { ...LIMITS, bytesMax: 1_000_000 })
    assert.deepEqual([still.width, still.height], [20, 10])
    const [red = 0, , blue = 0] = await sharp(to).raw().toBuffer()
    assert.ok(red > 200 && blue < 60, `${format}: ${red} ${blue}`)
  }
})

test('transparency survives being rewritten; a result over the size leaves no file', async (context) => {
  const folder = await ownFolder(context)
  const file = join(folder, 'glass.webp')
  await photo().ensureAlpha(0.5).withMetadata({ orientation: 3 }).webp().toFile(file)
  const upright = await normalise(file, join(folder, 'upright'), { ...LIMITS, bytesMax: 1_000_000 })
  assert.equal(upright.contentType, 'image/png')
  assert.equal((await sharp(join(folder, 'upright')).metadata()).hasAlpha, true)
  const error = await refusalOf(normalise(file, join(folder, 'large'), { ...LIMITS, bytesMax: 100 }))
  assert.equal(error.code, 'image_too_large')
  assert.deepEqual((await readdir(folder)).sort(), ['glass.webp', 'upright'])
})
