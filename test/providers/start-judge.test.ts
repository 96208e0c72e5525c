import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openLog } from '../../src/lib/log.ts'
import { problemOf, StartJudge } from '../../src/providers/problem.ts'
import { ownFolder } from '../harness/folder.ts'
import { calm, jobFor } from './conformance.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

const judge = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new StartJudge('veo', openLog('silent')).judge(problemOf({ status, headers, text: JSON.stringify(body) }))

const google = (status: string, more: object = {}) => ({ error: { code: 0, message: 'because', status, ...more } })

describe('what an answer to a start says', () => {
  const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '41.5s' }]
  const TABLE: [name: string, outcome: () => ReturnType<typeof judge>, expected: object][] = [
    [
      'quota, with Google’s own delay',
      () => judge(429, google('RESOURCE_EXHAUSTED', { details })),
      { kind: 'busy', retryAfterMs: 41_500 },
    ],
    ['quota under another status', () => judge(403, google('RESOURCE_EXHAUSTED')), { kind: 'busy' }],
    [
      'an endless delay is cut to an hour',
      () => judge(429, {}, { 'retry-after': '864000' }),
      { kind: 'busy', retryAfterMs: 3_600_000 },
    ],
    [
      'a delay as a date, by the clock of the one who sends it',
      () => judge(429, {}, { date: 'Sun, 06 Nov 1994 08:49:37 GMT', 'retry-after': 'Sun, 06 Nov 1994 08:51:07 GMT' }),
      { kind: 'busy', retryAfterMs: 90_000 },
    ],
    [
      'a date far away is cut to an hour, also without a clock to compare it with',
      () => judge(429, {}, { 'retry-after': 'Fri, 31 Dec 2100 23:59:59 GMT' }),
      { kind: 'busy', retryAfterMs: 3_600_000 },
    ],
    [
      'a date that is past says nothing',
      () => judge(429, {}, { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }),
      { kind: 'busy', retryAfterMs: 2000 },
    ],
    [
      'a date that is past gives way to Google’s own delay',
      () => judge(429, google('RESOURCE_EXHAUSTED', { details }), { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }),
      { kind: 'busy', retryAfterMs: 41_500 },
    ],
    [
      'nonsense says nothing',
      () => judge(429, {}, { 'retry-after': 'soon, GMT' }),
      { kind: 'busy', retryAfterMs: 2000 },
    ],
    [
      'an empty account there',
      () => judge(402, { error: { code: 402, message: 'x', type: 'payment_required' } }),
      { kind: 'busy' },
    ],
    ['an address that moved', () => judge(301, ''), { kind: 'busy' }],
    [
      'an error inside a list',
      () => judge(400, [google('INVALID_ARGUMENT')]),
      { kind: 'refused', code: 'provider_refused' },
    ],
    [
      'a project that is not set up',
      () => judge(400, google('FAILED_PRECONDITION')),
      { kind: 'refused', code: 'provider_failed' },
    ],
    ['a model that was retired', () => judge(404, google('NOT_FOUND')), { kind: 'refused', code: 'provider_failed' }],
    [
      'a prompt that the filter takes before anything is made',
      () =>
        judge(400, {
          error: {
            status: 'INVALID_ARGUMENT',
            message:
              "The prompt could not be submitted. It contains words that violate Google's Responsible AI practices. Support codes: 90789179",
          },
        }),
      { kind: 'refused', code: 'content_filtered', reason: ['sexual'] },
    ],
    ['no JSON at all', () => judge(400, undefined), { kind: 'refused', code: 'provider_refused' }],
  ]
  for (const [name, ask, expected] of TABLE) {
    test(name, () => {
      const outcome = ask()
      const told =
        outcome.kind === 'busy'
          ? outcome
          : { kind: outcome.kind, code: outcome.failure.code, reason: outcome.failure.values?.['reason'] }
      for (const [field, value] of Object.entries(expected)) assert.deepEqual(Reflect.get(told, field), value, field)
    })
  }

  for (const status of [500, 502, 503, 504, 408]) {
    test(`S7: HTTP ${status} says nothing about whether it was accepted`, () => {
      assert.throws(() => judge(status, google('UNAVAILABLE')), new RegExp(`HTTP ${status}`))
    })
  }
})

test('https to a server that speaks plain http: nothing was sent, so the task waits', async (context) => {
  const fake = await new FakeVertex().listen(context)
  const url = fake.url.replace('http:', 'https:')
  const provider = openProvider(ENTRIES.vertex(url), await ownFolder(context))
  context.after(() => provider.close?.())
  assert.equal((await provider.start(jobFor(), calm())).kind, 'busy')
  assert.equal(fake.requests.length, 0)
})
