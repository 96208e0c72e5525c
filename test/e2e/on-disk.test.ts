import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { SUBMIT } from '../harness/api.ts'
import { ownFolder } from '../harness/folder.ts'
import { runCli, serverEnv, startServer } from '../harness/process.ts'
import { tool } from '../harness/tools.ts'
import { Upstream } from '../harness/upstream.ts'

const TIMEOUT = { timeout: 60_000 }
const PARALLEL = 64

test('a submit that was answered survives kill -9, whatever else was under way', TIMEOUT, async (context) => {
  const upstream = await Upstream.open(context)
  upstream.finishAtOnce = false
  const dataDir = await ownFolder(context)
  const first = await startServer(context, { dataDir, upstream: upstream.url })
  const answered: string[] = []
  const submits = Array.from({ length: PARALLEL }, async (_, seed) => {
    const answer = await first.api.submit({ ...SUBMIT, seed }).catch(() => undefined)
    // An answer counts only when it has arrived whole.
    if (answer === undefined) return
    answered.push(answer.body.data[0].task_id as string)
    if (answered.length === PARALLEL / 8) void first.kill()
  })
  await Promise.all(submits)
  await first.program.finished
  assert.ok(answered.length >= PARALLEL / 8)

  upstream.finishAtOnce = true
  upstream.finish()
  const next = await startServer(context, { dataDir, upstream: upstream.url }, first.api.key)
  for (const id of answered) assert.equal((await next.api.task(id)).id, id)
  const verified = await runCli(context, { args: ['ledger', 'verify'], env: serverEnv(dataDir) })
  assert.equal(verified.code, 0, verified.stdout)
})

/** One system call of the server. `began` and `ended` are line numbers of the trace: what ended before another began came first. */
interface Call {
  name: string
  file: string
  data: string
  ok: boolean
  began: number
  ended: number
}

const STARTED = /^(\d+) +(\w+)\(\d+<([^>]*)>(.*)$/
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/
const UNFINISHED = ' <unfinished ...>'
const RESULT = / = (-?\d+)(?: \w+ \([^)]*\))?$/

/** Reads what strace wrote. A call that another thread interrupted stands on two lines, which are joined here. */
async function readTrace(file: string): Promise<Call[]> {
  const calls: Call[] = []
  const open = new Map<string, Call>()
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1
    const resumed = RESUMED.exec(text)
    const started = resumed === null ? STARTED.exec(text) : null
    if (resumed !== null) {
      const [, thread = '', name = '', rest = ''] = resumed
      const call = open.get(thread)
      if (call === undefined) continue
      assert.equal(call.name, name, `line ${line}: another call was resumed than was interrupted`)
      open.delete(thread)
      Object.assign(call, { data: call.data + rest, ok: Number(RESULT.exec(rest)?.[1] ?? -1) >= 0, ended: line })
    } else if (started !== null) {
      const [, thread = '', name = '', file = '', rest = ''] = started
      const unfinished = rest.endsWith(UNFINISHED)
      const ok = !unfinished && Number(RESULT.exec(rest)?.[1] ?? -1) >= 0
      const call = { name, file, data: rest, ok, began: line, ended: unfinished ? Infinity : line }
      calls.push(call)
      if (unfinished) open.set(thread, call)
    } else {
      // Signals and ends of threads; anything else would be a call that this reader does not understand.
      assert.match(text, /^\d+ +(\+\+\+|---|\w+\(\d+[,)]|\w+\(\d+ <unfinished)/, `line ${line} of the trace: ${text}`)
    }
  }
  return calls
}

const WRITES: ReadonlySet<string> = new Set(['write', 'writev', 'pwrite64', 'pwritev', 'sendto', 'sendmsg'])
const SYNCS: ReadonlySet<string> = new Set(['fdatasync', 'fsync'])

test(
  'no submit is answered before the log that holds its task has been synced to the disk',
  TIMEOUT,
  async (context) => {
    const upstream = await Upstream.open(context)
    upstream.finishAtOnce = false
    const dataDir = await ownFolder(context)
    const trace = join(dataDir, 'trace.txt')
    const syscalls = [...WRITES, ...SYNCS].join(',')
    // -D: strace stands aside, so that the process we start and end is the server itself.
    const under = [tool('strace'), '-D', '-f', '-y', '-s', '65536', '-e', `trace=${syscalls}`, '-o', trace]
    const server = await startServer(context, { dataDir, upstream: upstream.url, under })
    // Some alone, and some that share a commit.
    const ids = [await server.api.submitted(), await server.api.submitted()]
    ids.push(...(await Promise.all(Array.from({ length: 16 }, (_, seed) => server.api.submitted({ ...SUBMIT, seed })))))
    server.program.child.kill('SIGTERM')
    await server.program.finished

    const calls = await readTrace(trace)
    const toLog = (call: Call) => call.file.endsWith('/reelgate.db-wal')
    for (const id of ids) {
      const holdsId = calls.filter((call) => WRITES.has(call.name) && call.data.includes(id))
      // The answer: the first write to a socket that isn't the upstream's, which hears of the task only after that.
      const answer = holdsId.find((call) => /^(socket|TCP)/.test(call.file) && call.data.includes('task_id'))
      assert.ok(answer !== undefined, `the answer with ${id} is in the trace`)
      const logged = holdsId.filter((call) => toLog(call) && call.began < answer.began)
      assert.ok(logged.length > 0, `${id} was in the log before it was answered`)
      for (const write of logged) {
        const synced = calls.some(
          (call) =>
            SYNCS.has(call.name) && toLog(call) && call.ok && call.began > write.ended && call.ended < answer.began,
        )
        assert.ok(write.ok && synced, `the log was synced between its write of ${id} and the answer`)
      }
    }
  },
)
