import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { ProviderFault } from '../../src/domain/provider.ts'
import { ownFolder } from '../harness/folder.ts'
import { serve } from '../harness/listen.ts'
import { calm, jobFor, startedToken } from './conformance.ts'
import { FakeVertex } from './fakes/fake-vertex.ts'
import { ENTRIES, openProvider } from './open-providers.ts'

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform'
const HOUR_MS = 3_600_000

interface Exchange {
  path: string
  flavor: string | undefined
  form: URLSearchParams
}

/** Google's token endpoint, and a machine's metadata server: both give out tokens that live for an hour. */
async function tokenService(context: TestContext) {
  const exchanges: Exchange[] = []
  const service = { exchanges, isUp: true, status: 200, url: '', host: '' }
  service.url = await serve(context, (request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      response.setHeader('metadata-flavor', 'Google')
      const isInstance = request.url === '/computeMetadata/v1/instance'
      if (isInstance && service.isUp) return void response.end('an instance')
      if (!/\/token\b/.test(request.url ?? '')) return void response.writeHead(404).end()
      const flavor = request.headers['metadata-flavor']
      exchanges.push({ path: request.url ?? '', flavor: flavor?.toString(), form: new URLSearchParams(body) })
      response.writeHead(service.status, { 'content-type': 'application/json' })
      const token = { access_token: `token-${exchanges.length}`, expires_in: 3600, token_type: 'Bearer' }
      response.end(JSON.stringify(service.status === 200 ? token : { error: 'unavailable' }))
    })
  })
  service.host = new URL(service.url).host
  return service
}

function serviceAccount(tokenUri: string, email = 'gate@p1.iam.gserviceaccount.com') {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    type: 'service_account',
    client_email: email,
    private_key_id: 'k1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    token_uri: tokenUri,
    universe_domain: 'googleapis.com',
  }
}

/** Vertex AI that takes `fake.key` alone, and the provider before it. Without `credentialsFile`: the machine's own account. */
async function before(context: TestContext, folder: string, credentialsFile?: string) {
  const fake = await new FakeVertex().listen(context)
  const { accessToken: _, ...entry } = ENTRIES.vertex(fake.url)
  const provider = openProvider({ ...entry, ...(credentialsFile && { credentialsFile }) }, folder)
  context.after(() => provider.close?.())
  return { fake, provider }
}

/** Starts with the first token, outlives it, meets a token service that is down, and goes on when it is back. */
async function liveThroughExpiry(
  context: TestContext,
  service: Awaited<ReturnType<typeof tokenService>>,
  { fake, provider }: Awaited<ReturnType<typeof before>>,
) {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  const bearers = () => fake.requests.map(({ headers }) => headers.authorization)
  const token = await startedToken(provider, jobFor())
  await provider.check(token, calm())
  assert.deepEqual(bearers(), ['Bearer token-1', 'Bearer token-1'])
  assert.equal(service.exchanges.length, 1)

  context.mock.timers.tick(HOUR_MS)
  await provider.check(token, calm())
  assert.equal(bearers().at(-1), 'Bearer token-2')
  assert.equal(service.exchanges.length, 2)

  service.status = 400
  context.mock.timers.tick(HOUR_MS)
  const sent = fake.requests.length
  await assert.rejects(provider.check(token, calm()), ProviderFault)
  const waits = await provider.start(jobFor(), calm())
  assert.ok(waits.kind === 'busy' && waits.isFault)
  assert.match(waits.operatorText, /no credentials/)
  // Without a token nothing is sent, and nothing of the tokens is told.
  assert.equal(fake.requests.length, sent)
  assert.doesNotMatch(waits.operatorText, /token-\d|PRIVATE KEY/)

  service.status = 200
  fake.finish()
  const outcome = await provider.check(token, calm())
  assert.equal(outcome.kind, 'done')
  assert.equal(bearers().at(-1), `Bearer token-${String(service.exchanges.length)}`)
  assert.equal(fake.orders.length, 1)
}

