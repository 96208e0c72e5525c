import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// The service behind both gateways: it takes a video's order at once, never finishes it, and notes when it heard of it.
// Times are the machine's monotonic clock, which all processes share.
const heardAt = new Map<string, number>()
let orders = 0

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const at = Number(process.hrtime.bigint()) / 1e6
    const answer = (body: unknown) => {
      const text = JSON.stringify(body)
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
      response.end(text)
    }
    if (request.method === 'POST') {
      const { prompt } = JSON.parse(Buffer.concat(chunks).toString()) as { prompt: string }
      heardAt.set(prompt, at)
      orders += 1
      const id = `task_01KAB3C4D5E6F7G8H9J${String(orders).padStart(7, '0')}`
      return answer({ code: 200, data: [{ status: 'submitted', task_id: id }] })
    }
    if (request.url === '/heard') return answer({ orders, heardAt: Object.fromEntries(heardAt) })
    const id = request.url?.split('/').at(-1)
    answer({ code: 200, data: { id, status: 'processing', progress: 10, created: 1763088289, estimated_time: 60 } })
  })
})
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }))
})
