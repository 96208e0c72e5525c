import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { listen } from './listen.ts'
import type { Ending } from './process.ts'

/** How a receiver answers: a status, a redirect to an address, an answer without end, or not at all. */
export type Answering = number | 'hang' | 'endless' | { redirect: string }

export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** Whoever a webhook is sent to, over real HTTP; what came is written down. */
export class Receiver {
  readonly received: Received[] = []
  answering: Answering | ((path: string) => Answering) = 200
  url = ''
  readonly #server: Server
  #port = 0

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response))
  }

  static async open(context: Ending): Promise<Receiver> {
    const receiver = new Receiver()
    await receiver.listen()
    context.after(() => receiver.close())
    return receiver
  }

  /** Listens, after `close` at the same port as before. */
  async listen(): Promise<void> {
    this.url = await listen(this.#server, this.#port)
    this.#port = Number(new URL(this.url).port)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  /** Ids of the tasks that were told here, in the order in which they came. */
  get ids(): string[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request
    let body = ''
    for await (const chunk of request) body += String(chunk)
    this.received.push({ method, path, headers, body })
    const answering = typeof this.answering === 'function' ? this.answering(path) : this.answering
    if (answering === 'hang') return
    if (typeof answering === 'object') return void response.writeHead(301, { location: answering.redirect }).end()
    if (typeof answering === 'number') return void response.writeHead(answering).end('heard')
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    }
    response.on('drain', more).writeHead(200)
    more()
  }
}
