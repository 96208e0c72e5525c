import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { listExpiredArtifacts, markArtifactDeleted } from '../db/artifacts.ts'
import { deleteIdempotencyBefore } from '../db/idempotency.ts'
import { listExpiredUploads, markUploadDeleted } from '../db/uploads.ts'
import { inputFoldersInUse, tokensInUse } from '../db/tasks.ts'
import { describeError } from '../lib/log.ts'
import type { Flow } from './context.ts'
import { fileName } from './keep-artifact.ts'

const AT_ONCE = 100

/** Deletes results and uploads whose time is over, and forgets old idempotency keys. The file goes before its mark. */
async function sweepExpired(flow: Flow): Promise<void> {
  const now = flow.clock.now()
  for (const artifact of await listExpiredArtifacts(flow.db.read, now, AT_ONCE)) {
    await flow.store.delete(fileName(artifact.id, artifact.contentType))
    await flow.db.write((tx) => markArtifactDeleted(tx, artifact.id, now))
  }
  for (const upload of await listExpiredUploads(flow.db.read, now, AT_ONCE)) {
    await rm(join(flow.settings.dataDir, upload.file), { force: true })
    await flow.db.write((tx) => markUploadDeleted(tx, upload.id, now))
  }
  await flow.db.write((tx) => deleteIdempotencyBefore(tx, now - flow.settings.idempotencyTtlMs))
}

/** Files of submits that never became tasks, and of tasks that ended while the process died. Before serving only. */
export async function sweepOrphans(flow: Flow): Promise<void> {
  const inputs = join(flow.settings.dataDir, 'inputs')
  const used = await inputFoldersInUse(flow.db.read)
  for (const name of await readdir(inputs)) {
    if (!used.has(name)) await rm(join(inputs, name), { recursive: true, force: true })
  }
  for (const provider of flow.providers.values()) {
    await provider.keepOnly?.(await tokensInUse(flow.db.read, provider.name))
  }
}

/** One round; a failure is logged, and the next round tries again. */
export async function sweep(flow: Flow): Promise<void> {
  try {
    await sweepExpired(flow)
  } catch (error) {
    flow.log.error({ error: describeError(error) }, 'sweeping failed')
  }
}
