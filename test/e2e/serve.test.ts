import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { Api, SUBMIT } from '../harness/api.ts'
import { descendants, isAlive } from '../harness/descendants.ts'
import { ownFolder } from '../harness/folder.ts'
import { listen } from '../harness/listen.ts'
import { OLD_NODE, Program, ROOT, runCli, serverEnv, startServer } from '../harness/process.ts'
import { tool } from '../harness/tools.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const TIMEOUT = { timeout: 60_000 }
const serve = (context: TestContext, env: Record<string, string>, cwd?: string) =>
  runCli(context, { args: ['serve'], env, ...(cwd !== undefined && { cwd }) })

test(
  'the first start makes the folder, the database, an account and a key; its curl line works as printed',
  TIMEOUT,
  async (context) => {
    const dataDir = join(await ownFolder(context), 'not', 'there', 'yet')
    const server = await startServer(context, { dataDir })
    assert.ok(existsSync(join(dataDir, 'reelgate.db')))
    assert.equal((await server.api.get('/v1/user/balance')).body.unlimited_quota, true)
    const [line] = await server.program.says(/^curl .*\/v1\/videos\/generations .*$/m)
    tool('curl')
    const { stdout } = await promisify(execFile)('sh', ['-c', line])
    const { code, data } = JSON.parse(stdout) as { code: number; data: { task_id: string }[] }
    assert.equal(code, 200)
    assert.match(data[0]?.task_id ?? '', /^task_[0-9A-Z]{26}$/)
    const [status] = await server.program.says(/^curl .*TASK_ID.*$/m)
    const asked = await promisify(execFile)('sh', ['-c', status.replace('TASK_ID', data[0]?.task_id ?? '')])
    assert.equal((JSON.parse(asked.stdout) as { data: { id: string } }).data.id, data[0]?.task_id)
  },
)

test('a second start prints no key, and the first key goes on working', TIMEOUT, async (context) => {
  const dataDir = await ownFolder(context)
  const first = await startServer(context, { dataDir })
  await first.kill()
  const second = await startServer(context, { dataDir }, first.api.key)
  await second.program.says(/TASK_ID/)
  assert.doesNotMatch(second.program.stdout, /rg_/)
  assert.equal((await second.api.get('/v1/models')).status, 200)
})

test(
  'a second server on the same folder is refused in one sentence, and the first one is not disturbed',
  TIMEOUT,
  async (context) => {
    const dataDir = await ownFolder(context)
    const first = await startServer(context, { dataDir })
    const second = await serve(context, serverEnv(dataDir))
    assert.equal(second.code, 1)
    assert.match(second.stderr, /^reelgate: another Reelgate server is using .*REELGATE_DATA_DIR\.\n$/)
    assert.equal(second.stdout, '')
    assert.equal((await first.api.get('/readyz')).status, 200)
    assert.equal((await first.api.submit()).status, 200)
  },
)

