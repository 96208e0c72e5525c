import { expireArtifacts, listExpiredArtifacts, markArtifactDeleted } from '../db/artifacts.ts'
import { deleteIdempotencyBefore } from '../db/idempotency.ts'
import { deleteWebhookSecretsBefore } from '../db/webhook-secrets.ts'
import { deleteWebhooksBefore } from '../db/webhooks.ts'
import { listExpiredUploads, markUploadDeleted, uploadFilesInUse } from '../db/uploads.ts'
import { listTasksWithContent, removeTaskContent } from '../db/task-content.ts'
import { inputFoldersInUse, listWaitingSince, tokensInUse } from '../db/tasks.ts'
import type { TaskFailure } from '../domain/errors.ts'
import { describeError } from '../lib/log.ts'
import type { Flow } from './context.ts'
import { fileName } from './keep-artifact.ts'
import { settleTask } from './settle-task.ts'

/** Rows read at a time. */
const PAGE = 100

interface Expiring<T> {
  list: (limit: number) => Promise<T[]>
  /** Deletes the file, then marks the row: a crash between them only means that it is deleted twice. */
  remove: (row: T) => Promise<void>
}

/** Page after page until nothing is left. A file that can't be deleted is logged, and does not hold up the others. */
async function removeAll<T extends { id: string }>(
  flow: Pick<Flow, 'log'>,
  { list, remove }: Expiring<T>,
): Promise<void> {
  const failed = new Set<string>()
  for (;;) {
    const rows = (await list(PAGE + failed.size)).filter(({ id }) => !failed.has(id))
    // A disk that refuses everything is left alone until the next round.
    if (rows.length === 0 || failed.size >= PAGE) return
    for (const row of rows) {
      try {
        await remove(row)
      } catch (error) {
        failed.add(row.id)
        flow.log.error({ file: row.id, error: describeError(error) }, 'an expired file could not be deleted')
      }
    }
  }
}

/** What the sweep of files and words needs of a Flow; a command has no more. */
export type Sweeping = Pick<Flow, 'db' | 'store' | 'pictures' | 'clock' | 'log'> & {
  settings: Pick<Flow['settings'], 'promptTtlMs'>
}

/** Pages of one round: a prompt lifetime that is set on a large database is caught up with over some rounds. */
const CONTENT_PAGES_MAX = 200

/**
 * Removes what callers wrote from tasks whose time is over, a page in one transaction. Of accounts that were erased the videos
 * go too. Returns whether nothing is left to remove.
 */
export async function removeContent({ db, clock, settings }: Sweeping): Promise<boolean> {
  const now = clock.now()
  const before = settings.promptTtlMs === null ? null : now - settings.promptTtlMs
  for (let pages = 0; pages < CONTENT_PAGES_MAX; pages += 1) {
    const tasks = await listTasksWithContent(db.read, before, PAGE)
    if (tasks.length === 0) return true
    await db.write(async (tx) => {
      for (const { id, isErased } of tasks) {
        await removeTaskContent(tx, id, now)
        if (isErased) await expireArtifacts(tx, id, now)
      }
    })
  }
  return false
}

/** Deletes the files of results and uploads whose time is over. */
export async function removeExpiredFiles(flow: Sweeping): Promise<void> {
  const { db, store, pictures } = flow
  const now = flow.clock.now()
  await removeAll(flow, {
    list: (limit) => listExpiredArtifacts(db.read, now, limit),
    remove: async ({ id, contentType }) => {
      await store.delete(fileName(id, contentType))
      await db.write((tx) => markArtifactDeleted(tx, id, now))
    },
  })
  await removeAll(flow, {
    list: (limit) => listExpiredUploads(db.read, now, limit),
    remove: async ({ id, file }) => {
      await pictures.delete(file)
      await db.write((tx) => markUploadDeleted(tx, id, now))
    },
  })
}

/** What came of webhooks long ago, and secrets that have not signed anything since. */
async function removeOldWebhooks({ db, clock, settings }: Flow): Promise<void> {
  const before = clock.now() - settings.webhooks.logMs
  await db.write((tx) => deleteWebhookSecretsBefore(tx, before))
  while ((await db.write((tx) => deleteWebhooksBefore(tx, before, PAGE))) === PAGE) continue
}

/** Tasks that nobody had a place for in all their time. One that is being started at this moment is left alone. */
async function endWaiting(flow: Flow): Promise<void> {
  const { waitMs } = flow.settings
  const failure: TaskFailure = { code: 'timed_out', values: { minutes: Math.round(waitMs / 60_000) } }
  for (const id of await listWaitingSince(flow.db.read, flow.clock.now() - waitMs, PAGE)) {
    await settleTask(flow, id, ({ state }) =>
      state === 'submitted' || state === 'pending' ? { state: 'failed', failure } : undefined,
    )
  }
}

/** Files of submits and uploads that were cut off, and of tasks that ended while the process died. Before serving only. */
export async function sweepOrphans(flow: Flow): Promise<void> {
  const { read } = flow.db
  await flow.pictures.keepOnly({
    uploads: await uploadFilesInUse(read),
    inputFolders: await inputFoldersInUse(read),
  })
  for (const provider of flow.providers.values()) {
    await provider.keepOnly?.(await tokensInUse(flow.db.read, provider.name))
  }
}

/** Copies of pictures on this node that can be had again; a failure is logged. */
export async function tidyPictures({ pictures, log }: Flow): Promise<void> {
  try {
    await pictures.tidy()
  } catch (error) {
    log.warn({ error: describeError(error) }, 'copies of pictures could not be removed')
  }
}

/** One round; a failure is logged, and the next round tries again. */
export async function sweep(flow: Flow): Promise<void> {
  try {
    const { db, clock, settings } = flow
    await removeContent(flow)
    await removeExpiredFiles(flow)
    await db.write((tx) => deleteIdempotencyBefore(tx, clock.now() - settings.idempotencyTtlMs))
    await removeOldWebhooks(flow)
    await endWaiting(flow)
    await flow.times.refresh()
  } catch (error) {
    flow.log.error({ error: describeError(error) }, 'sweeping failed')
  }
}
