import { join } from 'node:path'
import { findUpload } from '../db/uploads.ts'
import type { Flow } from './context.ts'

/** The file behind one of our own upload links; `gone` once it has expired, undefined where the link is not ours. */
export async function findUploadedFile(
  flow: Flow,
  token: string,
): Promise<{ file: string; expiresAt: number } | 'gone' | undefined> {
  const upload = await findUpload(flow.db.read, token)
  if (upload === undefined) return undefined
  if (upload.expiresAt <= flow.clock.now()) return 'gone'
  await flow.pictures.bring(upload.file)
  return { file: join(flow.settings.dataDir, upload.file), expiresAt: upload.expiresAt }
}
