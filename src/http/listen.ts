import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sleep } from '../lib/sleep.ts'

/** An address a caller on this machine can use, also where the server listens on every interface. */
function toUrl({ address, port, family }: AddressInfo): string {
  if (address === '::' || address === '0.0.0.0') return `http://localhost:${port}`
  return family === 'IPv6' ? `http://[${address}]:${port}` : `http://${address}:${port}`
}

/** Begins to listen (port 0: any free one), and says where. Throws what the system says against it. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(toUrl(server.address() as AddressInfo)))
  })
}

/** Answers under way may end by themselves until the time is over; then their connections are cut. */
export async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new AbortController()
  const done = new Promise<void>((resolve) => {
    server.close(() => {
      closed.abort()
      resolve()
    })
  })
  server.closeIdleConnections()
  await sleep(graceMs, closed.signal)
  server.closeAllConnections()
  await done
}
