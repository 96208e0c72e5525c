const WIDTH = 30
/** In a pipe a line is written each time this much more is done, so that a log stays short. */
const PLAIN_STEP = 20

/** Shows how far a task is: a bar that redraws itself in a terminal, plain lines anywhere else. */
export class Progress {
  readonly #stream: NodeJS.WriteStream
  readonly #started = performance.now()
  #lastStatus = ''
  #lastPercent = -PLAIN_STEP

  constructor(stream: NodeJS.WriteStream, taskId: string) {
    this.#stream = stream
    stream.write(`${taskId}\n`)
  }

  show(status: string, percent: number): void {
    const seconds = ((performance.now() - this.#started) / 1000).toFixed(1)
    if (this.#stream.isTTY) {
      const filled = Math.round((percent / 100) * WIDTH)
      const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
      // \x1b[K clears what a longer line before has left.
      this.#stream.write(`\r${bar} ${String(percent).padStart(3)}%  ${status}  ${seconds} s\x1b[K`)
      return
    }
    if (status === this.#lastStatus && percent < this.#lastPercent + PLAIN_STEP) return
    this.#lastStatus = status
    this.#lastPercent = percent
    this.#stream.write(`${status} ${percent}% ${seconds} s\n`)
  }

  /** Leaves the bar on a line of its own. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\n')
  }
}
