import { randomUUID } from 'node:crypto'
import { copyFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { InputImage } from '../domain/video-request.ts'
import { decodeDataUrl, isDataUrl } from './data-url.ts'
import { inspectImage, normalise, type Picture } from './decode-image.ts'
import { fetchGuarded, type GuardedFetchOptions } from './guarded-fetch.ts'
import type { ImageLimits } from './limits.ts'
import { imageRefusal, megabytes } from './refusal.ts'
import { publishFile } from './write-file.ts'

/** An upload that is still on our disk (absolute path, Unix milliseconds), one whose time is over, or none of ours. */
export type FoundUpload = { file: string; expiresAt: number } | 'gone' | undefined

export interface KeepInputOptions {
  /** Where the picture goes; absolute, exists. */
  directory: string
  /** The final name without its extension. */
  name: 'first' | 'last'
  /** InputImage.file is told relative to this. */
  dataDir: string
  findUpload: (token: string) => Promise<FoundUpload>
  /** Unix milliseconds. */
  now: number
  limits: ImageLimits
  resolve?: GuardedFetchOptions['resolve']
}

const UPLOAD_PATH = /\/files\/([a-z2-7]{32})\.(?:jpg|jpeg|png|webp|gif)$/

/**
 * Fetches, decodes and keeps the picture that a caller named: a data: URL, the link of an upload (read from our disk,
 * no network), or an http(s) address. It is upright, a JPEG, PNG or WebP, and on the disk when this returns.
 * `param` is the caller's field. Throws ReelgateError `image_*`, and leaves nothing in the folder then.
 */
export async function keepInputImage(source: string, param: string, options: KeepInputOptions): Promise<InputImage> {
  const { directory, name, limits } = options
  const id = randomUUID()
  const received = join(directory, `.${name}.${id}.received`)
  const upright = join(directory, `.${name}.${id}.upright`)
  try {
    await receive(source, received, { ...options, param })
    const seen = await inspectImage(received, { pixelsMax: limits.pixelsMax, param })
    const picture = seen.needsRewrite ? await normalise(received, upright, { ...limits, param }) : seen
    const file = join(directory, `${name}.${picture.extension}`)
    await publishFile(seen.needsRewrite ? upright : received, file)
    return {
      file: relative(options.dataDir, file).split(sep).join('/'),
      contentType: providerType(picture),
      width: picture.width,
      height: picture.height,
      bytes: picture.bytes,
    }
  } finally {
    await Promise.all([rm(received, { force: true }), rm(upright, { force: true })])
  }
}

async function receive(source: string, to: string, options: KeepInputOptions & { param: string }): Promise<void> {
  const { limits, param, resolve } = options
  if (isDataUrl(source)) return writeFile(to, decodeDataUrl(source, { ...limits, param }), { flag: 'wx', mode: 0o600 })
  const token = uploadToken(source)
  const upload = token === undefined ? undefined : await options.findUpload(token)
  if (upload === undefined) {
    await fetchGuarded(source, { ...limits, param, ...(resolve === undefined ? {} : { resolve }) }, to)
    return
  }
  if (upload === 'gone' || upload.expiresAt <= options.now) throw imageRefusal('image_upload_gone', param)
  await copyUpload(upload.file, to, { ...limits, param })
}

/** The link may carry any host: behind a proxy, or under an old name, it is still our upload. Its token is the secret. */
function uploadToken(source: string): string | undefined {
  const url = URL.parse(source)
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? UPLOAD_PATH.exec(url.pathname)?.[1] : undefined
}

async function copyUpload(from: string, to: string, limits: { bytesMax: number; param: string }): Promise<void> {
  try {
    const { size } = await stat(from)
    if (size > limits.bytesMax) {
      throw imageRefusal('image_too_large', limits.param, { max_mb: megabytes(limits.bytesMax) })
    }
    await copyFile(from, to)
  } catch (error) {
    // Swept away between the look-up and now.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw imageRefusal('image_upload_gone', limits.param, {}, error)
    }
    throw error
  }
}

function providerType({ contentType }: Picture): InputImage['contentType'] {
  if (contentType === 'image/gif') throw new Error('a GIF is always rewritten before it is kept')
  return contentType
}
