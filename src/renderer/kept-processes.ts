import type { Socket } from 'node:net'
import type { ClipReport, ClipSpec } from './clip-spec.ts'
import { RenderError } from './render-error.ts'
import { killGroup, renderIn, type RenderProcess, type RenderProcessOptions, startProcess } from './render-process.ts'

/** So long a process waits for its next clip. */
const KEPT_MS = 60_000
/** No process renders more: whatever a native library does not give back goes with it. */
const CLIPS_MAX = 50

/** Renders clips, each in a process that renders nothing else meanwhile. */
export interface Renderer {
  /** @throws as `startRender` does */
  render(spec: ClipSpec, options: RenderProcessOptions): Promise<ClipReport>
  /** Ends the processes that have nothing to render. */
  close(): void
}

/** A process without a clip. */
interface Waiting {
  process: RenderProcess
  /** How many it has rendered. */
  clips: number
  stopWaiting: () => void
}

/**
 * A process that has finished a clip is kept for the next one, which then finds all code loaded and compiled: that is a
 * third of the work of a short clip. One whose clip failed, was aborted or was very large is not. Waiting processes
 * don't keep this one alive.
 */
export function openRenderer(): Renderer {
  const waiting: Waiting[] = []
  const take = (): Waiting | undefined => {
    const found = waiting.pop()
    found?.stopWaiting()
    return found
  }
  const keep = (process: RenderProcess, clips: number): void => {
    const end = (): void => {
      waiting.splice(waiting.indexOf(one), 1)
      one.stopWaiting()
      killGroup(process)
    }
    const timer = setTimeout(end, KEPT_MS).unref()
    const stopWaiting = (): void => {
      clearTimeout(timer)
      process.child.off('exit', end)
      hold(process, true)
    }
    const one = { process, clips, stopWaiting }
    process.child.once('exit', end)
    hold(process, false)
    waiting.push(one)
  }
  const render = async (spec: ClipSpec, options: RenderProcessOptions): Promise<ClipReport> => {
    options.signal?.throwIfAborted()
    const { process, clips } = take() ?? { process: startProcess(), clips: 0 }
    let heard = false
    const onProgress = (share: number): void => {
      heard = true
      options.onProgress?.(share)
    }
    try {
      const { report, reusable } = await renderIn(process, spec, { ...options, onProgress })
      if (reusable && clips + 1 < CLIPS_MAX) keep(process, clips + 1)
      else killGroup(process)
      return report
    } catch (cause) {
      const died = cause instanceof RenderError && cause.code === 'crashed'
      // It died while it waited, which is no fault of this clip.
      if (died && !heard && clips > 0) return render(spec, options)
      throw cause
    }
  }
  return {
    render,
    close() {
      for (let one = take(); one; one = take()) killGroup(one.process)
    },
  }
}

/** Whether this process stays alive for that one. */
function hold({ child }: RenderProcess, held: boolean): void {
  for (const one of [child, child.channel, child.stderr as Socket | null]) {
    if (held) one?.ref()
    else one?.unref()
  }
}
