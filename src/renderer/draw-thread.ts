import { flushCompileCache } from 'node:module'
import { parentPort } from 'node:worker_threads'
import type { ClipSpec } from './clip-spec.ts'
import { drawnSize, type Film } from './film.ts'
import { type Frame, frameOver } from './frame/frame.ts'
import { useMemory } from './kernels/memory.ts'
import { loadFilmCode, makeFilm } from './make-film.ts'
import type { Preparation } from './prepare-clip.ts'
import { asRenderError, type RenderErrorCode } from './render-error.ts'

/**
 * Messages to this thread: which film comes next, what it is made of, then frames of it to draw. Bytes lie in the shared
 * memory.
 */
export type DrawRequest =
  | { kind: 'load'; spec: ClipSpec; memory: WebAssembly.Memory }
  | { kind: 'begin'; preparation: Preparation }
  | { kind: 'draw'; index: number; into: Uint8Array }
/** Messages from it. */
export type DrawAnswer =
  | { kind: 'set up' }
  | { kind: 'drawn'; index: number }
  | { kind: 'failed'; code: RenderErrorCode; message: string; operatorText: string }

/** The film that this thread has in hand. */
interface Work {
  spec: ClipSpec
  loaded: Promise<void>
  film?: Promise<Film>
}

let work: Work | undefined
const answer = (message: DrawAnswer): void => parentPort?.postMessage(message, [])

parentPort?.on('message', (request: DrawRequest) => {
  follow(request).catch((cause: unknown) => {
    const { code, message, operatorText } = asRenderError(cause)
    answer({ kind: 'failed', code, message, operatorText })
  })
})

async function follow(request: DrawRequest): Promise<void> {
  switch (request.kind) {
    case 'load': {
      const { spec, memory } = request
      useMemory(memory, () => answer({ kind: 'set up' }))
      work = { spec, loaded: loadFilmCode(spec) }
      await work.loaded
      // Having loaded the code is the first piece of the set-up, and not the smallest.
      return answer({ kind: 'set up' })
    }
    case 'begin': {
      if (!work) return
      const { spec, loaded } = work
      work.film = loaded.then(() => makeFilm(spec, request.preparation))
      await work.film
      // A thread is ended, and then keeps nothing that was not written before.
      return flushCompileCache()
    }
    case 'draw': {
      const film = await work?.film
      if (!work || !film) return
      film.draw(request.index, frameOf(request.into, work.spec))
      return answer({ kind: 'drawn', index: request.index })
    }
  }
}

function frameOf(bytes: Uint8Array, spec: ClipSpec): Frame {
  const { width, height } = drawnSize(spec)
  return frameOver(bytes, width, height)
}
