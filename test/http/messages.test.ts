import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { ERROR_CODES, FAILURE_CODES, type ErrorCode, type FailureCode } from '../../src/domain/errors.ts'
import { errorText, failureText, LANGUAGES, pickLanguage, type Language } from '../../src/http/messages/catalogue.ts'
import { en } from '../../src/http/messages/en.ts'
import { ja } from '../../src/http/messages/ja.ts'
import { ko } from '../../src/http/messages/ko.ts'
import { zh } from '../../src/http/messages/zh.ts'

const ERRORS = Object.keys(ERROR_CODES) as ErrorCode[]
const FAILURES = Object.keys(FAILURE_CODES) as FailureCode[]
const EVERY = { zh, en, ja, ko }

/** A value for every place in every sentence. */
const VALUES = {
  expected: 'integer',
  example: 8,
  allowed: ['4', '6', '8'],
  min: 0,
  max: 4000,
  actual: 5000,
  alias: 'size',
  model: 'veo3.1-fast-official',
  given: 'veo9',
  word: 'woman',
  host: '10.0.0.1',
  status: 404,
  seconds: 12,
  max_mb: 20,
  max_mp: 50,
  needed_usd: '0.8',
  available_usd: '0.1',
  method: 'PUT',
  path: '/v1/x',
  limit: 60,
  delivered: 1,
  asked: 2,
  minutes: 30,
}

describe('every sentence', () => {
  for (const language of LANGUAGES) {
    test(`${language}: each code has one, with all its values and with none`, () => {
      for (const details of [{ param: 'duration', values: VALUES }, { param: 'duration' }, {}]) {
        const texts = [
          ...ERRORS.map((code) => errorText(code, language, details)),
          ...FAILURES.map((code) => failureText({ code, ...details }, language)),
        ]
        for (const text of texts) {
          assert.ok(text.length >= 4, text)
          assert.doesNotMatch(text, /[{}[\]|]|undefined| {2}|\(\)|（）|^\s|\s$/, text)
        }
      }
    })

    test(`${language}: each value that English shows is shown here too`, () => {
      const places = (template: string) => [...new Set(template.match(/\{\w+\}/g))].sort()
      for (const code of ERRORS) assert.deepEqual(places(EVERY[language].errors[code]), places(en.errors[code]), code)
      for (const code of FAILURES) {
        assert.deepEqual(places(EVERY[language].failures[code]), places(en.failures[code]), code)
      }
    })
  }

  test('a 400 names the field at fault in every language', () => {
    for (const code of ERRORS.filter((code) => en.errors[code].includes('{field}'))) {
      for (const language of LANGUAGES) {
        assert.ok(
          errorText(code, language, { param: 'image_urls[1]' }).includes('image_urls[1]'),
          `${code} ${language}`,
        )
      }
    }
  })
})

describe('the words that the public API page fixes', () => {
  const FIXED: Partial<Record<number, string>> = {
    400: '请求参数无效：',
    401: '身份验证失败，请检查您的API密钥',
    402: '账户余额不足，请充值后再试',
    403: '访问被禁止，您没有权限访问此资源',
    429: '请求过于频繁，请稍后再试',
    500: '服务器内部错误，请稍后重试',
  }

  /** The console's own: whoever signs in there has no key to check. */
  const SIGN_IN = new Set<ErrorCode>(['session_missing', 'sign_in_refused', 'passkey_refused'])

  test('each Chinese sentence begins with them', () => {
    for (const code of ERRORS.filter((one) => !SIGN_IN.has(one))) {
      const fixed = code === 'invalid_task_id' ? '无效的任务ID' : (FIXED[ERROR_CODES[code].status] ?? '')
      assert.ok(errorText(code, 'zh', { param: 'seed', values: VALUES }).startsWith(fixed), code)
      assert.ok(errorText(code, 'zh', {}).startsWith(fixed), code)
    }
    assert.equal(errorText('invalid_task_id', 'zh', { param: 'task_id', values: VALUES }), '无效的任务ID')
  })

  test('S15: a quoted number is told to come as a bare number, no quotes', () => {
    const details = { param: 'duration', values: { example: 8 } }
    assert.equal(
      errorText('number_quoted', 'zh', details),
      '请求参数无效：duration 必须是不带引号的数字，例如 8，而不是 "8"',
    )
    assert.equal(
      errorText('number_quoted', 'en', details),
      'Invalid request: duration must be a bare number, no quotes: 8, not "8".',
    )
  })
})

