import { flushCompileCache } from 'node:module'
import { setPriority } from 'node:os'
import type { ClipReport, ClipSpec } from './clip-spec.ts'
import { asRenderError, type RenderErrorCode } from './render-error.ts'

/** What the child is told. */
export interface ChildOrder {
  spec: ClipSpec
  /** Folder for compiled code; see `RenderOptions`. */
  codeCache: string | undefined
  /** The ffmpeg that was found, null for none. */
  program: string | null
}

/** What the child says to its parent. */
export type ChildMessage =
  | { kind: 'progress'; share: number }
  | { kind: 'report'; report: ClipReport }
  | { kind: 'error'; code: RenderErrorCode; message: string; operatorText: string }

// Below everything that answers people: rendering takes what the machine has left.
const PRIORITY = 10

try {
  setPriority(PRIORITY)
} catch {
  // A sandbox may forbid it; rendering works all the same.
}

// This process leads a group of its own (ffmpeg is in it). Without a parent nobody wants the clip any more.
process.on('disconnect', () => {
  process.kill(-process.pid, 'SIGKILL')
})

process.once('message', (order: ChildOrder) => {
  void answer(order)
})

async function answer({ spec, codeCache, program }: ChildOrder): Promise<void> {
  try {
    const { renderClip } = await import('./render-clip.ts')
    const report = await renderClip(spec, {
      onProgress: (share) => tell({ kind: 'progress', share }),
      program,
      ...(codeCache !== undefined && { codeCache }),
    })
    // After the report this process is killed, which leaves no time to write the cache.
    flushCompileCache()
    tell({ kind: 'report', report })
  } catch (cause) {
    const { code, message, operatorText } = asRenderError(cause)
    tell({ kind: 'error', code, message, operatorText })
  }
}

function tell(message: ChildMessage): void {
  process.send?.(message)
}
