import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { MODEL } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { startTestServer } from '../harness/server.ts'
import { eventually } from '../harness/wait.ts'
import { FakeFamily } from '../providers/fakes/fake-family.ts'
import { FakeGemini } from '../providers/fakes/fake-gemini.ts'
import { FakeOpenai } from '../providers/fakes/fake-openai.ts'
import type { Fake } from '../providers/fakes/fake.ts'

const BODY = { model: MODEL, prompt: 'a lighthouse at night', duration: 8, generate_audio: true, seed: 1 }
const SUBJECTS: Readonly<Record<string, () => Fake>> = {
  gemini: () => new FakeGemini(),
  relay: () => new FakeFamily(),
  'openai-videos': () => new FakeOpenai(),
}

for (const [type, makeFake] of Object.entries(SUBJECTS)) {
  test(`S8, S11: ${type}: a key that is rotated in mid-task stops nothing, and nothing is bought twice`, async (context) => {
    const fake = await makeFake().listen(context)
    const folder = await ownFolder(context)
    const [config, apiKeyFile] = [join(folder, 'reelgate.json'), join(folder, 'key')]
    await writeFile(apiKeyFile, `${fake.key}\n`)
    const veo = { type, baseUrl: fake.url, apiKeyFile, pollSeconds: 0.05 }
    await writeFile(config, JSON.stringify({ provider: 'veo', providers: { veo } }))
    const server = await startTestServer(context, { env: { REELGATE_CONFIG: config } })
    const { api } = await server.newCaller(10)
    const id = await api.submitted(BODY)
    await eventually(() => fake.orders.length === 1)

    // The old key is taken back before the new one is here.
    fake.key = 'the-next-key'
    const refused = () => fake.requests.length
    const before = refused()
    await eventually(() => refused() >= before + 3)
    assert.equal((await api.task(id)).status, 'processing')
    await writeFile(`${apiKeyFile}.new`, 'the-next-key\n')
    await rename(`${apiKeyFile}.new`, apiKeyFile)
    fake.finish()
    const task = await api.ended(id)
    assert.equal(task.status, 'completed', JSON.stringify(task))
    assert.equal(fake.orders.length, 1)
    assert.equal(task.cost, 0.8)

    // A start with a wrong key waits, and goes on by itself.
    fake.key = 'yet-another-key'
    const starts = fake.starts().length
    const waiting = await api.submitted(BODY)
    await eventually(() => fake.starts().length > starts)
    await api.until(waiting, ({ status }) => status === 'pending')
    await writeFile(apiKeyFile, 'yet-another-key')
    await eventually(() => fake.orders.length === 2)
    fake.finish()
    assert.equal((await api.ended(waiting)).status, 'completed')
    assert.deepEqual((await server.verify()).problems, [])
  })
}