test('a service account: its signed assertion is exchanged at the file’s token_uri, and again when the token is old', async (context) => {
  const service = await tokenService(context)
  const folder = await ownFolder(context)
  const credentialsFile = join(folder, 'key.json')
  const tokenUri = `${service.url}/token`
  const account = serviceAccount(tokenUri)
  await writeFile(credentialsFile, JSON.stringify(account))
  await liveThroughExpiry(context, service, await before(context, folder, credentialsFile))

  const { path, form } = service.exchanges[0] ?? assert.fail('nobody asked for a token')
  assert.equal(path, '/token')
  assert.equal(form.get('grant_type'), 'urn:ietf:params:oauth:grant-type:jwt-bearer')
  const [head = '', payload = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  assert.deepEqual([claims.iss, claims.scope, claims.aud], [account.client_email, SCOPE, tokenUri])
  const publicKey = createPublicKey(account.private_key)
  const signed = verify('sha256', Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))
  assert.equal(signed, true)
})

test('S11: another key file in the place of the first is used from the next call on', async (context) => {
  const service = await tokenService(context)
  const folder = await ownFolder(context)
  const credentialsFile = join(folder, 'key.json')
  await writeFile(credentialsFile, JSON.stringify(serviceAccount(`${service.url}/token`)))
  const { fake, provider } = await before(context, folder, credentialsFile)
  const token = await startedToken(provider, jobFor())
  const next = serviceAccount(`${service.url}/token`, 'next@p1.iam.gserviceaccount.com')
  await writeFile(`${credentialsFile}.new`, JSON.stringify(next))
  await rename(`${credentialsFile}.new`, credentialsFile)
  await provider.check(token, calm())
  assert.equal(fake.requests.at(-1)?.headers.authorization, 'Bearer token-2')
  const [, payload = ''] = (service.exchanges[1]?.form.get('assertion') ?? '').split('.')
  assert.equal(JSON.parse(Buffer.from(payload, 'base64url').toString()).iss, next.client_email)
  // S8: the token is taken back in mid-task: one check is noise, the next comes with a new token.
  fake.key = 'token-3'
  await assert.rejects(provider.check(token, calm()), ProviderFault)
  assert.equal((await provider.check(token, calm())).kind, 'running')
  assert.equal(fake.orders.length, 1)
})

test('workload identity federation: the subject’s token is exchanged at the security token service', async (context) => {
  const service = await tokenService(context)
  const folder = await ownFolder(context)
  const [credentialsFile, subject] = [join(folder, 'identity.json'), join(folder, 'subject')]
  await writeFile(subject, 'the machine’s own token')
  const identity = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `${service.url}/v1/token`,
    credential_source: { file: subject },
  }
  await writeFile(credentialsFile, JSON.stringify(identity))
  await liveThroughExpiry(context, service, await before(context, folder, credentialsFile))
  const { path, form } = service.exchanges[0] ?? assert.fail('nobody asked for a token')
  assert.equal(path, '/v1/token')
  assert.equal(form.get('grant_type'), 'urn:ietf:params:oauth:grant-type:token-exchange')
  assert.equal(form.get('subject_token'), 'the machine’s own token')
  assert.equal(form.get('audience'), identity.audience)
})

test('Application Default Credentials on a machine of Google’s: its metadata server gives the token', async (context) => {
  const service = await tokenService(context)
  const folder = await ownFolder(context)
  const kept = { ...process.env }
  context.after(() => void (process.env = kept))
  // The library's own variables: where the metadata server is, and no credentials of whoever runs the test.
  process.env = { ...kept, GCE_METADATA_HOST: service.host, HOME: folder, CLOUDSDK_CONFIG: folder }
  delete process.env['GOOGLE_APPLICATION_CREDENTIALS']
  const opened = await before(context, folder)
  // One that starts after us is found all the same.
  service.isUp = false
  assert.equal((await opened.provider.start(jobFor(), calm())).kind, 'busy')
  service.isUp = true
  await liveThroughExpiry(context, service, opened)
  const { path, flavor } = service.exchanges[0] ?? assert.fail('nobody asked for a token')
  assert.match(path, /^\/computeMetadata\/v1\/instance\/service-accounts\/default\/token\?scopes=/)
  assert.equal(decodeURIComponent(path.split('scopes=')[1] ?? ''), SCOPE)
  assert.equal(flavor, 'Google')
})
