import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Json } from '../../src/lib/json.ts'
import { ownFolder } from '../harness/folder.ts'
import { calm, checkedToEnd, jobFor, startedToken } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

/** Three videos at a provider that had room for the first one. */
async function oneOfThree(context: TestContext) {
  const fake = await new FakeGemini().listen(context)
  const dataDir = await ownFolder(context)
  const open = () => openProvider(ENTRIES.gemini(fake.url), dataDir)
  fake.roomFor = 1
  const provider = open()
  context.after(() => provider.close?.())
  const token = await startedToken(provider, jobFor({ sampleCount: 3 }))
  assert.equal(fake.orders.length, 1)
  const goOn = async (from: Json, by = provider): Promise<Json> => {
    const outcome = await by.check(from, calm())
    assert.ok(outcome.kind === 'running' && outcome.token !== undefined, JSON.stringify(outcome))
    return JSON.parse(JSON.stringify(outcome.token)) as Json
  }
  return { fake, provider, open, token, goOn }
}

test('S7: what found no room at the start is started by later checks, each once', async (context) => {
  const { fake, provider, token, goOn } = await oneOfThree(context)
  const refused = await goOn(await goOn(token))
  assert.equal(fake.orders.length, 1)
  fake.roomFor = 3
  fake.finish()
  const second = await goOn(await goOn(refused))
  assert.equal(fake.orders.length, 2)
  const third = await goOn(await goOn(second))
  assert.equal(fake.orders.length, 3)
  fake.finish()
  const outcome = await checkedToEnd(provider, third)
  assert.ok(outcome.kind === 'done')
  assert.equal(outcome.outputs.length, 3)
  // Each has a seed of its own, or they would be one video three times.
  const seeds = fake.orders.map(({ request }) => JSON.parse(request.body.toString()).parameters.seed)
  assert.deepEqual(seeds, [7, 8, 9])
})

test('S7: a check that is repeated with the same token orders nothing a second time', async (context) => {
  const { fake, token, goOn } = await oneOfThree(context)
  fake.roomFor = 10
  await goOn(token)
  const announced = await goOn(token)
  assert.equal(fake.orders.length, 1)
  await goOn(announced)
  assert.equal(fake.orders.length, 2)
  // The answer to that check was never stored: nobody knows any more what it did.
  await goOn(announced)
  assert.equal(fake.orders.length, 2)
})

test('S7: a process that died before it made the announced call leaves one video less, never one twice', async (context) => {
  const { fake, token, open, goOn } = await oneOfThree(context)
  fake.roomFor = 10
  const announced = await goOn(token)
  const next = open()
  context.after(() => next.close?.())
  const lost = await goOn(announced, next)
  const last = await goOn(await goOn(lost, next), next)
  assert.equal(fake.orders.length, 2)
  fake.finish()
  const outcome = await checkedToEnd(next, last)
  assert.ok(outcome.kind === 'done')
  assert.equal(outcome.outputs.length, 2)
  assert.equal(outcome.filtered?.code, 'outcome_unknown')
})

test('S7: an accepted later start whose answer was lost is not sent again', async (context) => {
  const fake = await new FakeGemini().listen(context)
  const provider = openProvider(ENTRIES.gemini(fake.url), await ownFolder(context))
  context.after(() => provider.close?.())
  fake.losesAnswerOf = 2
  const token = await startedToken(provider, jobFor({ sampleCount: 3 }))
  assert.equal(fake.orders.length, 3)
  fake.finish()
  const outcome = await checkedToEnd(provider, token)
  assert.ok(outcome.kind === 'done')
  assert.equal(outcome.outputs.length, 2)
  assert.equal(fake.orders.length, 3)
})

test('S4: of several reasons the safety filter’s is the one that is told', async (context) => {
  const fake = await new FakeGemini().listen(context)
  const provider = openProvider(ENTRIES.gemini(fake.url), await ownFolder(context))
  context.after(() => provider.close?.())
  const token = await startedToken(provider, jobFor({ sampleCount: 3 }))
  const [first, second, third] = fake.orders
  assert.ok(first && second && third)
  first.state = 'failed'
  Object.assign(second, { state: 'done', delivered: 0 })
  third.state = 'done'
  const outcome = await checkedToEnd(provider, token)
  assert.ok(outcome.kind === 'done')
  assert.equal(outcome.outputs.length, 1)
  assert.equal(outcome.filtered?.code, 'content_filtered')
  assert.deepEqual(outcome.filtered.values, { reason: ['violence', 'child'] })
  assert.match(outcome.filtered.operatorText ?? '', /61493863/)
})
