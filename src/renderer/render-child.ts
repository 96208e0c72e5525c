import { setPriority } from 'node:os'
import type { ClipReport, ClipSpec } from './clip-spec.ts'
import { renderClip } from './render-clip.ts'
import { asRenderError, type RenderErrorCode } from './render-error.ts'

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

process.once('message', (spec: ClipSpec) => {
  void answer(spec)
})

async function answer(spec: ClipSpec): Promise<void> {
  try {
    const report = await renderClip(spec, {
      onProgress: (share) => tell({ kind: 'progress', share }),
    })
    tell({ kind: 'report', report })
  } catch (cause) {
    const { code, message, operatorText } = asRenderError(cause)
    tell({ kind: 'error', code, message, operatorText })
  }
}

function tell(message: ChildMessage): void {
  process.send?.(message)
}
