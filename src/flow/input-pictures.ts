import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredRequest, VideoRequest } from '../domain/video-request.ts'
import { newSecret } from '../lib/ids.ts'
import { describeError } from '../lib/log.ts'
import type { Flow } from './context.ts'
import { findUploadedFile } from './find-upload.ts'

/** Where a picture comes from, and the caller's own name for the field that says so. */
export interface PictureSource {
  source: string
  param: string
}

interface Given {
  request: VideoRequest
  firstFrame?: PictureSource
  lastFrame?: PictureSource
}

const picturesOf = ({ firstFrame, lastFrame }: StoredRequest) =>
  [firstFrame, lastFrame].filter((picture) => picture !== undefined)

/** Fetches and checks them into a folder of the task's own, on this node's disk alone. */
async function receivePictures(flow: Flow, given: Given & { firstFrame: PictureSource }): Promise<StoredRequest> {
  const { request, firstFrame, lastFrame } = given
  const { dataDir, images } = flow.settings
  const folder = join(dataDir, 'inputs', newSecret(26))
  await mkdir(folder, { recursive: true })
  // Loaded with the first picture: a server that sees none starts sooner, and smaller, without its decoder.
  const { keepInputImage } = await import('../images/keep-input.ts')
  const keep = (image: PictureSource, name: 'first' | 'last') =>
    keepInputImage(image.source, image.param, {
      directory: folder,
      name,
      dataDir,
      limits: images,
      now: flow.clock.now(),
      findUpload: (token) => findUploadedFile(flow, token),
    })
  const keepingLast = lastFrame === undefined ? Promise.resolve(undefined) : keep(lastFrame, 'last')
  const keeping = [keep(firstFrame, 'first'), keepingLast] as const
  try {
    const [first, last] = await Promise.all(keeping)
    return { ...request, firstFrame: first, ...(last && { lastFrame: last }) }
  } catch (error) {
    // The other one may still be writing, and would leave its file behind.
    await Promise.allSettled(keeping)
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/**
 * Takes the pictures that a submit names; whichever node drives the task can have them when this returns. Throws
 * ReelgateError, and leaves nothing behind then.
 */
export async function keepPictures(flow: Flow, given: Given): Promise<StoredRequest> {
  const { request, firstFrame } = given
  if (firstFrame === undefined) return request
  const stored = await receivePictures(flow, { ...given, firstFrame })
  const keeping = picturesOf(stored).map(({ file }) => flow.pictures.keep(file))
  try {
    await Promise.all(keeping)
    return stored
  } catch (error) {
    await Promise.allSettled(keeping)
    await dropPictures(flow, stored)
    throw error
  }
}

/** Has them on this node's disk, where the providers read them. One that is gone is for whoever reads it to find out. */
export async function bringPictures(flow: Flow, request: StoredRequest): Promise<void> {
  await Promise.all(picturesOf(request).map(({ file }) => flow.pictures.bring(file)))
}

/** They are of no more use to anyone. Failing here costs room, never money: it is logged. */
export async function dropPictures({ pictures, log }: Flow, request: StoredRequest): Promise<void> {
  for (const { file } of picturesOf(request)) {
    try {
      await pictures.delete(file)
    } catch (error) {
      log.warn({ file, error: describeError(error) }, 'an input picture could not be removed')
    }
  }
}
