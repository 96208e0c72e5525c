import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownFolder } from '../harness/folder.ts'
import { ROOT } from '../harness/process.ts'
import { startWithUpstream } from '../http/fixture.ts'
import { photo } from '../images/pictures.ts'
import { run } from './programs.ts'

const BASE_URL = 'http://127.0.0.1:8787'
const TASK_ID = /task_01K9ZC3V7Q8M2N4P6R8T0W2Y4A/g

const PAGES = [
  'README.md',
  'README.zh.md',
  ...['en', 'zh'].flatMap((one) => [`docs/${one}/quick-start.md`, `docs/${one}/api.md`]),
]

/** Indented lines that begin with curl, with those that go on after a backslash. */
const commands = (page: string) => [...page.matchAll(/^ {4}(curl (?:.*\\\n)*.*)$/gm)].map(([, command = '']) => command)

for (const name of PAGES) {
  test(`the curl lines and the program of ${name} work as they stand there`, async (context) => {
    const { url, api } = await startWithUpstream(context)
    const folder = await ownFolder(context)
    await writeFile(join(folder, 'cat.png'), await photo().png().toBuffer())
    const env = { REELGATE_API_KEY: api.key }
    const page = readFileSync(join(ROOT, name), 'utf8').replaceAll(BASE_URL, url)
    let taskId = ''
    assert.ok(commands(page).length > 0)
    for (const command of commands(page)) {
      const { code, stdout, stderr } = await run(['sh', '-c', command.replace(TASK_ID, taskId)], folder, env)
      assert.equal(code, 0, stderr)
      const answer = JSON.parse(stdout)
      assert.equal(answer.error, undefined, `${command}\n${stdout}`)
      taskId = /task_\w{26}/.exec(stdout)?.[0] ?? taskId
    }
    const programs = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)]
    // What other pages show in JavaScript is a part of a program, not a whole one.
    const listening = programs.map(([, program = '']) => program).filter((program) => program.includes('/events`'))
    assert.equal(listening.length, name.endsWith('api.md') ? 1 : 0)
    for (const program of listening) {
      const names = { base: url, id: await api.submitted(), key: api.key }
      const given = Object.entries(names).map(([one, value]) => `const ${one} = ${JSON.stringify(value)}\n`)
      const whole = given.join('') + program
      const { code, stdout, stderr } = await run([process.execPath, '--input-type=module', '-e', whole], folder, env)
      assert.equal(code, 0, stderr)
      assert.match(stdout, /status: 'completed'/)
    }
    if (!name.endsWith('quick-start.md')) return
    assert.equal(programs.length, 1)
    for (const [, program = ''] of programs) {
      const { code, stdout, stderr } = await run([process.execPath, '--input-type=module', '-e', program], folder, env)
      assert.equal(code, 0, stderr)
      assert.match(stdout, /^http:\S+\.mp4\n$/)
    }
  })
}
