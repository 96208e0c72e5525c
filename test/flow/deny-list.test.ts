import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { startWithUpstream } from '../http/fixture.ts'

test('a prompt that breaks a rule of the operator is refused by its label, in the language of the caller, and nothing is charged or started', async (context) => {
  const file = join(await ownFolder(context), 'deny.txt')
  await writeFile(file, '[weapons]\nassault rifle\n')
  const server = await startWithUpstream(context, { env: { REELGATE_PROMPT_DENY_LIST: file } })
  const { api } = await server.newCaller(1)
  const body = { ...SUBMIT, prompt: 'an assault rifle on a table' }
  const refused = await api.submit(body, { 'accept-language': 'en' })
  assert.equal(refused.status, 400)
  assert.equal(refused.body.error.param, 'prompt')
  assert.match(refused.body.error.message, /not allowed on this server \(weapons\)/)
  assert.match((await api.submit(body, { 'accept-language': 'zh' })).body.error.message, /^请求参数无效：.*（weapons）/)
  const quote = await api.call('POST', '/v1/videos/quote', { body })
  assert.equal(quote.status, 400)
  assert.equal(await api.balance(), 1)
  assert.equal((await api.get('/v1/tasks')).body.data.length, 0)
  assert.equal(server.upstream.starts, 0)

  // What a prompt leaves out is not what it asks for.
  const id = await api.submitted({ ...SUBMIT, negative_prompt: 'assault rifle' })
  assert.equal((await api.ended(id)).status, 'completed')
})
