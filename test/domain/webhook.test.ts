import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callbackUrl, pauseAfter, triesMs, webhookOrigin } from '../../src/domain/webhook.ts'

test('the status goes to <webhook>/callback, whatever the base address ends in', () => {
  const addresses = {
    'https://example.com': 'https://example.com/callback',
    'https://example.com/': 'https://example.com/callback',
    'https://example.com/hooks//': 'https://example.com/hooks/callback',
    'http://example.com:8080/hooks?a=1#top': 'http://example.com:8080/hooks/callback?a=1',
  }
  for (const [webhook, callback] of Object.entries(addresses)) assert.equal(callbackUrl(webhook).href, callback)
  assert.equal(webhookOrigin('HTTPS://Example.com:443/hooks'), 'https://example.com')
})

test('pauses grow as the list says, a fifth shorter or longer, and end with it', () => {
  const pauses = [5_000, 60_000]
  assert.deepEqual([pauseAfter(pauses, 1, 0), pauseAfter(pauses, 1, 0.5)], [4_000, 5_000])
  assert.equal(pauseAfter(pauses, 2, 0.999_999_999), 72_000)
  assert.equal(pauseAfter(pauses, 3, 0.5), undefined)
  assert.ok(triesMs(pauses) >= 6_000 + 72_000)
})