describe('values in sentences', () => {
  const choice = (language: Language) =>
    errorText('field_choice', language, { param: 'duration', values: { allowed: [4, 6, 8] } })

  test('S4: what the safety filter objects to is named in each language, and left out where nobody knows', () => {
    const failure = {
      code: 'content_filtered' as const,
      values: { asked: 2, delivered: 1, reason: ['child', 'violence'] },
    }
    assert.match(failureText(failure, 'en'), /1 delivered\); the reason: children or violence; filtered videos/)
    assert.match(failureText(failure, 'zh'), /交付 1 个），原因：儿童或暴力，被拦截的视频不收费/)
    assert.match(failureText(failure, 'ja'), /理由：子どもまたは暴力。/)
    assert.match(failureText(failure, 'ko'), /이유: 어린이 또는 폭력\./)
    assert.doesNotMatch(failureText({ code: 'content_filtered', values: { asked: 1, delivered: 0 } }, 'en'), /reason/)
  })

  test('choices are joined as each language does', () => {
    assert.match(choice('zh'), /4、6或8/)
    assert.match(choice('en'), /4, 6, or 8/)
    assert.match(choice('ja'), /4、6、または8/)
    assert.match(choice('ko'), /4, 6 또는 8/)
  })

  test('a type is named in the language of the answer', () => {
    const details = { param: 'seed', values: { expected: 'integer' } }
    assert.match(errorText('field_type', 'zh', details), /必须是整数/)
    assert.match(errorText('field_type', 'en', details), /must be an integer/)
  })

  test('what a value should have been is said in the language of the answer, with what it names', () => {
    const details = { param: 'price', values: { expected: 'usd_per_second', max: 1000 } }
    assert.equal(
      errorText('field_format', 'zh', details),
      '请求参数无效：price 的值无法识别（必须是 0 到 1000 的每秒美元价格，例如 0.08）。',
    )
    assert.equal(
      errorText('field_format', 'en', details),
      'Invalid request: price must be USD per second from 0 to 1000, for example 0.08.',
    )
    const given = { param: 'ip_ranges', values: { expected: 'ip_ranges', given: '{max}' } }
    assert.match(errorText('field_format', 'ko', given), /"\{max\}"은/)
  })

  test('a model without the field is told apart from a model without the value', () => {
    const values = { model: 'm', given: '4K', allowed: ['720p', '1080p'] }
    assert.equal(
      errorText('unsupported_by_model', 'en', { param: 'resolution', values }),
      'Invalid request: m takes only 720p or 1080p for resolution (received: 4K).',
    )
    assert.equal(
      errorText('unsupported_by_model', 'en', { param: 'resolution', values: { ...values, allowed: [] } }),
      'Invalid request: m does not support resolution; please leave it out (received: 4K).',
    )
  })

  test("a caller's own text stays as it is and is cut when it is long", () => {
    assert.match(
      errorText('unknown_model', 'en', { values: { given: '{allowed} $& [x]' } }),
      / \{allowed\} \$& \[x\]\./,
    )
    const long = errorText('unknown_model', 'en', { values: { given: '🎬'.repeat(100_000) } })
    assert.ok(long.length < 250)
    assert.ok(long.isWellFormed())
  })
})

describe('the language of an answer', () => {
  const TABLE: [query: string | undefined, header: string | undefined, expected: Language][] = [
    [undefined, undefined, 'zh'],
    ['en', 'ja', 'en'],
    ['zh-CN', 'en', 'zh'],
    ['en_US', undefined, 'en'],
    ['JA', undefined, 'ja'],
    [' ko-KR ', undefined, 'ko'],
    ['xx', 'ja', 'ja'],
    ['', 'ko', 'ko'],
    ['english', undefined, 'zh'],
    [undefined, 'en-US,en;q=0.9', 'en'],
    [undefined, 'fr;q=1, ja;q=0.5, en;q=0.8', 'en'],
    [undefined, 'ja;q=0.8, ko;q=0.8', 'ja'],
    [undefined, 'en;q=0, ko;q=0.1', 'ko'],
    [undefined, 'fr, de', 'zh'],
    [undefined, '*', 'zh'],
    [undefined, '*, en;q=0.5', 'zh'],
    [undefined, 'en;q=abc', 'zh'],
    [undefined, 'EN ; Q=0.7', 'en'],
    [undefined, ',;,=,;q', 'zh'],
    [undefined, 'zh-Hant-TW, en;q=0.1', 'zh'],
  ]
  for (const [query, header, expected] of TABLE) {
    test(`?language=${query ?? ''} with "${header ?? ''}" is ${expected}`, () => {
      assert.equal(pickLanguage(query, header, 'zh'), expected)
    })
  }
})

test('nothing throws and everything is text, whatever the values are', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.array(fc.oneof(fc.string(), fc.integer())))
  const name = fc.oneof(fc.constantFrom(...Object.keys(VALUES), 'field', '__proto__', 'constructor'), fc.string())
  const values = fc.dictionary(name, value)
  fc.assert(
    fc.property(
      fc.constantFrom(...ERRORS),
      fc.constantFrom(...LANGUAGES),
      fc.string(),
      values,
      (code, language, param, values) => {
        const text = errorText(code, language, { param, values })
        assert.ok(text.length > 0 && text.isWellFormed())
      },
    ),
  )
  fc.assert(
    fc.property(fc.constantFrom(...FAILURES), fc.constantFrom(...LANGUAGES), values, (code, language, values) => {
      assert.ok(failureText({ code, values }, language).length > 0)
    }),
  )
  fc.assert(
    fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (query, header) => {
      assert.ok(LANGUAGES.includes(pickLanguage(query, header, 'ko')))
    }),
  )
})
