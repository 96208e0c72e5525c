import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// Portkey's gateway as its package starts it. It is told a port and says none, so a free one is asked for first.
const probe = createServer()
await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
const { port } = probe.address() as AddressInfo
await new Promise((resolve) => probe.close(resolve))
// Its own words would be taken for ours.
const say = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true
process.argv.push(`--port=${port}`, '--headless')
await import(import.meta.resolve('@portkey-ai/gateway/build/start-server.js'))
const url = `http://127.0.0.1:${port}`
while (!(await fetch(url).catch(() => undefined))) await new Promise((resolve) => setTimeout(resolve, 50))
say(`${JSON.stringify({ url })}\n`)
