import type { IncomingMessage } from 'node:http'
import { join, relative, sep } from 'node:path'
import { insertUpload } from '../db/uploads.ts'
import type { Upload } from '../db/uploads.ts'
import { newSecret } from '../lib/ids.ts'
import type { Flow } from './context.ts'

/** Characters of an upload's id: 160 bits, so that its link can't be guessed. */
const ID_CHARACTERS = 32

/** Receives one picture, checks it and remembers it until its time is over. Throws ReelgateError; no file stays then. */
export async function keepUpload(flow: Flow, accountId: string, request: IncomingMessage): Promise<Upload> {
  const { dataDir, images, uploadTtlMs } = flow.settings
  const { receiveUpload } = await import('../images/receive-upload.ts')
  const received = await receiveUpload(request, {
    directory: join(dataDir, 'uploads'),
    bytesMax: images.bytesMax,
    pixelsMax: images.pixelsMax,
    newToken: () => newSecret(ID_CHARACTERS),
  })
  const createdAt = flow.clock.now()
  const upload: Upload = {
    id: received.token,
    accountId,
    file: relative(dataDir, received.file).split(sep).join('/'),
    filename: received.filename,
    contentType: received.contentType,
    bytes: received.bytes,
    createdAt,
    expiresAt: createdAt + uploadTtlMs,
  }
  try {
    await flow.pictures.keep(upload.file)
    await flow.db.write((tx) => insertUpload(tx, upload))
  } catch (error) {
    await flow.pictures.delete(upload.file)
    throw error
  }
  return upload
}
