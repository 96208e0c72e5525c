import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { photo } from '../images/pictures.ts'
import { descendants, isAlive } from '../harness/descendants.ts'
import { ownFolder } from '../harness/folder.ts'
import { OLD_NODE, Program, ROOT, runCli, startServer } from '../harness/process.ts'
import { assertClip, tool } from '../harness/tools.ts'
import { Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const TIMEOUT = { timeout: 120_000 }
const BIN = `${ROOT}/bin/reelgate.mjs`
const PROMPT = 'a golden retriever, running on the beach'

/** An empty folder to run in, and an empty one for what is temporary. */
async function newPlace(context: TestContext) {
  const folder = await ownFolder(context)
  const [cwd, TMPDIR, dataDir] = ['here', 'tmp', 'data'].map((name) => join(folder, name)) as [string, string, string]
  await Promise.all([mkdir(cwd), mkdir(TMPDIR)])
  const assertEmpty = async () => assert.deepEqual([await readdir(cwd), await readdir(TMPDIR)], [[], []])
  return { cwd, TMPDIR, dataDir, env: { TMPDIR }, assertEmpty }
}

/** A place beside a server that has its videos from an upstream; `env` leads there. */
async function newRemotePlace(context: TestContext, options: { finishAtOnce?: boolean; canCancel?: boolean } = {}) {
  const place = await newPlace(context)
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = options.finishAtOnce ?? true
  const { dataDir } = place
  const server = await startServer(context, { dataDir, upstream: upstream.url, canCancel: options.canCancel ?? false })
  const env = { ...place.env, REELGATE_URL: server.url, REELGATE_API_KEY: server.api.key }
  return { ...place, upstream, server, env }
}

test(
  'generate alone makes one MP4 in the current folder, says where it is, and leaves nothing else',
  TIMEOUT,
  async (context) => {
    const { cwd, TMPDIR, env } = await newPlace(context)
    const done = await runCli(context, { args: ['generate', PROMPT, '--duration', '4', '--seed', '7'], env, cwd })
    assert.equal(done.code, 0, done.stderr)
    const [file, ...others] = await readdir(cwd)
    assert.deepEqual([file, others], ['a-golden-retriever-running-on-the-beach.mp4', []])
    assert.equal(done.stdout, `${join(cwd, file ?? '')}\n`)
    assertClip(join(cwd, file ?? ''))
    assert.match(
      done.stderr,
      /^task_\w+\n((submitted|pending|processing) \d+% \d+\.\d s\n)+completed 100% \d+\.\d s\ndone in \d+\.\d s, seed 7, cost 0\.32 USD\n$/,
    )
    assert.deepEqual(await readdir(TMPDIR), [])
  },
)

test('generate writes a file with sound for each sample, under names that are not taken', TIMEOUT, async (context) => {
  const { cwd, env } = await newPlace(context)
  await writeFile(join(cwd, 'rain-2.mp4'), 'here before')
  const args = ['generate', 'Rain!', '--duration', '4', '--sample-count', '2', '--audio']
  const done = await runCli(context, { args, env, cwd })
  assert.equal(done.code, 0, done.stderr)
  const files = done.stdout.trimEnd().split('\n')
  assert.deepEqual(
    files.map((file) => basename(file)),
    ['rain-2-1.mp4', 'rain-2-2.mp4'],
  )
  for (const file of files) assertClip(file, true)
  assert.equal(await readFile(join(cwd, 'rain-2.mp4'), 'utf8'), 'here before')
  const [first, second] = await Promise.all(files.map((file) => readFile(file)))
  assert.notDeepEqual(first, second, 'each sample has a seed of its own')
})

test('generate makes its video on a machine without ffmpeg, sound and all', TIMEOUT, async (context) => {
  const { cwd, TMPDIR, env } = await newPlace(context)
  tool('ffprobe')
  const args = ['generate', PROMPT, '--duration', '4', '--audio', '--out', 'bare.mp4']
  // A PATH on which there is no program at all.
  const done = await runCli(context, { args, env: { ...env, PATH: TMPDIR }, cwd })
  assert.equal(done.code, 0, done.stderr)
  assertClip(join(cwd, 'bare.mp4'), true)
})

for (const [how, nodeArgs] of [
  ['run directly', []],
  ['started by an older Node', OLD_NODE],
] as const) {
  test(`Ctrl-C in mid-way leaves no file, no folder and no process behind (${how})`, TIMEOUT, async (context) => {
    const { cwd, env, assertEmpty } = await newPlace(context)
    const program = new Program(context, { script: BIN, args: ['generate', PROMPT], nodeArgs, env, cwd })
    await eventually(() => /processing [1-9]\d?%/.test(program.stderr))
    const below = descendants(program.child.pid ?? 0)
    assert.ok(below.length > 0, 'the renderer has a process of its own')
    // A terminal signals the launcher and the program alike, and a person may press it twice.
    program.child.kill('SIGINT')
    program.child.kill('SIGINT')
    const { code, stdout } = await program.finished
    assert.deepEqual({ code, stdout }, { code: 130, stdout: '' }, program.stderr)
    assert.match(program.stderr, /interrupted; nothing was kept/)
    await assertEmpty()
    await eventually(() => !below.some(isAlive))
  })
}

test('Ctrl-C cancels the task at a server elsewhere', TIMEOUT, async (context) => {
  const { cwd, env, server, upstream, assertEmpty } = await newRemotePlace(context, {
    finishAtOnce: false,
    canCancel: true,
  })
  const program = new Program(context, { script: BIN, args: ['generate', PROMPT], env, cwd })
  await eventually(() => program.stderr.includes('processing'))
  program.child.kill('SIGINT')
  assert.equal((await program.finished).code, 130, program.stderr)
  const [operation] = upstream.operations
  const task = await server.api.ended(operation?.taskId ?? '')
  assert.deepEqual([task.status, task.cost, operation?.state], ['cancelled', 0, 'cancelled'])
  await assertEmpty()
})

test(
  'every option reaches the server as the field it stands for, and local pictures are uploaded',
  TIMEOUT,
  async (context) => {
    const { cwd, env, upstream } = await newRemotePlace(context)
    await photo(64, 48).png().toFile(join(cwd, 'first frame.png'))
    await photo(48, 64).jpeg().toFile(join(cwd, 'last.jpg'))
    const options = {
      model: 'veo3.1-quality-official',
      'negative-prompt': 'blur',
      duration: '8',
      'aspect-ratio': '9:16',
      resolution: '1080p',
      'first-frame': 'first frame.png',
      'last-frame': join(cwd, 'last.jpg'),
      seed: '0',
      'sample-count': '2',
      'person-generation': 'disallow',
      'resize-mode': 'crop',
      'idempotency-key': 'once-only',
      out: '../out.v2.mp4',
    }
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    const args = ['generate', '--audio', ...given, '--', '-- a prompt that looks like an option']
    const done = await runCli(context, { args, env, cwd })
    assert.equal(done.code, 0, done.stderr)
    const { firstFrame, lastFrame, ...request } = upstream.operations[0]?.request ?? {}
    assert.deepEqual(request, {
      model: 'veo3.1-quality-official',
      prompt: '-- a prompt that looks like an option',
      negativePrompt: 'blur',
      durationSeconds: 8,
      aspectRatio: '9:16',
      resolution: '1080p',
      seed: 0,
      sampleCount: 2,
      generateAudio: true,
      personGeneration: 'disallow',
      picturesWithoutPeople: true,
      resizeMode: 'crop',
    })
    const seen = [firstFrame, lastFrame].map((image) => [image?.contentType, image?.width, image?.height])
    assert.deepEqual(seen, [
      ['image/png', 64, 48],
      ['image/jpeg', 48, 64],
    ])
    const files = ['out.v2-1.mp4', 'out.v2-2.mp4'].map((name) => join(dirname(cwd), name))
    assert.equal(done.stdout, `${files.join('\n')}\n`)
    for (const file of files) assert.deepEqual(await readFile(file), upstream.video)
    const again = await runCli(context, { args, env, cwd })
    assert.match(again.stderr, /Idempotency-Key/, 'new uploads make another body, so the same key is refused')
    assert.equal(again.code, 1)
    assert.equal(upstream.operations.length, 1)
  },
)

test('generate waits for a server that is restarted in mid-task', TIMEOUT, async (context) => {
  const { cwd, dataDir, env, server, upstream } = await newRemotePlace(context, { finishAtOnce: false })
  const program = new Program(context, { script: BIN, args: ['generate', PROMPT, '--out', 'kept.mp4'], env, cwd })
  // Only a task whose operation is stored goes on; before that, nobody knows whether it was bought.
  await eventually(() => program.stderr.includes('processing') && upstream.checks > 0)
  await server.kill()
  const port = { REELGATE_PORT: new URL(server.url).port }
  await startServer(context, { dataDir, upstream: upstream.url, env: port }, server.api.key)
  upstream.finish()
  assert.equal((await program.finished).code, 0, program.stderr)
  assert.deepEqual(await readFile(join(cwd, 'kept.mp4')), upstream.video)
})

test("a server's refusal is shown in the language of the terminal, with exit code 1", TIMEOUT, async (context) => {
  const { cwd, env, server, assertEmpty } = await newRemotePlace(context)
  const args = ['generate', PROMPT, '--duration', '5']
  const body = { model: 'veo3.1-fast-official', prompt: PROMPT, duration: 5 }
  for (const [locale, language] of [
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LC_ALL: '', LANG: 'ja_JP.UTF-8' }, 'ja'],
    [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'ja_JP.UTF-8' }, 'ko'],
    [{ LANG: 'pt_BR.UTF-8' }, 'en'],
    [{}, 'en'],
  ] as const) {
    const { code, stderr } = await runCli(context, { args, env: { ...env, ...locale }, cwd })
    const { message } = (await server.api.submit(body, { 'accept-language': language })).body.error
    assert.deepEqual({ code, stderr }, { code: 1, stderr: `reelgate: ${message}\n` }, JSON.stringify(locale))
  }
  await assertEmpty()
})

