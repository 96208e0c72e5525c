import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ClipSpec } from './clip-spec.ts'
import type { DrawAnswer, DrawRequest } from './draw-thread.ts'
import type { Frame } from './frame/frame.ts'
import { clearMemory, newMemory, useMemory } from './kernels/memory.ts'
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

/** One film in the hands of the threads. */
export interface FilmAtWork {
  /** Has them set up the film; its pictures lie in the crew's memory. */
  begin(preparation: Preparation): void
  /** Has one of them draw a frame into the crew's memory. Rejects with the cause when any of them fails. */
  draw(index: number, into: Frame): Promise<void>
  /** Rejects when any of them fails; never resolves. */
  readonly failed: Promise<never>
  /** Lets them count as failed for this cause. */
  fail(cause: unknown): void
}

/** Threads that draw the frames of one film after the other, in a memory of their own. */
export interface DrawingCrew {
  /**
   * Has threads load the code of a film while the caller prepares what they need. The calling thread works in the crew's
   * memory from now on. `onSetUp` is called for each piece of the set-up that is done. The film before must be finished,
   * every frame of it drawn.
   */
  startFilm(spec: ClipSpec, threads: number, onSetUp?: () => void): FilmAtWork
  /** Makes room for the next film, whose frames are then the same as those of a new crew. */
  clear(): void
  /** How large its memory is: it never becomes smaller. */
  memoryBytes(): number
  /** Stops the threads at once. After a film that has failed there is nothing else to do with them. */
  close(): Promise<void>
}

/** A crew without threads: they are started when a film needs them, and then stay. */
export function startCrew(codeCache?: string): DrawingCrew {
  // Each thread has a cache of its own over the same folder.
  const options = { argv: ['draw-thread.ts', codeCache ?? ''], stdout: true, stderr: true }
  const file = new URL('start.mjs', import.meta.url)
  const memory = newMemory()
  const workers: Worker[] = []
  let current: { hear: (message: DrawAnswer) => void; fail: (cause: unknown) => void } | undefined
  const addThread = (): void => {
    const worker = new Worker(file, options)
    worker.on('message', (message: DrawAnswer) => current?.hear(message))
    worker.on('error', (cause) => current?.fail(cause))
    worker.on('exit', () => {
      workers.splice(workers.indexOf(worker), 1)
      current?.fail(new Error('a drawing thread ended early'))
    })
    workers.push(worker)
  }
  return {
    startFilm(spec, threads, onSetUp = () => {}) {
      useMemory(memory)
      while (workers.length < threads) addThread()
      const hands = workers.slice(0, threads)
      for (const worker of hands) send(worker, { kind: 'load', spec, memory })
      const film = filmBy(hands, onSetUp)
      current = film
      return film
    },
    clear: () => clearMemory(memory),
    memoryBytes: () => memory.buffer.byteLength,
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function send(worker: Worker | undefined, request: DrawRequest): void {
  worker?.postMessage(request, [])
}

function filmBy(workers: readonly Worker[], onSetUp: () => void): FilmAtWork & { hear: (message: DrawAnswer) => void } {
  const waiting = new Map<number, { place: number; drawn: () => void }>()
  const busy = workers.map(() => 0)
  let fail: (cause: unknown) => void = () => {}
  const failed = new Promise<never>((_, reject) => (fail = reject))
  // Whoever waits for a frame waits for this too.
  failed.catch(() => {})
  return {
    hear(message) {
      if (message.kind === 'set up') return onSetUp()
      if (message.kind === 'failed') return fail(new RenderError(message.code, message.message, message.operatorText))
      const { place = 0, drawn } = waiting.get(message.index) ?? {}
      busy[place] = (busy[place] ?? 0) - 1
      waiting.delete(message.index)
      drawn?.()
    },
    begin(preparation) {
      for (const worker of workers) send(worker, { kind: 'begin', preparation })
    },
    draw(index, into) {
      const place = busy.indexOf(Math.min(...busy))
      busy[place] = (busy[place] ?? 0) + 1
      send(workers[place], { kind: 'draw', index, into: into.bytes })
      return Promise.race([failed, new Promise<void>((drawn) => waiting.set(index, { place, drawn }))])
    },
    failed,
    fail,
  }
}