test('REELGATE_PUBLIC_URL begins every link, and the real port is printed all the same', TIMEOUT, async (context) => {
  const upstream = await Upstream.open(context)
  const dataDir = await ownFolder(context)
  const env = { REELGATE_PUBLIC_URL: 'https://video.example.com/gate/' }
  const real = await startServer(context, { dataDir, env })
  assert.match(real.url, /^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
  await real.kill()
  const server = await startServer(context, { dataDir, env, upstream: upstream.url }, real.api.key)
  const versioned = await server.api.submit(SUBMIT, { 'x-apimart-response-version': '2026-07-27' })
  assert.match(versioned.body.data.poll_url, /^https:\/\/video\.example\.com\/gate\/v1\/tasks\/task_/)
  const task = await server.api.ended(versioned.body.data.id)
  assert.match(task.result.videos[0].url[0], /^https:\/\/video\.example\.com\/gate\/files\/[a-z2-7]{32}\.mp4$/)
  assert.equal((await server.api.get('/openapi.json')).body.servers[0].url, 'https://video.example.com/gate')
})

test('a port that is taken is told in one sentence with its remedy', TIMEOUT, async (context) => {
  const taken = createServer()
  const { port } = new URL(await listen(taken))
  context.after(() => taken.close())
  const dataDir = await ownFolder(context)
  const { code, stdout, stderr } = await serve(context, { ...serverEnv(dataDir), REELGATE_PORT: port })
  assert.equal(code, 1)
  assert.equal(stdout, '')
  assert.match(stderr, new RegExp(`^reelgate: port ${port} on 127\\.0\\.0\\.1 is in use .*REELGATE_PORT.*\\n$`))
})

test('a data folder that can not be made is told in one sentence with its remedy', TIMEOUT, async (context) => {
  const folder = await ownFolder(context)
  await writeFile(join(folder, 'file'), '')
  const { code, stderr } = await serve(context, serverEnv(join(folder, 'file', 'data')))
  assert.equal(code, 1)
  assert.match(stderr, /^reelgate: the data folder .* can't be used .*REELGATE_DATA_DIR\.\n$/)
})

test(
  'every mistake of the environment and of the file is told at once, each with its remedy',
  TIMEOUT,
  async (context) => {
    const folder = await ownFolder(context)
    const file = { drainSeconds: 'soon', colour: 'red', models: [{ id: 'my-model' }] }
    await writeFile(join(folder, 'reelgate.json'), JSON.stringify(file))
    const env = {
      ...serverEnv(join(folder, 'data')),
      REELGATE_DRAIN_SECONDS: undefined,
      REELGATE_PORT: '70000',
      REELGATE_LANGUAGE: 'fr',
      REELGATE_PUBLIC_URL: 'video.example.com',
      REELGATE_IMAGE_HOSTS_ALLOWED: 'files.internal',
      REELGATE_PROT: '1',
    }
    const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)
    const { code, stdout, stderr } = await serve(context, Object.fromEntries(given), folder)
    assert.equal(code, 1)
    assert.equal(stdout, '')
    const [head = '', ...lines] = stderr.trimEnd().split('\n')
    assert.equal(head, 'reelgate: the configuration has 8 mistakes:')
    for (const told of [
      /REELGATE_PORT: must be a whole number from 0 to 65535 \(it is "70000"\)/,
      /REELGATE_LANGUAGE: must be one of zh, en, ja, ko/,
      /REELGATE_PUBLIC_URL: must be an http or https address/,
      /REELGATE_IMAGE_HOSTS_ALLOWED: must be a comma-separated list of host:port/,
      /REELGATE_PROT: there is no such setting/,
      /(REELGATE_DRAIN_SECONDS|drainSeconds): must be a whole number/,
      /reelgate\.json: colour: there is no such setting/,
      /models: my-model is not a built-in model, so give it a price/,
    ]) {
      assert.equal(lines.filter((line) => told.test(line)).length, 1, `${told}\n${stderr}`)
    }
    assert.equal(existsSync(join(folder, 'data')), false)
  },
)

test(
  'admin commands work beside a running server: a new key works at once, a revoked one is refused at once',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const dataDir = await ownFolder(context)
    const server = await startServer(context, { dataDir, upstream: upstream.url })
    const admin = async (...args: string[]) => {
      const done = await runCli(context, { args: [...args, '--json'], env: serverEnv(dataDir) })
      assert.equal(done.code, 0, done.stderr)
      return JSON.parse(done.stdout)
    }
    await admin('accounts', 'create', 'team-a', '--balance', '1.5')
    const key = await admin('keys', 'create', '--account', 'team-a', '--submits-per-minute', '2')
    const caller = new Api(server.url, key.key as string)
    const answer = await caller.submit()
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('ratelimit-limit'), '2')
    await caller.ended(answer.body.data[0].task_id)
    await admin('accounts', 'top-up', 'team-a', '--amount', '10')
    assert.equal(await caller.balance(), 11.18)
    const accounts = await admin('accounts', 'list')
    assert.deepEqual(
      accounts.map(({ name, unlimited, balance, held, used }: Record<string, unknown>) => [
        name,
        unlimited,
        balance,
        held,
        used,
      ]),
      [
        ['default', true, 0, 0, 0],
        ['team-a', false, 11.18, 0, 0.32],
      ],
    )
    assert.deepEqual(await admin('keys', 'revoke', key.id), { id: key.id, revoked: true })
    assert.equal((await caller.get('/v1/models')).status, 401)
    const keys = await admin('keys', 'list')
    assert.deepEqual(
      keys.map(({ account, revoked, used }: Record<string, unknown>) => [account, revoked, used]),
      [
        ['default', false, 0],
        ['team-a', true, 0.32],
      ],
    )
    assert.doesNotMatch(JSON.stringify(keys), new RegExp(key.key as string))
    assert.deepEqual(await admin('ledger', 'verify'), { exact: true, accounts: 2, tasks: 1, problems: [] })
  },
)