test(
  'a task that fails is told in the language of the terminal, with exit code 1 and no file',
  TIMEOUT,
  async (context) => {
    const { cwd, env, upstream, assertEmpty } = await newRemotePlace(context)
    upstream.endsAs = 'failed'
    const { code, stderr } = await runCli(context, {
      args: ['generate', PROMPT],
      env: { ...env, LANG: 'zh_CN.UTF-8' },
      cwd,
    })
    assert.equal(code, 1)
    assert.match(stderr, /^reelgate: .*\p{Script=Han}+/mu)
    await assertEmpty()
  },
)

test('a video that can not be saved is told with its link, and leaves no file', TIMEOUT, async (context) => {
  const { cwd, env, server, assertEmpty } = await newRemotePlace(context)
  // A name longer than file systems take.
  const args = ['generate', PROMPT, '--out', `${'x'.repeat(300)}.mp4`]
  const { code, stderr } = await runCli(context, { args, env, cwd })
  assert.equal(code, 1)
  const [, link = ''] =
    /^reelgate: the video is ready, but (\S+) could not be saved as .*ENAMETOOLONG/m.exec(stderr) ?? []
  assert.equal((await server.api.get(link)).status, 200, stderr)
  await assertEmpty()
})

test('what can not work is said before anything is asked for: exit code 2 and a sentence', TIMEOUT, async (context) => {
  const { cwd, env, assertEmpty } = await newPlace(context)
  // Nothing listens there; none of these comes as far as asking.
  const remote = { ...env, REELGATE_URL: 'http://127.0.0.1:9', REELGATE_API_KEY: 'rg_x' }
  const wrong: [RegExp, Record<string, string>, ...string[]][] = [
    [/so set REELGATE_API_KEY too/, { ...env, REELGATE_URL: 'http://127.0.0.1:9' }, PROMPT],
    [/wants one prompt in quotes/, remote],
    [/wants one prompt in quotes/, remote, 'two', 'words'],
    [/Unknown option '--length'/, remote, PROMPT, '--length', '4'],
    [/--first-frame: there is no file nowhere\.png/, remote, PROMPT, '--first-frame', 'nowhere.png'],
    [/--out: there is no folder .*not-there/, remote, PROMPT, '--out', 'not-there/a.mp4'],
    [/--out: \. is a folder/, remote, PROMPT, '--out', '.'],
  ]
  for (const [sentence, environment, ...args] of wrong) {
    const { code, stdout, stderr } = await runCli(context, { args: ['generate', ...args], env: environment, cwd })
    assert.match(stderr, sentence)
    assert.deepEqual({ code, stdout }, { code: 2, stdout: '' }, args.join(' '))
  }
  const away = await runCli(context, { args: ['generate', PROMPT], env: remote, cwd })
  assert.match(away.stderr, /^reelgate: no server answers at http:\/\/127\.0\.0\.1:9; is REELGATE_URL right.*\n$/)
  assert.equal(away.code, 1)
  await assertEmpty()
})

test('in a terminal generate draws a bar', TIMEOUT, async (context) => {
  const { cwd, env } = await newRemotePlace(context)
  const line = `'${process.execPath}' '${BIN}' generate 'a bar'`
  const { PATH = '' } = process.env
  const run = promisify(execFile)(tool('script'), ['-qec', line, '/dev/null'], { cwd, env: { PATH, ...env } })
  assert.match((await run).stdout, /\r█{30} 100% {2}completed {2}\d+\.\d s/)
})
