import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { openDiskStore, placeOf } from './disk-store.ts'
import { openDiskPictures, openSharedPictures } from './pictures.ts'
import type { Pictures } from './pictures.ts'
import type { OnStoreCall } from './s3-store.ts'
import type { Store } from './store.ts'
import { tryBucket } from './try-bucket.ts'

/** What the settings say of where files lie; without a bucket everything lies in the data folder. */
export interface StoreSettings {
  sharedDisk: 'on' | 'off'
  s3Bucket?: string | undefined
  s3Region: string
  s3Endpoint?: string | undefined
  s3PathStyle?: 'on' | 'off' | undefined
  s3Prefix: string
  s3AccessKeyId?: string | undefined
  s3SecretAccessKey?: string | undefined
  s3Downloads: 'proxied' | 'redirect'
}

export interface Stores {
  store: Store
  pictures: Pictures
}

const RESULTS = 'results'

/** Those of a folder that was used without an object store: their links would lead nowhere from now on. */
async function assertNoResults(dataDir: string, bucket: string): Promise<void> {
  const folder = join(dataDir, RESULTS)
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length === 0) return
  throw new CannotStart(
    `${folder} holds results, and results are looked for in the bucket ${bucket} alone. Copy results, uploads and inputs there and move that folder away (docs/en/object-store.md), or leave REELGATE_S3_BUCKET out.`,
  )
}

/**
 * Where results and pictures lie: below the data folder, or in a bucket under the same names, behind the prefix. The
 * bucket is tried out. `onCall` hears of each call to it. Throws CannotStart where it can't be used.
 */
export async function openStores(dataDir: string, settings: StoreSettings, onCall?: OnStoreCall): Promise<Stores> {
  const { s3Bucket: bucket, s3Region: region, s3Endpoint: endpoint, s3PathStyle, s3Prefix: prefix } = settings
  if (bucket === undefined) {
    return {
      store: openDiskStore(join(dataDir, RESULTS)),
      pictures: openDiskPictures(dataDir, settings.sharedDisk === 'on'),
    }
  }
  await assertNoResults(dataDir, bucket)
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = settings
  // Loaded where a bucket is configured: a server without one starts sooner, and smaller, without its client.
  const { openS3Client, openS3Store } = await import('./s3-store.ts')
  const s3 = {
    bucket,
    region,
    endpoint,
    isPathStyle: s3PathStyle === undefined ? endpoint !== undefined : s3PathStyle === 'on',
    prefix,
    credentials:
      accessKeyId === undefined || secretAccessKey === undefined ? undefined : { accessKeyId, secretAccessKey },
  }
  const client = openS3Client(s3, onCall)
  const pictures = openS3Store(client, s3, (name) => name)
  await tryBucket(pictures, s3)
  const results = openS3Store(client, s3, (name) => `${RESULTS}/${placeOf(name)}`)
  return {
    store: settings.s3Downloads === 'redirect' ? await results.withLinks() : results,
    pictures: openSharedPictures(dataDir, pictures),
  }
}
