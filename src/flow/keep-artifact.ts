import { insertArtifact, listArtifacts } from '../db/artifacts.ts'
import { moveTask } from '../db/tasks.ts'
import type { Artifact } from '../domain/artifact.ts'
import type { ProviderOutput } from '../domain/provider.ts'
import { newSecret } from '../lib/ids.ts'
import { together } from '../lib/together.ts'
import type { Claim } from '../queue/queue.ts'
import type { Stored } from '../store/store.ts'
import type { Flow } from './context.ts'
import { writeLeased } from './drive.ts'

const ID_CHARACTERS = 32

const EXTENSIONS: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
}

/** `<id>.<extension>`: the name in the store, and the last part of the link. */
export function fileName(id: string, contentType: string): string {
  return `${id}.${EXTENSIONS[contentType] ?? 'bin'}`
}

/** Gives each output its name and moves the task on to storing; a repeat after a crash finds the names it gave before. */
async function nameArtifacts(flow: Flow, claim: Claim, outputs: readonly ProviderOutput[]): Promise<Artifact[]> {
  const { isNews, artifacts } = await writeLeased({ flow, claim }, async (tx, task) => {
    const isNews = task.state === 'running'
    const moved = isNews && moveTask(tx, task, 'storing', { progress: 99, noiseSince: null })
    const named = outputs.map(({ contentType }, sample) =>
      insertArtifact(tx, { id: newSecret(ID_CHARACTERS), taskId: claim.taskId, sample, contentType }),
    )
    const [artifacts] = await together([listArtifacts(tx, claim.taskId), moved, ...named])
    return { isNews, artifacts }
  })
  if (isNews) flow.log.info({ task: claim.taskId, state: 'storing' }, 'result is being stored')
  return artifacts
}

/**
 * Copies what the provider made into our own store, and returns what `settle` needs to publish it. Until then the links
 * answer 404. Repeatable: the same samples land under the same names. Throws where the provider or the store fails.
 */
export async function keepArtifacts(
  flow: Flow,
  claim: Claim,
  outputs: readonly ProviderOutput[],
  signal: AbortSignal,
): Promise<(Stored & { artifactId: string })[]> {
  const artifacts = await nameArtifacts(flow, claim, outputs)
  flow.reached('keep:artifacts-named', claim.taskId)
  const kept: (Stored & { artifactId: string })[] = []
  for (const { id, sample, contentType } of artifacts) {
    const output = outputs[sample]
    if (output === undefined) throw new Error(`the provider no longer has sample ${sample} of ${claim.taskId}`)
    const stored = await flow.store.put(fileName(id, contentType), await output.open(signal), signal)
    if (stored.bytes === 0) throw new Error(`sample ${sample} of ${claim.taskId} is empty`)
    kept.push({ ...stored, artifactId: id })
  }
  flow.reached('keep:bytes-stored', claim.taskId)
  return kept
}
