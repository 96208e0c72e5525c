import { createServer, connect } from 'node:net'
import type { Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { listen } from './listen.ts'
import { eventually } from './wait.ts'

/** A line to a server that a test can cut, or clog, and mend again. */
export class CutLine {
  readonly url: string
  /** Bytes that have come from the client's end. */
  sent = 0
  /** From here on bytes go no further, though nobody is told. */
  clogAt = Infinity
  /** From here on every connection is broken, and none can be made that lasts. */
  cutAt = Infinity
  readonly #sockets = new Set<Socket>()
  readonly #clogged = new Set<Socket>()

  private constructor(url: string) {
    this.url = url
  }

  static async open(context: Pick<TestContext, 'after'>, target: string): Promise<CutLine> {
    const { port, hostname } = new URL(target)
    const server = createServer()
    const line = new CutLine(await listen(server))
    server.on('connection', (socket) => line.#join(socket, connect(Number(port), hostname)))
    context.after(() => {
      line.cut()
      server.close()
    })
    return line
  }

  cut(): void {
    this.cutAt = 0
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.cutAt = Infinity
    this.clogAt = Infinity
    for (const socket of this.#clogged) socket.resume()
    this.#clogged.clear()
  }

  /** Until so many connections stand still. */
  async clogged(connections: number): Promise<void> {
    await eventually(() => this.#clogged.size >= connections)
  }

  #join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => {
        this.#sockets.delete(one)
        this.#clogged.delete(one)
        other.destroy()
      })
    }
    if (this.cutAt === 0) return void near.destroy()
    far.pipe(near)
    near.on('data', (chunk) => {
      this.sent += chunk.length
      if (this.sent >= this.cutAt) return this.cut()
      far.write(chunk)
      if (this.sent < this.clogAt) return
      this.#clogged.add(near)
      near.pause()
    })
  }
}
