import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** One call of a load: what is sent, in full. */
export interface Call {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

export interface LoadResult {
  perSecond: number
  p50Ms: number
  p99Ms: number
  errors: number
}

const HEADERS_END = '\r\n\r\n'
const LAST_CHUNK = '\r\n0\r\n\r\n'

/** The bytes of a call, made once: the load must cost the machine as little as it can beside what it measures. */
function toBytes({ method, url, headers, body = '' }: Call): Buffer {
  const { host, pathname } = new URL(url)
  const lines = Object.entries({
    host,
    ...headers,
    ...(method === 'POST' && { 'content-length': `${Buffer.byteLength(body)}` }),
  })
  const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')
  return Buffer.from(`${method} ${pathname} HTTP/1.1\r\n${head}${HEADERS_END}${body}`)
}

/** Sends the call and resolves with the status when the whole answer is there: as long as it says, or in chunks. */
function exchange(socket: Socket, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const onData = (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      const end = answer.indexOf(HEADERS_END)
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1]
      const isWhole =
        length === undefined ? answer.endsWith(LAST_CHUNK) : answer.length >= end + HEADERS_END.length + Number(length)
      if (!isWhole) return
      socket.off('data', onData)
      socket.off('close', onClose)
      resolve(Number(answer.slice(9, 12)))
    }
    const onClose = () => reject(new Error('the connection was closed instead of answered'))
    socket.on('data', onData)
    socket.once('close', onClose)
    socket.write(bytes)
  })
}

/** `callers` loops that call as fast as they are answered, for `seconds`. Only ever against a loopback address. */
export async function load(call: Call, callers: number, seconds: number): Promise<LoadResult> {
  const bytes = toBytes(call)
  const { hostname, port } = new URL(call.url)
  const waits: number[] = []
  let errors = 0
  const started = performance.now()
  const until = started + seconds * 1000
  const caller = async () => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    // Its close says the same to the call that waits.
    socket.on('error', () => undefined)
    while (performance.now() < until) {
      const sent = performance.now()
      const status = await exchange(socket, bytes)
      waits.push(performance.now() - sent)
      if (status !== 200) errors += 1
    }
    socket.destroy()
  }
  // The load never sleeps: waking a sleeper is work that the kernel puts down to the server that answers.
  let loading = true
  const stayAwake = () => {
    if (loading) setImmediate(stayAwake)
  }
  stayAwake()
  await Promise.all(Array.from({ length: callers }, caller)).finally(() => (loading = false))
  const elapsed = (performance.now() - started) / 1000
  waits.sort((a, b) => a - b)
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0
  return { perSecond: waits.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99), errors }
}
