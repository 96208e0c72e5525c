import { flushCompileCache } from 'node:module'
import { setPriority } from 'node:os'
import type { ClipReport, ClipSpec } from './clip-spec.ts'
import type { DrawingCrew } from './drawing-crew.ts'
import { asRenderError, type RenderErrorCode } from './render-error.ts'

/** What the child is told. */
export interface ChildOrder {
  spec: ClipSpec
  /** The ffmpeg that was found, null for none. */
  program: string | null
}

/** What the child says to its parent. */
export type ChildMessage =
  | { kind: 'progress'; share: number }
  /** After `reusable` it takes the next order. */
  | { kind: 'report'; report: ClipReport; reusable: boolean }
  | { kind: 'error'; code: RenderErrorCode; message: string; operatorText: string }

// Below everything that answers people: rendering takes what the machine has left.
const PRIORITY = 10

/** A process with more than this for its pictures is not kept waiting: it has drawn a clip of 4K. */
const KEPT_BYTES_MAX = 256 * 2 ** 20

try {
  setPriority(PRIORITY)
} catch {
  // A sandbox may forbid it; rendering works all the same.
}

// This process leads a group of its own (ffmpeg is in it). Without a parent nobody wants the clip any more.
process.on('disconnect', () => {
  process.kill(-process.pid, 'SIGKILL')
})

/** One order at a time: the next one comes after the report. */
process.on('message', (order: ChildOrder) => {
  void answer(order)
})

/** The threads, which are kept from clip to clip: their code is loaded and compiled then. */
let crew: DrawingCrew | undefined

async function answer({ spec, program }: ChildOrder): Promise<void> {
  try {
    const [{ renderClip }, { startCrew }] = await Promise.all([import('./render-clip.ts'), import('./drawing-crew.ts')])
    crew ??= startCrew(process.argv[3])
    const report = await renderClip(spec, { onProgress: (share) => tell({ kind: 'progress', share }), program, crew })
    // After the report this process may be killed, which leaves no time to write the cache.
    flushCompileCache()
    tell({ kind: 'report', report, reusable: crew.memoryBytes() <= KEPT_BYTES_MAX })
    crew.clear()
  } catch (cause) {
    const { code, message, operatorText } = asRenderError(cause)
    tell({ kind: 'error', code, message, operatorText })
  }
}

function tell(message: ChildMessage): void {
  process.send?.(message)
}
