import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { addAbortSignal, pipeline, Readable } from 'node:stream'
import { ReelgateError } from '../domain/errors.ts'
import { Measure } from './measure.ts'
import type { ByteRange, Store, Stored, StoreLinks } from './store.ts'

export interface S3Settings {
  bucket: string
  region: string
  /** undefined: Amazon's own, by the region. */
  endpoint: string | undefined
  /** The bucket is in the path of an address, not in its host name. */
  isPathStyle: boolean
  /** Before the name of every object. */
  prefix: string
  /** undefined: the SDK looks for some in the environment, its files, and with the machine. */
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
}

/** What one upload holds in memory is three times this; a store that takes 10,000 parts takes 80 GB. */
const PART_BYTES = 8 * 1024 * 1024
const PARTS_AT_ONCE = 2
const CONNECT_MS_MAX = 5_000
/** Until the answer begins, with a part sent before it. The bytes of an answer may take as long as their reader does. */
const ANSWER_MS_MAX = 60_000
const ATTEMPTS_MAX = 3
/** Each download that is passed on has a connection for as long as its reader takes. */
const CONNECTIONS_MAX = 4_096
const RETRY_SECONDS = 5

/**
 * Told of each call once it is over, whatever its tries came to, by S3's own name of the operation; of an object that is
 * read, when its answer begins. `missing`: there is no such object. `fault`: anything else that went wrong.
 */
export type OnStoreCall = (operation: string, result: 'done' | 'missing' | 'fault', seconds: number) => void

/** Outermost, so that a refusal to sign is a call that failed, too. */
function tellCalls(client: S3Client, onCall: OnStoreCall): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const began = performance.now()
        const tell = (result: Parameters<OnStoreCall>[1]) =>
          onCall(commandName.replace(/Command$/, ''), result, (performance.now() - began) / 1000)
        try {
          const answer = await next(args)
          // An address that was signed is no call.
          if (!('presigned' in answer.output)) tell('done')
          return answer
        } catch (error) {
          tell(isNoSuch(error, 'NoSuchKey', 'NoSuchUpload') ? 'missing' : 'fault')
          throw error
        }
      },
    { step: 'initialize', priority: 'high', name: 'tellCalls' },
  )
}

/** Opens nothing yet: the first call does. */
export function openS3Client(settings: S3Settings, onCall?: OnStoreCall): S3Client {
  const { region, endpoint, isPathStyle, credentials } = settings
  const agent = { maxSockets: CONNECTIONS_MAX }
  const client = new S3Client({
    region,
    forcePathStyle: isPathStyle,
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECT_MS_MAX,
      requestTimeout: ANSWER_MS_MAX,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    // Else every body goes with a trailer that only Amazon is sure to understand.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  if (onCall !== undefined) tellCalls(client, onCall)
  return client
}

const unavailable = (error: unknown) =>
  new ReelgateError('storage_unavailable', {
    retryAfterSeconds: RETRY_SECONDS,
    operatorText: 'the object store failed',
    cause: error,
  })

const isNoSuch = (error: unknown, ...names: string[]) =>
  error instanceof S3ServiceException && names.includes(error.name)

/** Objects of one bucket. A name is looked for under the key that `keyOf` makes of it, behind the prefix. */
class S3Store implements Store {
  readonly #client: S3Client
  readonly #bucket: string
  readonly #keyOf: (name: string) => string

  constructor(client: S3Client, { bucket, prefix }: S3Settings, keyOf: (name: string) => string) {
    this.#client = client
    this.#bucket = bucket
    this.#keyOf = (name) => `${prefix}${keyOf(name)}`
  }

  #place(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: this.#keyOf(name) }
  }

  async put(name: string, content: Readable, signal: AbortSignal): Promise<Stored> {
    const measure = new Measure()
    // An abort breaks the source, and not the upload: only then does it wait for its parts under way, and remove them all.
    addAbortSignal(signal, content)
    // Its failure is the source's, which the upload meets as it reads.
    pipeline(content, measure, () => undefined)
    const params = { ...this.#place(name), Body: measure }
    try {
      await new Upload({ client: this.#client, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done()
    } catch (error) {
      // What is not the source's own trouble is the store's.
      throw error === content.errored ? error : unavailable(error)
    } finally {
      content.destroy()
    }
    return measure.finish()
  }

  async open(name: string, range?: ByteRange): Promise<Readable | undefined> {
    const part = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ ...this.#place(name), ...part }))
      if (Body instanceof Readable) return Body
    } catch (error) {
      if (isNoSuch(error, 'NoSuchKey')) return undefined
      throw unavailable(error)
    }
    throw unavailable(new Error('an answer without a body'))
  }

  async delete(name: string): Promise<void> {
    const { Bucket, Key } = this.#place(name)
    try {
      await this.#client.send(new DeleteObjectCommand({ Bucket, Key }))
      // A process that died in the middle of a `put` left its parts: nobody sees them, and they are paid for.
      const { Uploads = [] } = await this.#client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }))
      for (const { UploadId } of Uploads.filter((upload) => upload.Key === Key)) {
        await this.#client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch((error: unknown) => {
          if (!isNoSuch(error, 'NoSuchUpload')) throw error
        })
      }
    } catch (error) {
      throw unavailable(error)
    }
  }

  /** Itself, with links to what is in it. */
  async withLinks(): Promise<Store & { links: StoreLinks }> {
    // Loaded where it is used: most servers pass files on themselves.
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
    const to: StoreLinks['to'] = (name, { contentType, disposition, seconds }) => {
      const asked = new GetObjectCommand({
        ...this.#place(name),
        ResponseContentType: contentType,
        ResponseContentDisposition: disposition,
        ResponseCacheControl: `private, max-age=${seconds}`,
      })
      return getSignedUrl(this.#client, asked, { expiresIn: seconds })
    }
    const { origin } = new URL(await to('any.mp4', { contentType: 'video/mp4', disposition: undefined, seconds: 1 }))
    return Object.assign(this, { links: { origin, to } })
  }
}

export function openS3Store(client: S3Client, settings: S3Settings, keyOf: (name: string) => string): S3Store {
  return new S3Store(client, settings, keyOf)
}
