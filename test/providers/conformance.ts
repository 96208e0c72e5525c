import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { TestContext } from 'node:test'
import { ProviderFault } from '../../src/domain/provider.ts'
import type { CheckOutcome, Provider, ProviderJob } from '../../src/domain/provider.ts'
import type { StoredRequest } from '../../src/domain/video-request.ts'
import { newTaskId } from '../../src/lib/ids.ts'
import type { Json } from '../../src/lib/json.ts'
import { ownFolder } from '../harness/folder.ts'
import type { Fake, Mood } from './fakes/fake.ts'

/** A provider over HTTP, and the fake of its protocol. */
export interface Subject {
  name: string
  fake(): Fake
  /** `url` is the fake's. */
  open(url: string, dataDir: string): Provider
  /** It asks for a result by its own address, which may expire. */
  downloads: boolean
}

export const REQUEST: StoredRequest = {
  model: 'veo3.1-fast-official',
  prompt: 'a lighthouse at night',
  durationSeconds: 8,
  aspectRatio: '16:9',
  resolution: '720p',
  seed: 7,
  sampleCount: 1,
  generateAudio: true,
  personGeneration: 'allow_adult',
  resizeMode: 'pad',
}

export const jobFor = (change: Partial<StoredRequest> = {}): ProviderJob => ({
  taskId: newTaskId(Date.now()),
  request: { ...REQUEST, ...change },
})

/** Never aborted. */
export const calm = () => new AbortController().signal

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** As the database would give it back. */
const stored = (token: Json): Json => JSON.parse(JSON.stringify(token)) as Json

export async function startedToken(provider: Provider, job: ProviderJob): Promise<Json> {
  const outcome = await provider.start(job, calm())
  assert.equal(outcome.kind, 'started', JSON.stringify(outcome))
  assert.ok(outcome.kind === 'started')
  return stored(outcome.token)
}

/** Checks as the flow does: a new token takes the old one's place. */
export async function checkedToEnd(provider: Provider, token: Json): Promise<CheckOutcome> {
  let current = token
  for (let turn = 0; turn < 20; turn += 1) {
    const outcome = await provider.check(current, calm())
    if (outcome.kind !== 'running' || outcome.token === undefined) return outcome
    current = stored(outcome.token)
  }
  return assert.fail('it never came to an end')
}

/** How the task would end: the code of what is missing, and how many videos there are. */
function endOf(outcome: CheckOutcome) {
  assert.notEqual(outcome.kind, 'running')
  if (outcome.kind === 'failed') return { delivered: 0, failure: outcome.failure }
  assert.ok(outcome.kind === 'done')
  return { delivered: outcome.outputs.length, failure: outcome.filtered }
}

const UNKNOWN: readonly Mood[] = [500, 503, 408, 'garbage', 'empty', 'cut']
const NOISE: readonly Mood[] = [500, 503, 429, 401, 403, 404, 'garbage', 'empty', 'cut']
/** Noise that says nothing against the provider: a quota, and an operation that is lost. */
const NO_FAULT: ReadonlySet<Mood> = new Set([429, 404])

