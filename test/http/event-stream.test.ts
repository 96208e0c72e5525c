import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { EventStream } from '../../src/http/event-stream.ts'
import { eventually } from '../harness/wait.ts'

const unexpected = (error: unknown) => assert.ifError(error)

/** A reader who takes one write at a time, when the test says so. */
function slowReader() {
  const taken: string[] = []
  let release: (() => void) | undefined
  const out = new Writable({
    highWaterMark: 1,
    write: (chunk, _encoding, done) => {
      taken.push(String(chunk))
      release = done
    },
  })
  const take = () => {
    const done = release
    release = undefined
    done?.()
  }
  return { out, taken, take }
}

test('a reader who takes nothing has one event waiting at most, and is told the newest state next, not each one between', async () => {
  const { out, taken, take } = slowReader()
  let state = 0
  let looks = 0
  const look = async () => {
    looks += 1
    return { id: `id-${state}`, text: String(state), isFinal: state === 1000 }
  }
  const stream = new EventStream(out, { event: 'task', look, failed: unexpected })
  for (state = 0; state < 500; state += 1) {
    stream.changed()
    stream.beat()
  }
  await new Promise(setImmediate)
  assert.deepEqual(taken, ['retry: 2000\n\n'])
  assert.equal(out.writableLength, taken[0]?.length)
  assert.equal(looks, 0)

  take()
  await eventually(() => taken.length === 2)
  assert.equal(taken[1], 'event: task\nid: id-500\ndata: 500\n\n')
  for (state = 501; state < 1000; state += 1) stream.changed()
  stream.changed()
  take()
  await eventually(() => taken.length === 3)
  assert.equal(taken[2], 'event: task\nid: id-1000\ndata: 1000\n\n')
  assert.equal(looks, 2)
  take()
  await eventually(() => out.writableFinished)
})

test('a change that comes while the state is looked up is not lost, and what was told is not told again', async () => {
  const { out, taken, take } = slowReader()
  const looking: PromiseWithResolvers<string>[] = []
  const look = async () => {
    const one = Promise.withResolvers<string>()
    looking.push(one)
    const text = await one.promise
    return { id: text, text, isFinal: text === 'end' }
  }
  const stream = new EventStream(out, { event: 'task', look, lastId: 'seen', failed: unexpected })
  take()
  stream.changed()
  await eventually(() => looking.length === 1)
  stream.changed()
  looking[0]?.resolve('seen')
  await eventually(() => looking.length === 2)
  assert.equal(taken.length, 1)
  looking[1]?.resolve('end')
  await eventually(() => taken.length === 2)
  take()
  await eventually(() => out.writableFinished)
  assert.match(taken[1] ?? '', /^id: end$/m)
})

test('a state that can not be looked up ends the stream, so that its reader comes again', async () => {
  const { out, take } = slowReader()
  const told: unknown[] = []
  const look = () => Promise.reject(new Error('the database is closed'))
  const stream = new EventStream(out, { event: 'task', look, failed: (error) => told.push(error) })
  take()
  stream.changed()
  await eventually(() => out.writableFinished)
  assert.equal(told.length, 1)
})
