import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PostgresServer } from '../harness/postgres.ts'
import { eventually, startWithUpstream } from './fixture.ts'

test('while Postgres is away every call is a 503 that says when to try again; then the server goes on by itself', async (context) => {
  const postgres = new PostgresServer()
  const env = { DATABASE_URL: postgres.url('reelgate') }
  const server = await startWithUpstream(context, { env, checkAfterMs: 50 })
  const { api, upstream, flow } = server
  upstream.finishAtOnce = false
  const running = await api.submitted()
  const isFollowed = "SELECT 1 FROM task WHERE token IS NOT NULL AND state = 'running'"
  await eventually(async () => (await flow.db.read.get(isFollowed, [])) !== undefined)

  postgres.stop('fast')
  const calls = [() => api.submit(), () => api.get(`/v1/tasks/${running}`), () => api.get('/v1/user/balance')]
  for (const call of calls) {
    const answer = await call()
    assert.equal(answer.status, 503, JSON.stringify(answer.body))
    assert.equal(answer.body.error.type, 'server_error')
    assert.match(answer.headers.get('retry-after') ?? '', /^\d+$/)
  }
  assert.equal((await fetch(`${server.url}/readyz`)).status, 503)
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
  upstream.finishAtOnce = true
  upstream.finish()

  postgres.start()
  await api.ended(running)
  assert.equal((await fetch(`${server.url}/readyz`)).status, 200)
  await api.ended(await api.submitted())
  assert.deepEqual((await server.verify()).problems, [])
  assert.equal(upstream.operations.length, 2)
})