test(
  'logs carry request and task ids, and neither a key nor a full prompt nor a whole link',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    const dataDir = await ownFolder(context)
    const server = await startServer(context, { dataDir, upstream: upstream.url })
    const prompt = 'a very private prompt about the red balloon over the harbour'
    const answer = await server.api.submit({ ...SUBMIT, prompt })
    const id = answer.body.data[0].task_id as string
    const [link] = (await server.api.ended(id)).result.videos[0].url
    await server.api.get(link)
    await server.api.get(`/v1/tasks/${id}?key=${server.api.key}`)
    await server.api.submit({ ...SUBMIT, prompt, duration: 5 })
    await server.api.submit(`{"prompt":"${prompt}"`)
    const stranger = new Api(server.url, 'rg_a-key-that-is-no-key')
    assert.equal((await stranger.submit({ ...SUBMIT, prompt })).status, 401)
    upstream.endsAs = 'failed'
    assert.equal((await server.api.ended(await server.api.submitted({ ...SUBMIT, prompt }))).status, 'failed')
    server.program.child.kill('SIGTERM')
    const { stderr } = await server.program.finished
    for (const secret of [
      server.api.key,
      stranger.key,
      'private prompt',
      'red balloon',
      new URL(link).pathname.split('/')[2],
    ]) {
      assert.ok(secret !== undefined && !stderr.includes(secret), `the log holds ${secret}`)
    }
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const submit = lines.find(({ request }) => request === answer.headers.get('x-request-id'))
    assert.deepEqual({ task: submit?.['task'], status: submit?.['status'] }, { task: id, status: 200 })
    assert.ok(lines.some(({ msg, task, state }) => msg === 'task ended' && task === id && state === 'completed'))
    for (const line of lines) if (line['msg'] === 'request') assert.match(String(line['request']), /^req_/)
  },
)

test(
  'started by an older Node, the server ends with its launcher: by SIGTERM, by SIGINT and by kill -9',
  TIMEOUT,
  async (context) => {
    const dataDir = await ownFolder(context)
    let key: string | undefined
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
      const server = await startServer(context, { dataDir, nodeArgs: OLD_NODE }, key)
      key = server.api.key
      const below = descendants(server.program.child.pid ?? 0)
      assert.equal(below.length, 1)
      server.program.child.kill(signal)
      const { code } = await server.program.finished
      assert.equal(code, signal === 'SIGKILL' ? null : 0)
      await eventually(() => !below.some(isAlive))
    }
  },
)

test('a second Ctrl-C does not cut the draining short', TIMEOUT, async (context) => {
  const dataDir = await ownFolder(context)
  const server = await startServer(context, { dataDir, env: { REELGATE_DRAIN_SECONDS: '4' } })
  // A caller that has begun a request and is in no hurry holds the drain up until its time is over.
  const slow = connect(Number(new URL(server.url).port), '127.0.0.1')
  context.after(() => slow.destroy())
  slow.on('error', () => {})
  const head = ['POST /v1/uploads/images HTTP/1.1', 'Host: x', `Authorization: ${server.api.key}`, 'Content-Length: 9']
  slow.write([...head, 'Content-Type: multipart/form-data; boundary=x', 'Expect: 100-continue', '', ''].join('\r\n'))
  await once(slow, 'data')
  server.program.child.kill('SIGINT')
  await eventually(() => server.program.stderr.includes('"draining"'))
  server.program.child.kill('SIGINT')
  assert.equal((await server.program.finished).code, 0)
})

test('npm start serves, and ends by SIGTERM without leaving the server behind', TIMEOUT, async (context) => {
  const dataDir = await ownFolder(context)
  const text = await readFile(join(ROOT, 'package.json'), 'utf8')
  const { scripts } = JSON.parse(text) as { scripts: { start: string } }
  const program = new Program(context, {
    script: '-e',
    args: ['process.execve("/bin/sh", ["sh", "-c", process.argv[1]])', scripts.start],
    env: serverEnv(dataDir),
  })
  await program.says(/listens on/)
  program.child.kill('SIGTERM')
  const { code, stderr } = await program.finished
  assert.equal(code, 0)
  assert.match(stderr, /"msg":"stopped"/)
})
