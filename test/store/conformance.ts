import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Store } from '../../src/store/store.ts'

/** Opens an empty store; `leftovers` names everything in it that no finished `put` accounts for. */
export type OpenStore = (
  context: TestContext,
) => Promise<{ store: Store; leftovers: (known: readonly string[]) => Promise<string[]> }>

const NAME = 'abcdef.mp4'
const never = () => new AbortController().signal

async function bytesOf(
  store: Store,
  name: string,
  range?: { start: number; end: number },
): Promise<string | undefined> {
  const content = await store.open(name, range)
  return content === undefined ? undefined : (await buffer(content)).toString()
}

/** A stream that gives some bytes and then breaks. */
function breaking(): Readable {
  return Readable.from(
    (function* () {
      yield Buffer.from('half of it')
      throw new Error('the source broke')
    })(),
  )
}

/** What every driver of the store must do. */
export function testStore(driver: string, open: OpenStore): void {
  const testOn: TestOn = (title, body) => void test(`${driver}: ${title}`, async (context) => body(await open(context)))

  testPut(testOn)
  testReadAndDelete(testOn)
}

type TestOn = (title: string, body: (opened: Awaited<ReturnType<OpenStore>>) => Promise<void>) => void

function testPut(testOn: TestOn): void {
  testOn('what was put is read back whole, with its size and SHA-256', async ({ store, leftovers }) => {
    const content = randomBytes(3_000_000)
    const chunks = Array.from({ length: 30 }, (_, index) => content.subarray(index * 100_000, (index + 1) * 100_000))
    const stored = await store.put(NAME, Readable.from(chunks), never())
    assert.deepEqual(stored, { bytes: 3_000_000, sha256: createHash('sha256').update(content).digest('hex') })
    const read = await store.open(NAME)
    assert.ok(read && content.equals(await buffer(read)))
    assert.deepEqual(await leftovers([NAME]), [])
  })

  testOn('putting a name again replaces the file whole', async ({ store }) => {
    await store.put(NAME, Readable.from([Buffer.from('the first, longer one')]), never())
    await store.put(NAME, Readable.from([Buffer.from('second')]), never())
    assert.equal(await bytesOf(store, NAME), 'second')
  })

  testOn('a source that breaks leaves no file', async ({ store, leftovers }) => {
    await assert.rejects(store.put(NAME, breaking(), never()), /the source broke/)
    assert.equal(await store.open(NAME), undefined)
    assert.deepEqual(await leftovers([]), [])
  })

  testOn('a source that breaks leaves the file that was there before as it was', async ({ store, leftovers }) => {
    await store.put(NAME, Readable.from([Buffer.from('old')]), never())
    await assert.rejects(store.put(NAME, breaking(), never()), /the source broke/)
    assert.equal(await bytesOf(store, NAME), 'old')
    assert.deepEqual(await leftovers([NAME]), [])
  })

  testOn('an abort in the middle leaves no file, and lets go of the source', async ({ store, leftovers }) => {
    const abort = new AbortController()
    const source = new PassThrough()
    source.write('half of it')
    const putting = store.put(NAME, source, abort.signal)
    abort.abort(new Error('enough'))
    await assert.rejects(putting, { name: 'AbortError' })
    assert.equal(source.destroyed, true)
    assert.equal(await store.open(NAME), undefined)
    assert.deepEqual(await leftovers([]), [])
  })

  testOn('an abort before the beginning leaves no file, and lets go of the source', async ({ store, leftovers }) => {
    const source = new PassThrough()
    await assert.rejects(store.put(NAME, source, AbortSignal.abort()), { name: 'AbortError' })
    assert.equal(source.destroyed, true)
    assert.deepEqual(await leftovers([]), [])
  })

  testOn('nobody can open a file that is still being written', async ({ store }) => {
    const source = new PassThrough()
    const putting = store.put(NAME, source, never())
    // Larger than every buffer on the way, so that bytes have left the source for certain when it has drained.
    const large = randomBytes(500_000)
    if (!source.write(large)) await new Promise((resolve) => source.once('drain', resolve))
    assert.equal(await store.open(NAME), undefined)
    source.end()
    await putting
    const read = await store.open(NAME)
    assert.ok(read && large.equals(await buffer(read)))
  })

  testOn('two puts of one name at the same time leave one of them whole', async ({ store, leftovers }) => {
    const [one, two] = ['1', '2'].map((digit) => digit.repeat(400_000))
    const source = new PassThrough()
    const slow = store.put(NAME, source, never())
    source.write(one)
    const quick = await store.put(NAME, Readable.from([Buffer.from(two ?? '')]), never())
    assert.equal(await bytesOf(store, NAME), two)
    assert.equal(quick.bytes, 400_000)
    source.end()
    await slow
    assert.equal(await bytesOf(store, NAME), one)
    assert.deepEqual(await leftovers([NAME]), [])
  })

  testOn('nothing at all is stored as nothing at all', async ({ store }) => {
    const stored = await store.put(NAME, Readable.from([]), never())
    assert.deepEqual(stored, { bytes: 0, sha256: createHash('sha256').digest('hex') })
    assert.equal(await bytesOf(store, NAME), '')
  })
}

function testReadAndDelete(testOn: TestOn): void {
  testOn('a range has both its ends', async ({ store }) => {
    await store.put(NAME, Readable.from([Buffer.from('0123456789')]), never())
    assert.equal(await bytesOf(store, NAME, { start: 0, end: 0 }), '0')
    assert.equal(await bytesOf(store, NAME, { start: 2, end: 5 }), '2345')
    assert.equal(await bytesOf(store, NAME, { start: 9, end: 9 }), '9')
    assert.equal(await bytesOf(store, NAME, { start: 0, end: 9 }), '0123456789')
  })

  testOn('a name that was never put is nothing, not an error', async ({ store }) => {
    assert.equal(await store.open('zzzzzz.mp4'), undefined)
    await store.delete('zzzzzz.mp4')
  })

  testOn('a deleted file is gone, others stay, and deleting it again is no error', async ({ store, leftovers }) => {
    for (const name of [NAME, `${NAME}x`, 'abother.mp4'])
      await store.put(name, Readable.from([Buffer.from(name)]), never())
    await store.delete(NAME)
    await store.delete(NAME)
    assert.equal(await store.open(NAME), undefined)
    for (const name of [`${NAME}x`, 'abother.mp4']) assert.equal(await bytesOf(store, name), name)
    assert.deepEqual(await leftovers([`${NAME}x`, 'abother.mp4']), [])
  })

  testOn('a reader that was there first reads to the end of what it opened', async ({ store }) => {
    const old = randomBytes(1_000_000)
    await store.put(NAME, Readable.from([old]), never())
    const reading = await store.open(NAME)
    await store.put(NAME, Readable.from([Buffer.from('new')]), never())
    await store.delete(NAME)
    assert.ok(reading && old.equals(await buffer(reading)))
  })
}
