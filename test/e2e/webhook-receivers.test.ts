import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { listen } from '../harness/listen.ts'
import { ROOT } from '../harness/process.ts'
import { tool } from '../harness/tools.ts'
import { eventually } from '../harness/wait.ts'
import { startWithUpstream } from '../http/fixture.ts'

interface Language {
  /** Of the code's block on the page. */
  name: string
  file: string
  command: (file: string) => [program: string, ...args: string[]]
}

const LANGUAGES: readonly Language[] = [
  { name: 'python', file: 'receiver.py', command: (file) => [tool('python3'), file] },
  { name: 'js', file: 'receiver.mjs', command: (file) => [process.execPath, file] },
  { name: 'go', file: 'receiver.go', command: (file) => [tool('go'), 'run', file] },
]

async function freePort(): Promise<string> {
  const server = createServer()
  const { port } = new URL(await listen(server))
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The program of the page, running; `said` is what it has printed. */
async function startReceiver(context: TestContext, { name, file, command }: Language, secret: string) {
  const page = await readFile(join(ROOT, 'docs/en/webhooks.md'), 'utf8')
  const [, code = assert.fail(`no ${name} on the page`)] =
    new RegExp(`^\`\`\`${name}\\n(.*?)^\`\`\``, 'ms').exec(page) ?? []
  const folder = await ownFolder(context)
  const path = join(folder, file)
  await writeFile(path, code)
  const port = await freePort()
  const [program, ...args] = command(path)
  const env = {
    ...process.env,
    WEBHOOK_SECRET: secret,
    PORT: port,
    GOCACHE: join(folder, 'go'),
    GOFLAGS: '-mod=mod',
  }
  // A group of its own: `go run` starts another process.
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const receiver = { url: `http://127.0.0.1:${port}`, said: '' }
  child.stdout.on('data', (chunk) => (receiver.said += String(chunk)))
  context.after(() => process.kill(-(child.pid ?? assert.fail()), 'SIGKILL'))
  const answers = () => fetch(receiver.url, { method: 'POST' }).then(({ status }) => status === 401)
  await eventually(() => answers().catch(() => false))
  return receiver
}

for (const language of LANGUAGES) {
  test(`S17: the receiver of the page in ${language.name} takes what is signed, once, and refuses what is not`, async (context) => {
    const server = await startWithUpstream(context, { env: { REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' } })
    const { secret } = (await server.api.get('/v1/webhook-secret')).body.data
    const receiver = await startReceiver(context, language, secret)
    const delivered = (id: string, count: number) =>
      eventually(async () => {
        const { status, tries } = (await server.api.get(`/v1/tasks/${id}/webhooks`)).body.data
        return tries.length === count && status === 'delivered'
      })
    const id = await server.api.submitted({ ...SUBMIT, webhook: receiver.url })
    await delivered(id, 1)
    await eventually(() => receiver.said === `${id} completed\n`)
    await server.api.call('POST', `/v1/tasks/${id}/webhooks/replay`)
    await delivered(id, 2)

    await server.api.call('POST', '/v1/webhook-secret/rotate', { body: { overlap_seconds: 600 } })
    const other = await server.api.submitted({ ...SUBMIT, webhook: receiver.url })
    await delivered(other, 1)
    await eventually(() => receiver.said === `${id} completed\n${other} completed\n`)

    const forged = {
      'webhook-id': 'x',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': 'v1,AAAA',
    }
    const refused = await fetch(`${receiver.url}/callback`, { method: 'POST', headers: forged, body: '{"id":"x"}' })
    assert.equal(refused.status, 401)
  })
}
