import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { startRender } from '../../src/renderer/render-process.ts'
import { clip, probe, scratch, streamOf } from './probe.ts'

/** Long enough that nothing below can race with its end. */
const LONG = { seconds: 60, width: 640, height: 360 }

test('a clip rendered in a process of its own is reported, with its progress', async (t) => {
  const out = join(scratch(t), 'a.mp4')
  const seen: number[] = []
  const report = await startRender(clip(out, { audio: true }), { onProgress: (share) => seen.push(share) })
  // The set-up is work too, and heard of before the first frame.
  assert.ok(seen.length > 24 && seen.every((share, i) => share > (seen[i - 1] ?? 0)))
  assert.equal(seen.at(-1), 1)
  assert.equal(report.out, out)
  assert.equal(streamOf(probe(out), 'video')['nb_read_frames'], '24')
})

for (const ffmpeg of [undefined, null]) {
  const choice = ffmpeg === null ? { ffmpeg } : {}

  test(`an abort kills everything and leaves no file (${ffmpeg === null ? 'registry' : 'ffmpeg'})`, async (t) => {
    const folder = scratch(t)
    const stop = new AbortController()
    const reason = new Error('no longer wanted')
    let pids: number[] = []
    const rendering = startRender(clip(join(folder, 'a.mp4'), { ...LONG, ...choice }), {
      signal: stop.signal,
      onProgress(share) {
        if (share < 0.16 || pids.length > 0) return
        pids = childrenOf(process.pid)
        stop.abort(reason)
      },
    })
    await assert.rejects(rendering, reason)
    assert.deepEqual(readdirSync(folder), [])
    assert.ok(pids.length > 0)
    await allGone(pids)
  })
}

test('a signal that is aborted already starts nothing', async (t) => {
  const folder = scratch(t)
  const reason = new Error('too late')
  const rendering = startRender(clip(join(folder, 'a.mp4')), { signal: AbortSignal.abort(reason) })
  await assert.rejects(rendering, reason)
  assert.deepEqual(readdirSync(folder), [])
})

test('a deadline ends a clip as a RenderError and leaves no file', async (t) => {
  const folder = scratch(t)
  const rendering = startRender(clip(join(folder, 'a.mp4'), LONG), { deadlineMs: 700 })
  await assert.rejects(rendering, { name: 'RenderError', code: 'deadline' })
  assert.deepEqual(readdirSync(folder), [])
})

test('a crash of the child rejects only its own clip', async (t) => {
  const folder = scratch(t)
  const other = startRender(clip(join(folder, 'b.mp4'), { seconds: 2 }), {})
  const before = childrenOf(process.pid)
  let mine: number[] = []
  const crashing = startRender(clip(join(folder, 'a.mp4'), LONG), {
    onProgress(share) {
      if (share < 0.16) return
      for (const pid of mine) process.kill(pid, 'SIGKILL')
    },
  })
  mine = childrenOf(process.pid).filter((pid) => !before.includes(pid))
  assert.equal(mine.length, 1)
  await assert.rejects(crashing, { name: 'RenderError', code: 'crashed' })
  assert.equal((await other).frames, 48)
  assert.deepEqual(readdirSync(folder), ['b.mp4'])
})

test('what the child refuses arrives with its code and the operator text', async (t) => {
  const folder = scratch(t)
  const bad = join(folder, 'bad.png')
  writeFileSync(bad, 'no picture')
  await assert.rejects(startRender(clip(join(folder, 'a.mp4'), { firstFrame: bad }), {}), (error: Error) => {
    assert.equal(Reflect.get(error, 'code'), 'bad_input')
    assert.match(String(Reflect.get(error, 'operatorText')), /unsupported image format/i)
    return true
  })
  const nowhere = startRender(clip(join(folder, 'none', 'a.mp4')), {})
  await assert.rejects(nowhere, { name: 'RenderError', code: 'encoder' })
})

test('when the parent is killed, the child and its ffmpeg end too', async (t) => {
  const folder = scratch(t)
  mkdirSync(join(folder, 'out'))
  const script = join(folder, 'parent.mjs')
  const module = new URL('../../src/renderer/render-process.ts', import.meta.url).href
  const spec = JSON.stringify(clip(join(folder, 'out', 'a.mp4'), LONG))
  const told = "onProgress: (share) => { if (share > 0.16) process.stdout.write('going') }"
  writeFileSync(
    script,
    `import { startRender } from ${JSON.stringify(module)}\nawait startRender(${spec}, { ${told} })\n`,
  )
  const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => parent.kill('SIGKILL'))
  await new Promise((resolve) => parent.stdout.once('data', resolve))
  const children = childrenOf(parent.pid ?? 0)
  const all = [...children, ...children.flatMap(childrenOf)]
  assert.equal(all.length, 2, 'the child and ffmpeg')
  parent.kill('SIGKILL')
  await allGone(all)
  assert.ok(!existsSync(join(folder, 'out', 'a.mp4')))
})

function childrenOf(pid: number): number[] {
  // ps itself is a child while it looks, and exits with 1 when there are none.
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).split('\n')
  const cells = rows.map((row) => row.trim().split(/\s+/))
  return cells.filter(([, parent, name]) => Number(parent) === pid && name !== 'ps').map(([own]) => Number(own))
}

/** Waits until none of the processes runs any more; the runner's own limit ends a wait in vain. */
async function allGone(pids: number[]): Promise<void> {
  const running = (): boolean => {
    const rows = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' }).split('\n')
    return rows.some((row) => {
      const [pid, state] = row.trim().split(/\s+/)
      return pids.includes(Number(pid)) && !state?.startsWith('Z')
    })
  }
  while (running()) await setImmediate()
}
