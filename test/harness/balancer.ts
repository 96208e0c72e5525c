import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { listenFor } from './listen.ts'
import type { Ending } from './process.ts'

const PROBE_EVERY_MS = 100
/** What a node must answer a probe within; a machine that is busy with everything at once takes its time. */
const PROBE_MS_MAX = 2_000

interface Target {
  url: string
  isReady: boolean
}

/**
 * What stands before many nodes, as an operator's proxy does: each call goes to the next node that says it is ready, whoever
 * calls. One that can't be reached is passed over; a call that breaks in the middle is broken to its caller.
 */
export class Balancer {
  url = ''
  readonly #server: Server
  #targets: Target[] = []
  #turn = 0

  private constructor() {
    this.#server = createServer((incoming, outgoing) => void this.#answer(incoming, outgoing))
  }

  static async open(context: Ending): Promise<Balancer> {
    const balancer = new Balancer()
    balancer.url = await listenFor(context, balancer.#server)
    const probing = setInterval(() => void balancer.#probeAll(), PROBE_EVERY_MS)
    context.after(() => clearInterval(probing))
    return balancer
  }

  /** Calls go to this node as soon as it is ready. */
  add(url: string): void {
    if (!this.#targets.some((target) => target.url === url)) this.#targets.push({ url, isReady: false })
  }

  async #probeAll(): Promise<void> {
    await Promise.all(
      this.#targets.map(async (target) => {
        target.isReady = await fetch(`${target.url}/readyz`, { signal: AbortSignal.timeout(PROBE_MS_MAX) }).then(
          async (answer) => {
            await answer.arrayBuffer()
            return answer.ok
          },
          () => false,
        )
      }),
    )
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const ready = this.#targets.filter(({ isReady }) => isReady)
    for (let tries = 0; tries < ready.length; tries += 1) {
      const target = ready[(this.#turn += 1) % ready.length]
      if (target !== undefined && (await pass(target.url, incoming, body, outgoing))) return
    }
    outgoing.writeHead(503, { 'retry-after': '1' }).end('no node is ready')
  }
}

/** Resolves with false where the node was not reached, and nothing of the call has come to it. */
function pass(url: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<boolean> {
  const { method, headers } = incoming
  return new Promise((resolve) => {
    const sending = request(`${url}${incoming.url ?? '/'}`, { method, headers, agent: false })
    sending.on('response', (answer) => {
      resolve(true)
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => outgoing.destroy())
      answer.pipe(outgoing)
    })
    sending.on('error', (error: NodeJS.ErrnoException) => {
      const isUnreached = error.code === 'ECONNREFUSED'
      if (!isUnreached) outgoing.destroy()
      resolve(!isUnreached)
    })
    outgoing.on('close', () => sending.destroy())
    sending.end(body)
  })
}
