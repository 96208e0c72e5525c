import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { ConfigError, readConfig } from '../../src/config.ts'
import { ownFolder } from '../harness/folder.ts'

async function envWith(context: TestContext, content: object, env: NodeJS.ProcessEnv = {}) {
  const path = join(await ownFolder(context), 'reelgate.json')
  await writeFile(path, JSON.stringify(content))
  return { REELGATE_CONFIG: path, ...env }
}

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig({}, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
  return assert.fail('it was accepted')
}

test('providers come from the file, their secrets from the environment, and what is left out has its default', async (context) => {
  const providers = {
    veo: { type: 'vertex', project: 'my-project', models: { 'house-style': 'veo-9' } },
    studio: { type: 'gemini', apiKey: 'env:STUDIO_KEY' },
    behind: { type: 'relay', baseUrl: 'https://video.example.com/', apiKey: 'rg_literal', pollSeconds: 1 },
    gpu: { type: 'openai-videos', baseUrl: 'http://127.0.0.1:8091' },
  }
  const models = [{ id: 'veo3.1-fast-official', provider: 'gpu' }]
  const env = await envWith(context, { provider: 'veo', providers, models }, { STUDIO_KEY: ' k3y ' })
  const config = readConfig({}, env)
  assert.deepEqual([...config.providers.keys()], ['builtin', 'veo', 'studio', 'behind', 'gpu'])
  assert.deepEqual(config.providers.get('veo'), {
    type: 'vertex',
    project: 'my-project',
    region: 'us-central1',
    apiVersion: 'v1',
    storageBaseUrl: 'https://storage.googleapis.com',
    disallow: 'disallow',
    resizeModeCase: 'lower',
    capacity: 100,
    startsPerMinute: 50,
    pollSeconds: 10,
    requestSeconds: 60,
    resultOrigins: [],
    models: {
      'veo3.1-fast-official': 'veo-3.1-fast-generate-001',
      'veo3.1-quality-official': 'veo-3.1-generate-001',
      'house-style': 'veo-9',
    },
  })
  const studio = config.providers.get('studio')
  assert.ok(studio?.type === 'gemini')
  assert.equal(studio.apiKey, 'k3y')
  const behind = config.providers.get('behind')
  assert.ok(behind?.type === 'relay')
  assert.equal(behind.baseUrl, 'https://video.example.com')
  assert.equal(behind.idempotent, true)
  assert.equal(config.catalogue.find('veo3.1-fast-official')?.routes[0]?.provider, 'gpu')
  assert.equal(config.catalogue.find('veo3.1-quality-official')?.routes[0]?.provider, 'veo')
})

test('every mistake in providers is told at once, with its place', async (context) => {
  const providers = {
    'Not a name': { type: 'relay', baseUrl: 'http://a.example', apiKey: 'k' },
    studio: { type: 'gemini', apiKey: 'env:NO_SUCH_VARIABLE' },
    veo: { type: 'vertex', projct: 'x', capacity: 0 },
    odd: { type: 'sora' },
    builtin: { type: 'relay', baseUrl: 'ftp://a', apiKey: 'k' },
    drawn: { type: 'builtin' },
  }
  const models = [{ id: 'veo3.1-fast-official', provider: 'nobody' }]
  const mistakes = mistakesOf(await envWith(context, { provider: 'nowhere', providers, models }))
  const told = mistakes.join('\n')
  for (const line of [
    /providers\.Not a name: a name has 1 to 40/,
    /providers\.studio\.apiKey: the environment has no NO_SUCH_VARIABLE; set it/,
    /providers\.veo\.project: /,
    /providers\.veo: .*projct/,
    /providers\.veo\.capacity: /,
    /providers\.odd\.type: /,
    /providers\.builtin\.baseUrl: must be an http or https address/,
    /providers\.drawn: the name builtin and the type builtin belong together/,
    /models: veo3\.1-fast-official: there is no provider nobody; use one of builtin/,
    /REELGATE_PROVIDER: there is no provider nowhere/,
  ])
    assert.match(told, line)
  assert.doesNotMatch(told, /there is no provider (veo|studio|odd)/)
})

test('providers that are no object are one mistake', async (context) => {
  assert.deepEqual(mistakesOf(await envWith(context, { providers: ['vertex'] })), [
    'providers: must be an object of providers by name, such as {"veo": {"type": "vertex", ...}}',
  ])
})

test('a model may have several routes; what is left out of one is weight 1 and order 0', async (context) => {
  const routes = [
    { provider: 'builtin', weight: 3 },
    { provider: 'gpu', order: 1 },
  ]
  const providers = { gpu: { type: 'openai-videos', baseUrl: 'http://127.0.0.1:8091' } }
  const models = [{ id: 'veo3.1-fast-official', routes }]
  const config = readConfig({}, await envWith(context, { providers, models }))
  assert.deepEqual(config.catalogue.find('veo3.1-fast-official')?.routes, [
    { provider: 'builtin', weight: 3, order: 0 },
    { provider: 'gpu', weight: 1, order: 1 },
  ])
})

test('routes that contradict themselves, or lead nowhere, are mistakes', async (context) => {
  const models = [
    { id: 'veo3.1-fast-official', provider: 'builtin', routes: [{ provider: 'builtin' }, { provider: 'builtin' }] },
    { id: 'veo3.1-quality-official', routes: [{ provider: 'builtin' }, { provider: 'nobody' }] },
  ]
  const told = mistakesOf(await envWith(context, { models })).join('\n')
  assert.match(told, /veo3\.1-fast-official has provider and routes/)
  assert.match(told, /veo3\.1-fast-official has two routes to one provider/)
  assert.match(told, /veo3\.1-quality-official: there is no provider nobody/)
})

test('a key stands in the file or in a file of its own, never in both', async (context) => {
  const baseUrl = 'http://127.0.0.1:8091'
  const providers = {
    good: { type: 'gemini', apiKeyFile: '/run/secrets/gemini' },
    free: { type: 'openai-videos', baseUrl },
    none: { type: 'gemini' },
    both: { type: 'relay', baseUrl, apiKey: 'k', apiKeyFile: '/run/secrets/k' },
    open: { type: 'openai-videos', baseUrl, apiKey: 'k', apiKeyFile: '/run/secrets/k' },
  }
  const mistakes = mistakesOf(await envWith(context, { providers }))
  const why = 'give apiKey, or apiKeyFile with the path of a file that holds the key, and not both'
  assert.deepEqual(mistakes, [`providers.none: ${why}`, `providers.both: ${why}`, `providers.open: ${why}`])
})
