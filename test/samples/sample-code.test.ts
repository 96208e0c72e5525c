import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { REQUEST_FIELDS } from '../../samples/request.ts'
import { sampleCode, submitOnly } from '../../samples/sample-code.ts'
import { findTask } from '../../src/db/tasks.ts'
import { MODEL } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { ROOT } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'
import { assertClip } from '../harness/tools.ts'
import { photo } from '../images/pictures.ts'
import { prepare, RUN_LANGUAGES } from './programs.ts'

/** What some language or shell reads as more than a character. */
const NASTY = [
  `"double" 'single' \`back\` """ '\\'' \\" \\\\ ends in \\`,
  '$HOME ${HOME} $(id) {$x} #{1} #$0 #@x \\(1) \\u0041 \\n %s %1$s {0} <?php ?> </script> // /* JSON',
  'JSON\n\tline two\r\nline three',
  '猫が走る 👩‍🚀👍🏽 مرحبا \u202Eabc\u2028 é \u0008\u000C\u001B\u007F\uFEFF.',
].join('\n')
const SMALL = { model: MODEL, prompt: 'a lighthouse at night', duration: 4 }

/** Only the ends of a task's first two polls are struck; whoever gives up there never sees the video. */
const FAULTS = 'busy=1@poll*1,broken=503@poll*2'

/** How a program that has written its one video ended. */
const WRITTEN = /^(task_\w{26})\r?\n\1-1\.mp4\r?\n$/

const taskIn = (stdout: string) => /task_\w{26}/.exec(stdout)?.[0] ?? assert.fail(`no task id in ${stdout}`)

async function nastyRequest() {
  const picture = (await photo().png().toBuffer()).toString('base64')
  return {
    model: MODEL,
    prompt: NASTY,
    negative_prompt: `${NASTY}!`,
    duration: 4,
    seed: 4_294_967_295,
    generate_audio: true,
    resize_mode: 'crop',
    image_with_roles: [{ url: `data:image/png;base64,${picture}`, role: 'first_frame' }],
  }
}

suite('every program does what its page says', { concurrency: 2 }, () => {
  for (const { id: language, name } of RUN_LANGUAGES) {
    test(`${name}: text arrives byte for byte, a busy server is waited for, the video is written`, async (context) => {
      const folder = await ownFolder(context)
      const server = await startTestServer(context, { env: { REELGATE_FAULTS: FAULTS } })
      const parts = { baseUrl: server.url, request: await nastyRequest() }
      const program = await prepare(language, sampleCode(language, parts), join(folder, 'whole'))

      const ended = await program(server.api.key)
      assert.equal(ended.code, 0, ended.stderr)
      assert.match(ended.stdout, WRITTEN)
      const id = taskIn(ended.stdout)
      const { request } = (await findTask(server.flow.db.read, id)) ?? assert.fail('the server knows the task')
      const { prompt, negativePrompt, seed, resizeMode, firstFrame } = request
      assert.deepEqual({ prompt, negativePrompt }, { prompt: NASTY, negativePrompt: `${NASTY}!` })
      const { width, height } = firstFrame ?? {}
      assert.deepEqual(
        { seed, resizeMode, width, height },
        { seed: 4_294_967_295, resizeMode: 'crop', width: 64, height: 48 },
      )
      assertClip(join(folder, `whole/${id}-1.mp4`), true)

      const refused = await program('rg_wrong')
      assert.notEqual(refused.code, 0)
      assert.match(refused.stdout + refused.stderr, /401[\s\S]*身份验证失败/)

      const short = await prepare(language, submitOnly(language, parts), join(folder, 'short'))
      const submitted = await short(server.api.key)
      assert.equal(submitted.code, 0, submitted.stderr)
      const second = await findTask(server.flow.db.read, taskIn(submitted.stdout))
      assert.equal(second?.request.prompt, NASTY)
    })

    test(`${name}: a task that fails ends the program with its message`, async (context) => {
      const server = await startTestServer(context, { env: { REELGATE_FAULTS: 'filtered' } })
      const source = sampleCode(language, { baseUrl: server.url, request: SMALL })
      const program = await prepare(language, source, join(await ownFolder(context), 'whole'))
      const ended = await program(server.api.key)
      assert.notEqual(ended.code, 0)
      const { status, error } = (await server.api.get(`/v1/tasks/${taskIn(ended.stdout)}?language=zh`)).body.data
      assert.equal(status, 'failed')
      assert.ok(
        ended.stderr.includes(error.message as string) || ended.stdout.includes(error.message as string),
        ended.stderr,
      )
    })
  }
})

test('Swift, which Debian 12 has no toolchain for, is written with its own escapes', () => {
  const request = { ...SMALL, prompt: NASTY, image_urls: ['a', 'b'], generate_audio: true }
  for (const write of [sampleCode, submitOnly]) {
    const source = write('swift', { baseUrl: 'http://127.0.0.1:8787/', request })
    const [, told = ''] = /^ {4}"prompt": (".*"),$/m.exec(source) ?? []
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }
    const read = told
      .slice(1, -1)
      .replace(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (whole, code: string | undefined, char: string) =>
        code === undefined
          ? (escapes[char] ?? assert.fail(`Swift does not know ${whole}`))
          : String.fromCodePoint(Number.parseInt(code, 16)),
      )
    assert.equal(read, NASTY)
    assert.match(source, /^ {4}"image_urls": \["a", "b"\],$/m)
    assert.match(source, /^ {4}"generate_audio": true,$/m)
    assert.match(source, /"http:\/\/127\.0\.0\.1:8787[/"]/)
  }
})

test('programs know every field that a submit can have', () => {
  const document = JSON.parse(readFileSync(join(ROOT, 'docs/reference/openapi.json'), 'utf8'))
  const { properties } = document.paths['/v1/videos/generations'].post.requestBody.content['application/json'].schema
  assert.deepEqual([...REQUEST_FIELDS].toSorted(), Object.keys(properties as object).toSorted())
})
