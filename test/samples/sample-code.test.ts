import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { REQUEST_FIELDS } from '../../samples/request.ts'
import { sampleCode, submitOnly } from '../../samples/sample-code.ts'
import { MODEL } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { ROOT } from '../harness/process.ts'
import { startTestServer } from '../harness/server.ts'
import { assertClip } from '../harness/tools.ts'
import { eventually } from '../harness/wait.ts'
import { startWithUpstream } from '../http/fixture.ts'
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

/** The first polls of a key are answered so; whoever gives up there never sees the video. */
const FAULTS = 'busy=1@poll*1,broken=503@poll*2'

/** What a program that has written its one video said. */
const WRITTEN = /^(task_\w{26})\n\1-1\.mp4\n$/

const taskIn = (stdout: string) => /task_\w{26}/.exec(stdout)?.[0] ?? assert.fail(`no task id in ${stdout}`)

/** The whole program as a reader finds it on the page, with the address of another server. */
function onThePage(heading: string, baseUrl: string): string {
  const page = readFileSync(join(ROOT, 'docs/en/sdks.md'), 'utf8')
  const [, section = ''] = page.split(`\n## ${heading}\n`)
  const [, code = ''] = /^```\w+\n([\s\S]*?)^```$/m.exec(section) ?? []
  assert.ok(code.includes('http://127.0.0.1:8787'), `the page has a program for ${heading}`)
  return code.replace('http://127.0.0.1:8787', baseUrl)
}

async function nastyRequest() {
  const picture = (await photo().png().toBuffer()).toString('base64')
  return {
    model: MODEL,
    prompt: NASTY,
    negative_prompt: `${NASTY}!`,
    duration: 4,
    seed: 4_294_967_295,
    resize_mode: 'crop',
    image_with_roles: [{ url: `data:image/png;base64,${picture}`, role: 'first_frame' }],
  }
}

suite('programs', { concurrency: 2 }, () => {
  for (const { id: language, name } of RUN_LANGUAGES) {
    test(`${name}: the program on the page waits for a busy server, and writes a video that plays`, async (context) => {
      const folder = await ownFolder(context)
      const server = await startTestServer(context, { env: { REELGATE_FAULTS: FAULTS } })
      const program = await prepare(language, onThePage(name, server.url), join(folder, 'page'))
      const { code, stdout, stderr } = await program(server.api.key)
      assert.equal(code, 0, stderr)
      assert.match(stdout, WRITTEN)
      assertClip(join(folder, `page/${taskIn(stdout)}-1.mp4`), true)
    })

    test(`${name}: any text arrives byte for byte; refusals and failures end the program with their message`, async (context) => {
      const folder = await ownFolder(context)
      const server = await startWithUpstream(context, { env: { REELGATE_FAULTS: 'filtered' } })
      const parts = { baseUrl: `${server.url}/`, request: await nastyRequest() }
      const program = await prepare(language, sampleCode(language, parts), join(folder, 'whole'))
      const short = await prepare(language, submitOnly(language, parts), join(folder, 'short'))

      const failed = await program(server.api.key)
      assert.notEqual(failed.code, 0)
      const id = taskIn(failed.stdout)
      const { status, error } = (await server.api.get(`/v1/tasks/${id}?language=zh`)).body.data
      assert.equal(status, 'failed')
      assert.ok((failed.stdout + failed.stderr).includes(`${id} failed: ${error.message}`), failed.stderr)

      const submitted = await short(server.api.key)
      assert.equal(submitted.code, 0, submitted.stderr)
      assert.notEqual(taskIn(submitted.stdout), id)
      await eventually(() => server.requests.length === 2)
      for (const { prompt, negativePrompt, seed, resizeMode, firstFrame } of server.requests) {
        assert.deepEqual({ prompt, negativePrompt }, { prompt: NASTY, negativePrompt: `${NASTY}!` })
        assert.deepEqual(
          { seed, resizeMode, width: firstFrame?.width },
          { seed: 4_294_967_295, resizeMode: 'crop', width: 64 },
        )
      }

      for (const run of [program, short]) {
        const refused = await run('rg_wrong')
        assert.notEqual(refused.code, 0)
        assert.match(refused.stdout + refused.stderr, /身份验证失败/)
      }
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
