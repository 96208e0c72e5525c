import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { openRenderer, type Renderer } from '../../src/renderer/kept-processes.ts'
import { startRender } from '../../src/renderer/render-process.ts'
import { descendants, isAlive } from '../harness/descendants.ts'
import { eventually } from '../harness/wait.ts'
import { clip, scratch, twoColours } from './probe.ts'

function opened(t: TestContext): Renderer {
  const renderer = openRenderer()
  t.after(() => renderer.close())
  return renderer
}

test('clips one after the other come from one process, the same bytes as from new ones', async (t) => {
  const folder = scratch(t)
  const firstFrame = await twoColours(join(folder, 'a.png'), { width: 300, height: 200 })
  const lastFrame = await twoColours(join(folder, 'b.png'), { width: 200, height: 300 })
  const renderer = opened(t)
  const pids = new Set<number>()
  for (const [name, change] of Object.entries({
    text: { prompt: 'a noir street in the rain, a sign that says "CAFÉ 咖啡"', audio: true },
    picture: { firstFrame, prompt: 'snow' },
    both: { firstFrame, lastFrame },
    registry: { ffmpeg: null },
    again: { prompt: 'a noir street in the rain, a sign that says "CAFÉ 咖啡"', audio: true },
  })) {
    const [kept, fresh] = [join(folder, `${name}.mp4`), join(folder, `${name}-new.mp4`)]
    await renderer.render(clip(kept, change), {})
    for (const { pid } of descendants(process.pid)) pids.add(pid)
    await startRender(clip(fresh, change), {})
    assert.ok(readFileSync(kept).equals(readFileSync(fresh)), name)
  }
  assert.equal(pids.size, 1)
})

test('signs drawn one after the other in one process each show their own text, as new processes draw them', async (t) => {
  const folder = scratch(t)
  const renderer = opened(t)
  const made: Buffer[] = []
  let first: ReturnType<typeof descendants>[0] | undefined
  for (const [n, text] of ['OPEN', '营业中', '영업중', 'SHUT'].entries()) {
    const [kept, fresh] = [join(folder, `${n}.mp4`), join(folder, `${n}-new.mp4`)]
    const change = { prompt: `a city street, a sign that says "${text}"` }
    await renderer.render(clip(kept, change), {})
    first ??= descendants(process.pid)[0]
    await startRender(clip(fresh, change), {})
    made.push(readFileSync(kept))
    assert.ok(made.at(-1)?.equals(readFileSync(fresh)), text)
  }
  assert.ok(first && isAlive(first), 'the process of the first clip was kept')
  assert.equal(new Set(made.map((bytes) => bytes.toString('base64'))).size, made.length, 'no two show the same')
})

test('a process is kept after a clip that came out and not after one that failed; closing ends those that wait', async (t) => {
  const folder = scratch(t)
  const renderer = opened(t)
  const render = (name: string, change = {}): Promise<unknown> => renderer.render(clip(join(folder, name), change), {})
  await Promise.all([render('a.mp4'), render('b.mp4')])
  const [one, two] = descendants(process.pid)
  assert.ok(one && two, 'two clips at once are in two processes')
  const bad = join(folder, 'bad.png')
  writeFileSync(bad, 'no picture')
  await assert.rejects(render('c.mp4', { firstFrame: bad }), { code: 'bad_input' })
  await eventually(() => descendants(process.pid).length === 1)
  const stop = AbortSignal.abort(new Error('no longer wanted'))
  await assert.rejects(renderer.render(clip(join(folder, 'd.mp4')), { signal: stop }), /no longer wanted/)
  await render('e.mp4')
  assert.equal(descendants(process.pid).length, 1)
  renderer.close()
  await eventually(() => !isAlive(one) && !isAlive(two))
  assert.deepEqual(readdirSync(folder).toSorted(), ['a.mp4', 'b.mp4', 'bad.png', 'e.mp4'])
})

test('a process that died while it waited costs no clip', async (t) => {
  const folder = scratch(t)
  const renderer = opened(t)
  await renderer.render(clip(join(folder, 'a.mp4')), {})
  const [waiting] = descendants(process.pid)
  assert.ok(waiting)
  // Nothing is heard of it before the next order is sent.
  process.kill(waiting.pid, 'SIGKILL')
  assert.equal((await renderer.render(clip(join(folder, 'b.mp4')), {})).frames, 24)
  assert.notEqual(descendants(process.pid)[0]?.pid, waiting.pid)
})

test('a process that waits ends with its parent, and does not hold it up', async (t) => {
  const folder = scratch(t)
  const out = join(folder, 'a.mp4')
  const module = new URL('../../src/renderer/kept-processes.ts', import.meta.url).href
  const script = join(folder, 'parent.mjs')
  writeFileSync(
    script,
    `import { openRenderer } from ${JSON.stringify(module)}\nawait openRenderer().render(${JSON.stringify(clip(out))}, {})\n`,
  )
  const parent = spawn(process.execPath, [script], { stdio: 'inherit' })
  t.after(() => parent.kill('SIGKILL'))
  await eventually(() => descendants(parent.pid ?? 0).length > 0)
  const [child] = descendants(parent.pid ?? 0)
  assert.deepEqual(await once(parent, 'exit'), [0, null])
  assert.ok(existsSync(out))
  await eventually(() => child !== undefined && !isAlive(child))
})
