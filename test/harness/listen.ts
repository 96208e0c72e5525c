import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import type { Ending } from './process.ts'

/** Has a server listen on loopback, at a free port unless one is given; resolves with its address as of HTTP. */
export async function listen(server: NetServer, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** The same until the test is over, whatever is still connected to it by then. */
export function listenFor(context: Ending, server: Server): Promise<string> {
  context.after(() => server.close().closeAllConnections())
  return listen(server)
}

/** An HTTP server that answers so until the test is over; resolves with its address. */
export const serve = (
  context: Ending,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> =>
  listenFor(
    context,
    createServer((request, response) => void answer(request, response)),
  )
