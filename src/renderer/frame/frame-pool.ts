import { type Frame, newFrame } from './frame.ts'

/**
 * A fixed number of frames going round between the drawer and an encoder. Taking waits while all are in use, which is
 * the only back pressure there is and the bound on memory.
 */
export class FramePool {
  private readonly free: Frame[]
  private readonly waiting: { resolve: (frame: Frame) => void; reject: (cause: unknown) => void }[] = []
  private failure: { cause: unknown } | undefined

  constructor(size: { width: number; height: number }, count: number) {
    this.free = Array.from({ length: count }, () => newFrame(size.width, size.height))
  }

  /** The next free frame; rejects with the cause given to `fail`. */
  take(): Promise<Frame> {
    if (this.failure) return Promise.reject(this.failure.cause)
    const frame = this.free.pop()
    if (frame) return Promise.resolve(frame)
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }))
  }

  /** Returns a frame whose content is no longer needed. */
  give(frame: Frame): void {
    const next = this.waiting.shift()
    if (next) next.resolve(frame)
    else this.free.push(frame)
  }

  /** Ends the pool: whoever waits or takes from now on gets this cause. */
  fail(cause: unknown): void {
    this.failure ??= { cause }
    for (const one of this.waiting.splice(0)) one.reject(this.failure.cause)
  }
}
