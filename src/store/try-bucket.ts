import { Readable } from 'node:stream'
import { CannotStart } from '../cannot-start.ts'
import { newSecret } from '../lib/ids.ts'
import { describeError } from '../lib/log.ts'
import type { S3Settings } from './s3-store.ts'
import type { Store } from './store.ts'

/** What can be done about what the object store said, or did not say. */
function remedyFor(error: unknown, { bucket, region, endpoint, isPathStyle }: S3Settings): string {
  const { name = '', code = '' } = error as { name?: string; code?: string }
  switch (name) {
    case 'NoSuchBucket':
      return `There is no such bucket; create it, or correct REELGATE_S3_BUCKET.`
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'CredentialsProviderError':
    case 'ExpiredToken':
      return 'Correct REELGATE_S3_ACCESS_KEY_ID and REELGATE_S3_SECRET_ACCESS_KEY, or what the AWS SDK finds in their place.'
    case 'AccessDenied':
      return 'Its credentials need the permissions of docs/en/object-store.md.'
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
      return `The bucket is not in ${region}; correct REELGATE_S3_REGION, and REELGATE_S3_ENDPOINT if it names a region.`
  }
  if (code === 'ENOTFOUND' && !isPathStyle && endpoint !== undefined) {
    return `${bucket} is no host of ${endpoint}; set REELGATE_S3_PATH_STYLE=on, or correct REELGATE_S3_ENDPOINT.`
  }
  if (endpoint === undefined) return 'Correct REELGATE_S3_REGION, or name an address with REELGATE_S3_ENDPOINT.'
  return `Correct REELGATE_S3_ENDPOINT (${endpoint}), or see to it that it answers.`
}

/**
 * Does with a small object whatever the server will do: a bucket that may be read and not written would be found out by
 * the first video otherwise. Throws CannotStart, which says what to correct.
 */
export async function tryBucket(store: Store, settings: S3Settings): Promise<void> {
  const name = `probe/${newSecret(16)}`
  try {
    await store.open(name)
    await store.put(name, Readable.from([Buffer.from('reelgate')]), new AbortController().signal)
    await store.delete(name)
  } catch (error) {
    const { cause = error } = error as { cause?: unknown }
    const what = `the bucket ${settings.bucket} can't be used (${describeError(cause)}). ${remedyFor(cause, settings)}`
    throw new CannotStart(what, error)
  }
}
