import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runCli } from '../harness/process.ts'

const TIMEOUT = { timeout: 60_000 }

test('scene prints what is understood of a prompt, in the language of the terminal', TIMEOUT, async (context) => {
  const args = ['scene', 'two black cats on a red car at night, without people', '--negative', 'rain', '--seed', '7']
  const english = await runCli(context, { args })
  assert.equal(english.code, 0, english.stderr)
  for (const line of [/^Time +night$/m, /^Subject 1 +2 × black cat \(cats\), sits, on the car$/m, /^Seed +7$/m]) {
    assert.match(english.stdout, line)
  }
  assert.match(english.stdout, /^Not wanted +people, rain$/m)
  const chinese = await runCli(context, { args, env: { LANG: 'zh_CN.UTF-8' } })
  assert.match(chinese.stdout, /^时间 +夜晚$/m)
})

test('scene prints the whole description as JSON', TIMEOUT, async (context) => {
  const { code, stdout } = await runCli(context, { args: ['scene', '一只猫', '--json'] })
  assert.equal(code, 0)
  const { subjects, place } = JSON.parse(stdout) as { subjects: { icon: string }[]; place: string }
  assert.deepEqual(
    subjects.map(({ icon }) => icon),
    ['cat'],
  )
  assert.equal(typeof place, 'string')
})

test('scene without a prompt, or with a seed that is none, says how it would be right', TIMEOUT, async (context) => {
  for (const args of [['scene'], ['scene', 'a', 'b'], ['scene', 'a cat', '--seed', '-1'], ['scene', 'a', '--seed=x']]) {
    const { code, stderr } = await runCli(context, { args })
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, /scene|seed/)
  }
})
