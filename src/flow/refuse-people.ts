import { join } from 'node:path'
import { ReelgateError } from '../domain/errors.ts'
import type { Route } from '../domain/model.ts'
import type { StoredRequest } from '../domain/video-request.ts'
import { providerOf } from './context.ts'
import type { Flow } from './context.ts'

/** The caller's own names for the fields that its pictures came in. */
interface PictureParams {
  first: string | undefined
  last: string | undefined
}

/**
 * Under `disallow`, looks for people in pictures that one of the routes' providers would take unseen. Answers with the
 * request as it is to be stored; throws `people_in_picture`, or that nobody could look.
 */
export async function refusePeople(
  flow: Flow,
  request: StoredRequest,
  routes: readonly Route[],
  params: PictureParams,
): Promise<StoredRequest> {
  const { personGeneration, firstFrame, lastFrame } = request
  if (personGeneration !== 'disallow' || firstFrame === undefined) return request
  if (routes.every(({ provider }) => providerOf(flow, provider).judgesPictures === true)) return request
  const pictures = [
    { picture: firstFrame, param: params.first },
    { picture: lastFrame, param: params.last },
  ]
  for (const { picture, param } of pictures) {
    if (picture === undefined || !(await flow.people.holdsPerson(join(flow.settings.dataDir, picture.file)))) continue
    throw new ReelgateError('people_in_picture', { ...(param !== undefined && { param }) })
  }
  return { ...request, picturesWithoutPeople: true }
}
