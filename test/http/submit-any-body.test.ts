import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { ERROR_CODES } from '../../src/domain/errors.ts'
import { submitBody } from '../../src/http/surfaces/family/schemas.ts'
import { SUBMIT } from '../harness/api.ts'
import { assertProblem, dataUrl, startWithUpstream, traces } from './fixture.ts'

const PICTURE = await dataUrl(16, 16)

const TEXTS = ['', ' ', '8', 'true', '4k', '16:9', '9:16', '1:1', 'crop', 'disallow', 'ja', 'x', 'ftp://a', PICTURE]
const VALUES = [...TEXTS, 0, 4, 8, -1, 1.5, 2 ** 32, true, false, null, [], {}, [PICTURE], [[PICTURE]]]

// Nothing here may become an address that the server would fetch.
const harmless = (value: unknown) => !/https?:/i.test(JSON.stringify(value))

const value = fc.oneof(
  fc.constantFrom<unknown>(...VALUES),
  fc.jsonValue(),
  fc.array(fc.record({ url: fc.constantFrom<unknown>(...VALUES), role: fc.constantFrom<unknown>('first_frame', 'x') })),
)
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...Object.keys(submitBody.shape)) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'n') },
  { weight: 1, arbitrary: fc.string() },
)
const nearlyGood = fc.array(fc.tuple(name, value), { maxLength: 4 }).map((changes) => ({
  ...SUBMIT,
  ...Object.fromEntries(changes),
}))
const body = fc
  .oneof({ weight: 4, arbitrary: nearlyGood }, { weight: 1, arbitrary: fc.jsonValue() })
  .filter((given) => harmless(given))

test('any JSON body is accepted or refused with a documented 400, and a refusal leaves nothing behind', async (context) => {
  const server = await startWithUpstream(context, { checkAfterMs: 60_000 })
  // What is accepted stays where it is, so that only a refusal could change anything.
  server.upstream.finishAtOnce = false
  const { api } = await server.newCaller(1_000_000)
  const types = new Set<string>(Object.values(ERROR_CODES).map(({ type }) => type))
  const outcomes = { accepted: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (given, withKey) => {
      const before = await traces(server, api)
      const headers = withKey ? { 'idempotency-key': crypto.randomUUID() } : {}
      const answer = await api.submit(JSON.stringify(given), headers)
      if (answer.status === 200) {
        outcomes.accepted += 1
        assert.match(answer.body.data[0].task_id, /^task_[0-9A-HJKMNP-TV-Z]{26}$/)
        return
      }
      outcomes.refused += 1
      assertProblem(answer, { status: 400, type: 'invalid_request_error' })
      assert.ok(types.has(answer.body.error.type))
      assert.deepEqual(await traces(server, api), before)
    }),
    { numRuns: 300 },
  )
  // The bodies are neither all good nor all bad.
  assert.ok(outcomes.accepted > 10 && outcomes.refused > 50, JSON.stringify(outcomes))
})
