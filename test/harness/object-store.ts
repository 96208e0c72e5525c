import { CreateBucketCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { S3Client } from '@aws-sdk/client-s3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openS3Client } from '../../src/store/s3-store.ts'
import type { S3Settings } from '../../src/store/s3-store.ts'
import { ROOT } from './process.ts'

/** Debian's, whatever stands before it on PATH: its packages are what the server is made of. */
const PYTHON = '/usr/bin/python3'

async function startSwift(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelgate-swift-'))
  const child = spawn(PYTHON, [join(ROOT, 'test/harness/swift-server.py'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  const [, url] = /listens on (http:\S+)/.exec(String(said[0])) ?? []
  if (url === undefined) throw new Error(`Swift did not start in ${folder}; scripts/install-test-tools.sh installs it`)
  // It ends when this process does, however that ends, and does not keep it from ending.
  child.unref()
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref()
  return url
}

let swift: Promise<string> | undefined
let buckets = 0

export interface TestBucket {
  /** Settings of a server that uses it. */
  env: Record<string, string>
  client: S3Client
  settings: S3Settings
  /** Keys of all objects, and of all uploads that nobody has completed. */
  objects: () => Promise<string[]>
  uploads: () => Promise<string[]>
}

/** A bucket of its own in OpenStack Swift, which speaks S3 and is started with the first test of a file that asks for one. */
export async function openTestBucket(context: Pick<TestContext, 'after'>): Promise<TestBucket> {
  const endpoint = await (swift ??= startSwift())
  const settings: S3Settings = {
    bucket: `bucket-${(buckets += 1)}`,
    region: 'us-east-1',
    endpoint,
    isPathStyle: true,
    prefix: 'video/',
    credentials: { accessKeyId: 'test:tester', secretAccessKey: 'testing' },
  }
  const client = openS3Client(settings)
  context.after(() => client.destroy())
  const Bucket = settings.bucket
  await client.send(new CreateBucketCommand({ Bucket }))
  const objects = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
    return Contents.map(({ Key = '' }) => Key)
  }
  const uploads = async () => {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
    return Uploads.map(({ Key = '' }) => Key)
  }
  const env = {
    REELGATE_S3_BUCKET: Bucket,
    REELGATE_S3_ENDPOINT: endpoint,
    REELGATE_S3_PREFIX: settings.prefix,
    REELGATE_S3_ACCESS_KEY_ID: 'test:tester',
    REELGATE_S3_SECRET_ACCESS_KEY: 'testing',
  }
  return { client, settings, env, objects, uploads }
}