export function providerConformance(subject: Subject): void {
  async function open(context: TestContext) {
    const fake = await subject.fake().listen(context)
    const dataDir = await ownFolder(context)
    const provider = subject.open(fake.url, dataDir)
    context.after(() => provider.close?.())
    return { fake, provider, dataDir }
  }

  async function done(context: TestContext, change: Partial<StoredRequest> = {}) {
    const opened = await open(context)
    const token = await startedToken(opened.provider, jobFor(change))
    opened.fake.finish()
    return { ...opened, token }
  }

  describe(`${subject.name}: a task from start to end`, () => {
    test('it runs, is done, can be looked at and opened again and again, and is forgotten', async (context) => {
      const { fake, provider } = await open(context)
      const token = await startedToken(provider, jobFor())
      const running = await provider.check(token, calm())
      assert.ok(running.kind === 'running' && running.checkAfterMs > 0)
      fake.finish()
      for (let turn = 0; turn < 2; turn += 1) {
        const outcome = await provider.check(token, calm())
        assert.ok(outcome.kind === 'done')
        assert.equal(outcome.filtered, undefined)
        const [output] = outcome.outputs
        assert.ok(output)
        assert.equal(output.contentType, 'video/mp4')
        for (let again = 0; again < 2; again += 1) {
          assert.deepEqual(await bytesOf(await output.open(calm())), fake.video)
        }
      }
      await provider.forget?.(token)
      await provider.forget?.(token)
      assert.equal(fake.starts().length, fake.orders.length)
    })

    test('S11: another process with nothing but the token follows it to its end', async (context) => {
      const { fake, token } = await done(context)
      const other = subject.open(fake.url, await ownFolder(context))
      context.after(() => other.close?.())
      // Tokens of another provider that once had this name are none of its business.
      await other.keepOnly?.([token, { somebody: 'else' }, 'x'])
      const outcome = await other.check(token, calm())
      assert.ok(outcome.kind === 'done')
      const [output] = outcome.outputs
      assert.ok(output)
      assert.deepEqual(await bytesOf(await output.open(calm())), fake.video)
    })

    test('as many videos as were asked for', async (context) => {
      const { provider, token, fake } = await done(context, { sampleCount: 3 })
      const outcome = await provider.check(token, calm())
      assert.equal(endOf(outcome).delivered, 3)
      assert.equal(
        fake.orders.reduce((sum, { samples }) => sum + samples, 0),
        3,
      )
    })
  })

  describe(`${subject.name}: a start that fails`, () => {
    test('too many requests: nothing was accepted, and the time it names is kept', async (context) => {
      const { fake, provider } = await open(context)
      fake.onStart = 429
      fake.retryAfter = '17'
      const outcome = await provider.start(jobFor(), calm())
      assert.ok(outcome.kind === 'busy')
      assert.equal(outcome.retryAfterMs, 17_000)
      assert.equal(outcome.isFault, undefined)
      assert.equal(fake.orders.length, 0)
    })

    test('a wrong key is the operator’s matter: the task waits, longer each time', async (context) => {
      const { fake, provider } = await open(context)
      const waits: number[] = []
      for (const status of [401, 403, 401]) {
        fake.onStart = status
        const outcome = await provider.start(jobFor(), calm())
        assert.ok(outcome.kind === 'busy' && outcome.isFault)
        waits.push(outcome.retryAfterMs)
      }
      assert.deepEqual(
        waits,
        [...new Set(waits)].sort((a, b) => a - b),
      )
      fake.onStart = 'ok'
      await startedToken(provider, jobFor())
    })

    test('a request it does not take is refused; an address it does not have is not the caller’s fault', async (context) => {
      const { fake, provider } = await open(context)
      fake.onStart = 400
      const refused = await provider.start(jobFor(), calm())
      assert.ok(refused.kind === 'refused')
      assert.equal(refused.failure.code, 'provider_refused')
      assert.match(refused.failure.operatorText ?? '', /HTTP 400.*as the fake was told/)
      fake.onStart = 404
      const gone = await provider.start(jobFor(), calm())
      assert.ok(gone.kind === 'refused')
      assert.equal(gone.failure.code, 'provider_failed')
    })

    for (const mood of UNKNOWN) {
      test(`S7: ${mood} says nothing about whether it was accepted`, async (context) => {
        const { fake, provider } = await open(context)
        fake.onStart = mood
        await assert.rejects(provider.start(jobFor(), calm()), ProviderFault)
      })
    }

    test('S7: an accepted start whose answer is lost is unknown, and sent again only where that costs nothing', async (context) => {
      const { fake, provider } = await open(context)
      const job = jobFor()
      fake.loseAnswers = true
      await assert.rejects(provider.start(job, calm()))
      assert.equal(fake.orders.length, 1)
      fake.loseAnswers = false
      if (!provider.startIsRepeatable) return
      const token = await startedToken(provider, job)
      fake.finish()
      assert.equal(endOf(await provider.check(token, calm())).delivered, 1)
      assert.equal(fake.orders.length, 1)
    })

    test('nobody listens there: nothing was sent, so the task waits', async (context) => {
      const { fake, provider } = await open(context)
      fake.close()
      const outcome = await provider.start(jobFor(), calm())
      assert.ok(outcome.kind === 'busy' && outcome.isFault)
      assert.ok(outcome.retryAfterMs > 0)
    })

    test('no answer: the signal ends the wait with its own reason', async (context) => {
      const { fake, provider } = await open(context)
      fake.onStart = 'hang'
      const stop = new AbortController()
      const starting = provider.start(jobFor(), stop.signal)
      stop.abort(new Error('stopped by the test'))
      await assert.rejects(starting, /stopped by the test/)
    })
  })

  describe(`${subject.name}: a check that fails`, () => {
    test('S8: every kind of noise is an error, starts nothing, and the task is followed when it is over', async (context) => {
      const { fake, provider, token } = await done(context)
      for (const mood of NOISE) {
        fake.onCheck = mood
        const found = await provider.check(token, calm()).catch((error: unknown) => error)
        assert.ok(found instanceof Error, `${mood} was taken for an answer`)
        assert.equal(found instanceof ProviderFault, !NO_FAULT.has(mood), `${mood}: ${found}`)
      }
      fake.onCheck = 'hang'
      const stop = new AbortController()
      const checking = provider.check(token, stop.signal)
      stop.abort(new Error('stopped by the test'))
      await assert.rejects(checking, /stopped by the test/)
      fake.onCheck = 'ok'
      assert.equal(endOf(await provider.check(token, calm())).delivered, 1)
      assert.equal(fake.starts().length, 1)
    })

    test('an operation that ended without a video is a failure, not noise', async (context) => {
      const { fake, provider } = await open(context)
      const token = await startedToken(provider, jobFor())
      fake.finish({ state: 'failed' })
      const end = endOf(await provider.check(token, calm()))
      assert.deepEqual([end.delivered, end.failure?.code], [0, 'provider_failed'])
    })

    test('S4: the filter took all: nothing is delivered, and it is said why', async (context) => {
      const { fake, provider } = await open(context)
      const token = await startedToken(provider, jobFor())
      fake.finish({ delivered: 0 })
      const end = endOf(await provider.check(token, calm()))
      assert.deepEqual([end.delivered, end.failure?.code], [0, 'content_filtered'])
    })

    test('S4: the filter took 1 of 2: the other one is delivered, and it is said why', async (context) => {
      const { fake, provider } = await open(context)
      const token = await startedToken(provider, jobFor({ sampleCount: 2 }))
      const [first] = fake.orders
      assert.ok(first)
      Object.assign(first, { state: 'done', delivered: first.samples - 1 })
      fake.finish()
      const end = endOf(await provider.check(token, calm()))
      assert.deepEqual([end.delivered, end.failure?.code], [1, 'content_filtered'])
    })
  })

  if (!subject.downloads) return
  describe(`${subject.name}: a result that can’t be had`, () => {
    test('no answer: the signal ends the wait with its own reason', async (context) => {
      const { fake, provider, token } = await done(context)
      const outcome = await provider.check(token, calm())
      assert.ok(outcome.kind === 'done')
      fake.onDownload = 'hang'
      const stop = new AbortController()
      const opening = outcome.outputs[0]?.open(stop.signal)
      stop.abort(new Error('stopped by the test'))
      await assert.rejects(async () => opening, /stopped by the test/)
    })

    for (const mood of [404, 410, 500, 'cut', 'empty', 'garbage'] as const) {
      test(`S12: the download answers ${mood}, and comes later`, async (context) => {
        const { fake, provider, token } = await done(context)
        const outcome = await provider.check(token, calm())
        assert.ok(outcome.kind === 'done')
        const [output] = outcome.outputs
        assert.ok(output)
        fake.onDownload = mood
        await assert.rejects(async () => bytesOf(await output.open(calm())))
        fake.onDownload = 'ok'
        assert.deepEqual(await bytesOf(await output.open(calm())), fake.video)
      })
    }
  })
}
