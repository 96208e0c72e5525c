import { flushCompileCache } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import type { ClipSpec } from './clip-spec.ts'
import { drawnSize, type Film } from './film.ts'
import { type Frame, frameOver } from './frame/frame.ts'
import { useMemory } from './kernels/memory.ts'
import { loadFilmCode, makeFilm } from './make-film.ts'
import type { Preparation } from './prepare-clip.ts'
import { asRenderError, type RenderErrorCode } from './render-error.ts'

export interface ThreadOrder {
  spec: ClipSpec
  memory: WebAssembly.Memory
}

/** Messages to this thread: first what the film is made of, then frames to draw. Bytes lie in the shared memory. */
export type DrawRequest =
  | { kind: 'begin'; preparation: Preparation }
  | { kind: 'draw'; index: number; into: Uint8Array }
/** Messages from it. */
export type DrawAnswer =
  | { kind: 'set up' }
  | { kind: 'drawn'; index: number }
  | { kind: 'failed'; code: RenderErrorCode; message: string; operatorText: string }

const { spec, memory } = workerData as ThreadOrder
const answer = (message: DrawAnswer): void => parentPort?.postMessage(message, [])
useMemory(memory, () => answer({ kind: 'set up' }))
await loadFilmCode(spec)
// Having loaded the code is the first piece of the set-up, and not the smallest.
answer({ kind: 'set up' })

let film: Promise<Film> | undefined
parentPort?.on('message', (request: DrawRequest) => {
  follow(request).catch((cause: unknown) => {
    const { code, message, operatorText } = asRenderError(cause)
    answer({ kind: 'failed', code, message, operatorText })
  })
})

async function follow(request: DrawRequest): Promise<void> {
  if (request.kind === 'begin') {
    film = makeFilm(spec, request.preparation)
    await film
    // A thread is ended, and then keeps nothing that was not written before.
    flushCompileCache()
    return
  }
  const { index, into } = request
  const ready = await film
  ready?.draw(index, frameOf(into))
  answer({ kind: 'drawn', index })
}

function frameOf(bytes: Uint8Array): Frame {
  const { width, height } = drawnSize(spec)
  return frameOver(bytes, width, height)
}
