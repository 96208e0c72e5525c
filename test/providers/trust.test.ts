import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Log } from '../../src/lib/log.ts'
import { ownFolder } from '../harness/folder.ts'
import { serve } from '../harness/listen.ts'
import { bytesOf, calm, jobFor, startedToken } from './conformance.ts'
import { FakeGemini } from './fakes/fake-gemini.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

/** Another origin: it takes anything, and shows what it got. */
async function elsewhere(context: TestContext) {
  const heard: { headers: Record<string, unknown> }[] = []
  const url = await serve(context, (request, response) => {
    heard.push({ headers: request.headers })
    response.end('\0\0\0\x18ftypmp42 from elsewhere')
  })
  return { url, heard }
}

async function redirectedResult(context: TestContext, target: string, more: object = {}) {
  const fake = await new FakeGemini().listen(context)
  const provider = openProvider({ ...ENTRIES.gemini(fake.url), ...more }, await ownFolder(context))
  context.after(() => provider.close?.())
  const token = await startedToken(provider, jobFor())
  fake.finish()
  fake.redirectTo = target
  const outcome = await provider.check(token, calm())
  assert.ok(outcome.kind === 'done')
  const [output] = outcome.outputs
  assert.ok(output)
  return { output, fake }
}

describe('the address of a result', () => {
  test('a redirect to a private address is not followed: nothing arrives there', async (context) => {
    const { url, heard } = await elsewhere(context)
    for (const target of [
      url,
      'http://169.254.169.254/computeMetadata/v1/',
      'http://[::ffff:127.0.0.1]/',
      'file:///etc/passwd',
    ]) {
      const { output } = await redirectedResult(context, target)
      await assert.rejects(output.open(calm()), /private address|not http or https/)
    }
    assert.equal(heard.length, 0)
  })

  test('an origin that the operator allows is followed to, without the key', async (context) => {
    const { url, heard } = await elsewhere(context)
    const { output, fake } = await redirectedResult(context, `${url}/video.mp4`, { resultOrigins: [url] })
    assert.match((await bytesOf(await output.open(calm()))).toString(), /from elsewhere/)
    assert.equal(heard.length, 1)
    assert.ok(!JSON.stringify(heard).includes('g-key'))
    assert.equal(fake.requests.at(-1)?.headers['x-goog-api-key'], 'g-key')
  })

  test('redirects without end are an error', async (context) => {
    const { output, fake } = await redirectedResult(context, '/v1beta/files/x:download')
    await assert.rejects(output.open(calm()), /more than 5 redirects/)
    assert.equal(fake.requests.filter(({ path }) => path.endsWith(':download')).length, 6)
  })
})

test('no key, prompt or answer gets into the log', async (context) => {
  const lines: string[] = []
  const note = (fields: object, text: string) => void lines.push(JSON.stringify(fields) + text)
  const log: Log = { debug: note, info: note, warn: note, error: note, flush: () => {} }
  const fake = await new FakeGemini().listen(context)
  const provider = openProvider(ENTRIES.gemini(fake.url), await ownFolder(context), log)
  context.after(() => provider.close?.())
  for (const mood of [401, 404, 500, 'garbage'] as const) {
    fake.onStart = mood
    const outcome = await provider.start(jobFor(), calm()).catch((error: unknown) => String(error))
    lines.push(JSON.stringify(outcome))
  }
  assert.ok(lines.length >= 6)
  for (const secret of ['g-key', 'lighthouse', '<html>']) assert.ok(!lines.join('\n').includes(secret), secret)
})

