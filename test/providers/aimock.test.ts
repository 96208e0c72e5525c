import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { LLMock } from '@copilotkit/aimock'
import { ownFolder } from '../harness/folder.ts'
import { eventually } from '../harness/wait.ts'
import { bytesOf, calm, jobFor, REQUEST } from './conformance.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

test('the Gemini provider gets its video from a fake of Veo that others wrote', async (context) => {
  const files = createServer((_request, response) => void response.end('\0\0\0\x18ftypmp42 theirs')).listen(
    0,
    '127.0.0.1',
  )
  await once(files, 'listening')
  const filesUrl = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  const mock = new LLMock({ port: 0 })
  mock.onVideo(REQUEST.prompt, { video: { id: 'v1', status: 'completed', url: `${filesUrl}/v1.mp4` } })
  await mock.start()
  const provider = openProvider({ ...ENTRIES.gemini(mock.url), resultOrigins: [filesUrl] }, await ownFolder(context))
  context.after(async () => {
    await provider.close?.()
    await mock.stop()
    files.close().closeAllConnections()
  })
  const started = await provider.start(jobFor({ sampleCount: 2 }), calm())
  assert.ok(started.kind === 'started', JSON.stringify(started))
  const outcome = await eventually(async () => {
    const looked = await provider.check(started.token, calm())
    return looked.kind === 'running' ? undefined : looked
  })
  assert.ok(outcome.kind === 'done', JSON.stringify(outcome))
  assert.equal(outcome.outputs.length, 2)
  for (const output of outcome.outputs) assert.match((await bytesOf(await output.open(calm()))).toString(), /theirs/)
})
