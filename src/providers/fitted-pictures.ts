import { join } from 'node:path'
import type { ProviderJob } from '../domain/provider.ts'
import { pixelSize } from '../domain/video-request.ts'
import type { InputImage } from '../domain/video-request.ts'
import { fitPicture } from './mend/fit-picture.ts'
import type { Scratch } from './scratch.ts'

/** A picture as it will be sent: absolute path and type. */
export interface SentPicture {
  file: string
  contentType: InputImage['contentType']
}

/** The task's pictures in the frame's ratio, for providers that know no `resizeMode`. */
export async function fittedPictures(
  { taskId, request }: ProviderJob,
  dataDir: string,
  scratch: Scratch,
): Promise<{ first?: SentPicture; last?: SentPicture }> {
  const { firstFrame, lastFrame, resizeMode } = request
  const fit = async (image: InputImage, name: string) =>
    fitPicture(
      { image, file: join(dataDir, image.file) },
      pixelSize(request),
      resizeMode,
      await scratch.place(taskId, `${name}.jpg`),
    )
  return {
    ...(firstFrame && { first: await fit(firstFrame, 'first') }),
    ...(lastFrame && { last: await fit(lastFrame, 'last') }),
  }
}