describe('credentials of Vertex AI', () => {
  /** Google's token service, as workload identity federation asks it. */
  async function tokenService(context: TestContext) {
    const asked: URLSearchParams[] = []
    const url = await serve(context, (request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => {
        asked.push(new URLSearchParams(body))
        response.setHeader('content-type', 'application/json')
        response.end(
          JSON.stringify({ access_token: `from-service-${asked.length}`, expires_in: 3600, token_type: 'Bearer' }),
        )
      })
    })
    return { url, asked }
  }

  test('S11: a workload identity file: the token it leads to goes with every call', async (context) => {
    const { url, asked } = await tokenService(context)
    const folder = await ownFolder(context)
    const credentialsFile = join(folder, 'identity.json')
    await writeFile(join(folder, 'subject'), 'the machine’s own token')
    const identity = {
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: `${url}/v1/token`,
      credential_source: { file: join(folder, 'subject') },
    }
    await writeFile(credentialsFile, JSON.stringify(identity))
    const fake = await new FakeVertex().listen(context)
    const { accessToken: _, ...entry } = ENTRIES.vertex(fake.url)
    const provider = openProvider({ ...entry, credentialsFile }, folder)
    context.after(() => provider.close?.())
    const token = await startedToken(provider, jobFor())
    await provider.check(token, calm())
    assert.deepEqual(
      fake.requests.map(({ headers }) => headers.authorization),
      ['Bearer from-service-1', 'Bearer from-service-1'],
    )
    assert.equal(asked.length, 1)
    assert.equal(asked[0]?.get('scope'), 'https://www.googleapis.com/auth/cloud-platform')
    // S11: the token was taken back in mid-task. The next check comes with a new one.
    fake.onCheck = 401
    await assert.rejects(provider.check(token, calm()), /HTTP 401/)
    fake.onCheck = 'ok'
    await provider.check(token, calm())
    assert.equal(fake.requests.at(-1)?.headers.authorization, 'Bearer from-service-2')
  })

  test('no credentials to be had: the task waits, and goes on once they are there', async (context) => {
    const folder = await ownFolder(context)
    const credentialsFile = join(folder, 'identity.json')
    const fake = await new FakeVertex().listen(context)
    const { accessToken: _, ...entry } = ENTRIES.vertex(fake.url)
    const provider = openProvider({ ...entry, credentialsFile }, folder)
    context.after(() => provider.close?.())
    const missing = await provider.start(jobFor(), calm())
    assert.ok(missing.kind === 'busy')
    assert.match(missing.operatorText, /no credentials/)
    for (const wrong of ['{', '{"type":"external_account"}', '{"type":"service_account"}']) {
      await writeFile(credentialsFile, wrong)
      assert.equal((await provider.start(jobFor(), calm())).kind, 'busy', wrong)
    }
    assert.equal(fake.requests.length, 0)

    const { url } = await tokenService(context)
    await writeFile(join(folder, 'subject'), 'the machine’s own token')
    await writeFile(
      credentialsFile,
      JSON.stringify({
        type: 'external_account',
        audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: url,
        credential_source: { file: join(folder, 'subject') },
      }),
    )
    assert.equal((await provider.start(jobFor(), calm())).kind, 'started')
  })

  test('a key file of a service account is read: its account is the one that signs', async (context) => {
    const folder = await ownFolder(context)
    const credentialsFile = join(folder, 'key.json')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const { url, asked } = await tokenService(context)
    const key = {
      type: 'service_account',
      client_email: 'gate@p1.iam.gserviceaccount.com',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: url,
      universe_domain: 'example.invalid',
    }
    await writeFile(credentialsFile, JSON.stringify(key))
    const fake = await new FakeVertex().listen(context)
    const { accessToken: _, ...entry } = ENTRIES.vertex(fake.url)
    const provider = openProvider({ ...entry, credentialsFile }, folder)
    context.after(() => provider.close?.())
    await startedToken(provider, jobFor())
    // In another universe than Google's own the library signs a token itself and asks nobody.
    const [, payload = ''] = (fake.requests[0]?.headers.authorization ?? '').split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    assert.equal(claims.iss, key.client_email)
    assert.equal(claims.scope, 'https://www.googleapis.com/auth/cloud-platform')
    assert.equal(asked.length, 0)
  })
})
