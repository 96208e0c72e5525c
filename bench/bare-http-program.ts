import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'

// The yardstick for polls: the same framework, one route, a constant of the size of a status answer.
const constant = {
  code: 200,
  data: {
    id: 'task_01KAB3C4D5E6F7G8H9J0K1M2N3',
    status: 'submitted',
    progress: 0,
    created: 1763088289,
    estimated_time: 60,
    cost: 0,
    credits_cost: 0,
    model: 'veo3.1-fast-official',
    seed: 1,
  },
}
const app = new Hono()
app.get('/v1/tasks/:id', (c) => c.json(constant))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address: AddressInfo) => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${address.port}` }))
})
