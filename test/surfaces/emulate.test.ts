import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { Api } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { Program, ROOT, runCli } from '../harness/process.ts'
import { eventually } from '../harness/wait.ts'
import { photo } from '../images/pictures.ts'

const KEY = 'test-key-1234'
const PREDICT = '/v1beta/models/veo-3.1-fast-generate-preview:predictLongRunning'
const pageOf = (language: string) => readFileSync(join(ROOT, 'docs', language, 'emulator.md'), 'utf8')
const examplesIn = (page: string) => [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

async function emulate(context: TestContext, ...args: string[]) {
  const TMPDIR = await ownFolder(context)
  const script = `${ROOT}/bin/reelgate.mjs`
  const port = args.includes('--port') ? [] : ['--port', '0']
  const program = new Program(context, { script, args: ['emulate', ...port, ...args], env: { TMPDIR } })
  const [, url = ''] = await program.says(/Veo on (http:\/\/\S+)/)
  const [, key = ''] = await program.says(/^Key: (\S+)$/m)
  await program.says(/emulator\.md/)
  return { program, url, key, api: new Api(url, key), folder: TMPDIR }
}

/** A program that may import what the project brings, in a folder where its files can land. */
async function runExample(context: TestContext, code: string, url: string) {
  const cache = join(ROOT, 'node_modules', '.cache')
  await mkdir(cache, { recursive: true })
  const cwd = await mkdtemp(join(cache, 'example-'))
  context.after(() => rm(cwd, { recursive: true, force: true }))
  const script = join(cwd, 'example.mjs')
  await writeFile(
    script,
    code.replaceAll('http://127.0.0.1:8787', url).replaceAll('setTimeout(resolve, 1000)', 'setTimeout(resolve, 50)'),
  )
  const { code: exit, stdout, stderr } = await new Program(context, { script, args: [], cwd }).finished
  assert.equal(exit, 0, stderr)
  const file = readdirSync(cwd).find((name) => name.endsWith('.mp4'))
  return { stdout, bytes: file === undefined ? undefined : await readFile(join(cwd, file)) }
}

test('every example of the page runs against the emulator, and both languages show the same', async (context) => {
  const examples = examplesIn(pageOf('en'))
  assert.deepEqual(examplesIn(pageOf('zh')), examples)
  assert.equal(examples.length, 4)
  const { url } = await emulate(context, '--key', KEY, '--faults')
  for (const example of examples.slice(0, 3)) {
    const { bytes } = await runExample(context, example, url)
    assert.equal(bytes?.toString('latin1', 4, 8), 'ftyp')
  }
  const { stdout } = await runExample(context, examples[3] ?? '', url)
  assert.equal(stdout, 'busy: 429\nbusy: 429\nfiltered: 1\n')
})

test('the emulator speaks Google’s protocols alone, wants its key, refuses faults, and leaves nothing behind', async (context) => {
  const { program, api, folder } = await emulate(context)
  assert.match(api.key, /^rg_[a-z2-7]{40}$/)
  const printed = program.stdout.replaceAll(api.url, 'http://127.0.0.1:8787').replaceAll(api.key, KEY).trim()
  for (const language of ['en', 'zh']) assert.ok(pageOf(language).includes(`\n${printed}\n`), printed)
  assert.equal((await api.get('/v1beta/models')).status, 200)
  assert.equal((await api.get('/v1beta/models', { authorization: 'Bearer no' })).status, 401)
  assert.equal(
    (await api.get('/v1beta/models/veo-3.1-generate-preview/operations/x', { 'x-reelgate-fault': 'busy' })).status,
    400,
  )
  assert.equal((await api.get('/healthz')).status, 200)
  for (const path of ['/v1/tasks', '/v1/videos', '/v1/balance', '/'])
    assert.equal((await api.get(path)).status, 404, path)
  const paths = Object.keys((await api.get('/openapi.json')).body.paths as object)
  assert.ok(paths.includes('/v1beta/models') && !paths.includes('/v1/tasks'))
  assert.equal(readdirSync(folder).length, 1)
  program.child.kill('SIGTERM')
  assert.equal((await program.finished).code, 0)
  assert.deepEqual(readdirSync(folder), [])
})

test('S11: with a data folder tasks, videos and keys outlive the emulator', async (context) => {
  const data = await ownFolder(context)
  const first = await emulate(context, '--data', data, '--key', KEY)
  const image = { bytesBase64Encoded: (await photo(64, 36).png().toBuffer()).toString('base64'), mimeType: 'image/png' }
  const body = { instances: [{ prompt: 'a dog', image }], parameters: { durationSeconds: 4, generateAudio: false } }
  const { name } = (await first.api.call('POST', PREDICT, { body })).body
  first.program.child.kill('SIGTERM')
  assert.equal((await first.program.finished).code, 0)
  assert.deepEqual(readdirSync(first.folder), [])

  const again = await emulate(context, '--data', data, '--port', new URL(first.url).port)
  assert.notEqual(again.key, KEY)
  const operation = await eventually(async () => {
    const { body: now } = await first.api.get(`/v1beta/${name}`)
    return now.done === true && now
  })
  const { uri } = operation.response.generateVideoResponse.generatedSamples[0].video
  assert.match((await again.api.get(uri as string)).body as string, /^.{4}ftyp/s)
  again.program.child.kill('SIGTERM')
  await again.program.finished
  const third = await emulate(context, '--data', data, '--key', KEY)
  assert.equal(third.key, KEY)
  assert.equal((await third.api.get(`/v1beta/${name}`)).body.done, true)
})

test('wrong options of emulate are told, with exit code 2', async (context) => {
  for (const args of [
    ['now'],
    ['--port', 'x'],
    ['--port', '70000'],
    ['--key', 'short'],
    ['--data', ''],
    ['--nothing'],
  ]) {
    const { code, stderr } = await runCli(context, { args: ['emulate', ...args] })
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, /^reelgate: /)
  }
})
