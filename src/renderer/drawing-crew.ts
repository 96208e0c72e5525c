import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ClipSpec } from './clip-spec.ts'
import type { DrawAnswer, DrawRequest, ThreadOrder } from './draw-thread.ts'
import type { Frame } from './frame/frame.ts'
import { currentMemory } from './kernels/memory.ts'
import type { Preparation } from './prepare-clip.ts'
import { RenderError } from './render-error.ts'

/** Four draw faster than anything encodes; each takes memory of its own. */
const THREADS_MAX = 4

/**
 * As many threads as are worth it on this machine. A frame of one picture is drawn in a third of the time that encoding
 * it takes, so that half of them are enough: each costs its start and its code.
 */
export function usualThreads({ firstFrame, lastFrame }: Pick<ClipSpec, 'firstFrame' | 'lastFrame'>): number {
  const all = Math.min(THREADS_MAX, availableParallelism())
  const onePicture = (firstFrame === undefined) !== (lastFrame === undefined)
  return onePicture ? Math.ceil(all / 2) : all
}

/** Threads that draw the frames of one clip. */
export interface DrawingCrew {
  /** Has them set up the film; its pictures lie in this thread's memory. */
  begin(preparation: Preparation): void
  /** Has one of them draw a frame into this thread's memory. Rejects with the cause when any of them fails. */
  draw(index: number, into: Frame): Promise<void>
  /** Rejects when any of them fails; never resolves. */
  readonly failed: Promise<never>
  /** Lets them count as failed for this cause. */
  fail(cause: unknown): void
  /** Stops them at once. */
  close(): Promise<void>
}

/**
 * Starts threads that work in this thread's memory. They load their code while their caller prepares what they need.
 * `onSetUp` is called for each piece of the set-up that is done.
 */
export function startCrew(
  spec: ClipSpec,
  { threads, codeCache }: { threads: number; codeCache: string | undefined },
  onSetUp: () => void,
): DrawingCrew {
  const workerData: ThreadOrder = { spec, memory: currentMemory() }
  // Each thread has a cache of its own over the same folder.
  const options = { workerData, argv: ['draw-thread.ts', codeCache ?? ''], stdout: true, stderr: true }
  const file = new URL('start.mjs', import.meta.url)
  const workers = Array.from({ length: threads }, () => new Worker(file, options))
  const waiting = new Map<number, () => void>()
  const busy = workers.map(() => 0)
  let fail: (cause: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => (fail = reject))
  // Whoever waits for a frame waits for this too.
  failed.catch(() => {})
  const send = (worker: Worker | undefined, request: DrawRequest): void => worker?.postMessage(request, [])
  for (const [place, worker] of workers.entries()) {
    worker.on('message', (message: DrawAnswer) => {
      if (message.kind === 'set up') return onSetUp()
      if (message.kind === 'failed') return fail(new RenderError(message.code, message.message, message.operatorText))
      busy[place] = (busy[place] ?? 0) - 1
      waiting.get(message.index)?.()
      waiting.delete(message.index)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('a drawing thread ended early')))
  }
  return {
    begin(preparation) {
      for (const worker of workers) send(worker, { kind: 'begin', preparation })
    },
    draw(index, into) {
      const place = busy.indexOf(Math.min(...busy))
      busy[place] = (busy[place] ?? 0) + 1
      send(workers[place], { kind: 'draw', index, into: into.bytes })
      return Promise.race([failed, new Promise<void>((resolve) => waiting.set(index, resolve))])
    },
    failed,
    fail,
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
