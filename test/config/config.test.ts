import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { ConfigError, readClientConfig, readConfig } from '../../src/config.ts'
import { BUILT_IN_MODELS } from '../../src/domain/model.ts'
import { SETTINGS } from '../../src/settings.ts'
import { ownFolder } from '../harness/folder.ts'
import { ROOT } from '../harness/process.ts'

/** A configuration file in a folder of its own, and the environment that names it. */
async function fileWith(context: TestContext, content: unknown): Promise<{ path: string; env: NodeJS.ProcessEnv }> {
  const path = join(await ownFolder(context), 'reelgate.json')
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return { path, env: { REELGATE_CONFIG: path } }
}

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig({}, env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    for (const mistake of error.mistakes) assert.ok(error.message.includes(mistake))
    return error.mistakes
  }
  return assert.fail('it was accepted')
}

test('with nothing set, every setting has its documented default, and nothing can be changed afterwards', async (context) => {
  const { env, path } = await fileWith(context, {})
  const { catalogue, providers, groupRatios, configured, ...config } = readConfig({}, env)
  assert.deepEqual([...providers], [['builtin', { type: 'builtin' }]])
  assert.deepEqual(groupRatios, {})
  assert.deepEqual(
    configured.map(({ name }) => name),
    Object.values(SETTINGS).map((setting) => setting.env),
  )
  assert.deepEqual(config, {
    host: '127.0.0.1',
    port: 8787,
    dataDir: resolve('data'),
    databaseConnectionsMax: 12,
    s3Region: 'us-east-1',
    s3Prefix: '',
    s3Downloads: 'proxied',
    config: path,
    language: 'zh',
    role: 'all',
    sharedDisk: 'off',
    drainDelaySeconds: 0,
    logLevel: 'info',
    metrics: 'on',
    tracing: 'off',
    otelExporterOtlpEndpoint: 'http://localhost:4318',
    otelExporterOtlpHeaders: {},
    otelServiceName: 'reelgate',
    otelResourceAttributes: {},
    otelTracesSampler: 'parentbased_always_on',
    otelTracesSamplerArg: 1,
    provider: 'builtin',
    priceRatio: 1_000_000,
    submitsPerMinute: 6000,
    pollsPerMinute: 600_000,
    rechargeMin: 1_000_000,
    rechargeMax: 1_000_000_000,
    sessionHours: 168,
    signInAttemptsPerMinute: 10,
    registration: 'off',
    oidcName: 'OpenID Connect',
    oidcAllowed: [],
    oidcAdmins: [],
    oidcAccount: 'default',
    unknownKeysPerMinute: 100,
    listenersMax: 10_000,
    listenersPerKey: 1_000,
    heartbeatSeconds: 15,
    trustedProxies: 0,
    queueTasksMax: 100_000,
    jsonBytesMax: 62_914_560,
    imageBytesMax: 20_971_520,
    imagePixelsMax: 50_000_000,
    imageFetchSeconds: 20,
    imageHostsAllowed: new Set(),
    uploadTtlHours: 72,
    resultTtlHours: 24,
    promptTtlDays: undefined,
    idempotencyTtlHours: 48,
    webhookTimeoutSeconds: 10,
    webhookRetrySeconds: [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800],
    webhookPrivateAddresses: 'off',
    webhookSigning: 'on',
    webhookLogDays: 30,
    waitHours: 24,
    taskTimeoutMinutes: 30,
    noiseMinutes: 15,
    unresolvedMinutes: 60,
    leaseSeconds: 30,
    drainSeconds: 7,
    promptDenyList: [],
    renderJobsMax: Number(SETTINGS.renderJobsMax.standard),
    ffmpeg: 'auto',
    pictureBars: 'black',
    watermark: undefined,
    clipMetadata: 'on',
    faults: undefined,
  })
  assert.ok(config.renderJobsMax >= 1)
  assert.ok(Object.isFrozen(readConfig({}, env)))
  assert.deepEqual(
    catalogue.models.map(({ id, routes }) => [id, routes[0]?.provider]),
    BUILT_IN_MODELS.map(({ id }) => [id, 'builtin']),
  )
})

test('every setting has a name of its own in the environment, a good default, and a sentence in two languages', () => {
  const names = Object.entries(SETTINGS)
  assert.equal(new Set(names.map(([, { env }]) => env)).size, names.length)
  for (const [name, { env, parse, standard, en, zh }] of names) {
    const words = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
    // Some names are what other programs call the same thing.
    const isCommon = words.startsWith('OTEL_') || words === 'DATABASE_URL'
    assert.equal(env, isCommon ? words : `REELGATE_${words}`)
    if (standard !== undefined) assert.ok('value' in parse(standard), name)
    assert.match(en, /\w.*[.]$/)
    assert.match(zh, /\p{Script=Han}.*。$/u)
  }
})

test('a good value is taken from the environment, with blanks around it removed', async (context) => {
  const { env } = await fileWith(context, {})
  const TABLE: [name: keyof typeof SETTINGS, text: string, value: unknown][] = [
    ['host', '0.0.0.0', '0.0.0.0'],
    ['host', ' ::1 ', '::1'],
    ['port', '0', 0],
    ['port', '65535', 65_535],
    ['dataDir', './elsewhere', resolve('elsewhere')],
    ['databaseUrl', 'postgres://me@/video?host=/run/pg', 'postgres://me@/video?host=/run/pg'],
    ['databaseUrl', 'postgresql://me:pw@db:6543/video', 'postgresql://me:pw@db:6543/video'],
    ['s3Prefix', 'a/b.c/', 'a/b.c/'],
    ['publicUrl', 'https://video.example.com', 'https://video.example.com'],
    ['publicUrl', 'https://example.com/gate//', 'https://example.com/gate'],
    ['rechargeUrl', 'https://pay.example.com/?from=api', 'https://pay.example.com/?from=api'],
    ['language', 'ko', 'ko'],
    ['logLevel', 'silent', 'silent'],
    ['priceRatio', '0', 0],
    ['priceRatio', '1.25', 1_250_000],
    ['drainSeconds', '0', 0],
    [
      'imageHostsAllowed',
      ' Files.Internal:8080 , 10.0.0.1:80,[::1]:9 ,',
      new Set(['files.internal:8080', '10.0.0.1:80', '[::1]:9']),
    ],
    ['ffmpeg', '/usr/bin/ffmpeg', '/usr/bin/ffmpeg'],
    ['otelExporterOtlpEndpoint', 'https://otel.example.com/', 'https://otel.example.com'],
    ['otelExporterOtlpHeaders', 'api-key=a%2Cb%20c, x-tenant = one', { 'api-key': 'a,b c', 'x-tenant': 'one' }],
    ['otelTracesSamplerArg', '0.25', 0.25],
    ['otelTracesSamplerArg', '1.0', 1],
  ]
  for (const [name, text, value] of TABLE) {
    const config = readConfig({}, { ...env, [SETTINGS[name].env]: text })
    assert.deepEqual(config[name], value, `${name} "${text}"`)
  }
})

test('a wrong value is a mistake that names the setting, what would be right, and what it is unless that is a secret', async (context) => {
  const { env } = await fileWith(context, {})
  const TABLE: [name: keyof typeof SETTINGS, wrong: readonly string[], right: RegExp][] = [
    ['databaseUrl', ['db.internal', 'mysql://db/video', 'postgres://me:pw@db'], /address such as postgres:/],
    ['databaseConnectionsMax', ['2', 'many'], /whole number from 3 to 1000/],
    ['s3Endpoint', ['minio:9000', 's3://minio'], /http or https address/],
    ['s3PathStyle', ['yes', 'true'], /one of on, off/],
    ['s3Prefix', ['reelgate', '/reelgate/', 'a b/', 'ä/', 'a//'], /must end in a slash/],
    ['s3Downloads', ['presigned'], /one of proxied, redirect/],
    ['port', ['-1', '65536', '80.5', '0x50', '1e3', 'http'], /whole number from 0 to 65535/],
    ['publicUrl', ['example.com', 'ftp://a', 'https://a/?b=1', 'https://a/#b'], /http or https address/],
    ['language', ['fr', 'ZH', 'zh-CN'], /one of zh, en, ja, ko/],
    ['logLevel', ['trace', 'INFO'], /one of debug, info, warn, error, silent/],
    ['metrics', ['local', 'true'], /one of on, off/],
    ['metricsToken', ['short', 'with a blank in it all', 'x'.repeat(201)], /16 to 200 characters and no spaces/],
    ['tracing', ['true', 'otlp'], /one of on, off/],
    ['otelExporterOtlpEndpoint', ['localhost:4318', 'grpc://a:4317'], /http or https address/],
    ['otelExporterOtlpHeaders', ['api-key', 'a=b,', '=x', 'a=%zz', 'a=b c'], /list of name=value,name=value/],
    ['otelResourceAttributes', ['production'], /list of name=value,name=value/],
    ['otelTracesSampler', ['all', 'jaeger_remote'], /one of always_on, always_off, traceidratio/],
    ['otelTracesSamplerArg', ['-0.1', '1.1', '10%', '1e-1', '.'], /a number from 0 to 1/],
    ['provider', ['Veo 3', '../x'], /name of a provider/],
    [
      'priceRatio',
      ['-1', '1001', '1000.000001', 'NaN', 'Infinity', '1,5', '1e2', '0.0000001'],
      /number from 0 to 1000/,
    ],
    ['submitsPerMinute', ['0', '1000001', '1.5'], /whole number from 1 to 1000000/],
    ['rechargeUrl', ['pay.example.com', 'ftp://pay.example.com'], /http or https address/],
    ['rechargeMin', ['0', '-1', '0.005', 'five'], /amount in USD such as 5/],
    ['rechargeMax', ['0', '1e3'], /amount in USD such as 5/],
    ['rechargeSuccessUrl', ['example.com'], /http or https address/],
    ['rechargeCancelUrl', ['/cancel'], /http or https address/],
    ['stripeApiBase', ['localhost:12111'], /http or https address/],
    ['sessionHours', ['0', '8761'], /whole number from 1 to 8760/],
    ['signInAttemptsPerMinute', ['0', '100001'], /whole number from 1 to 100000/],
    ['registration', ['yes', 'true'], /one of on, off/],
    ['oidcClientSecretFile', ['/no/such.txt'], /path of a file that can be read/],
    ['oidcAllowed', ['example', 'groups=', 'a.b c', '=video'], /list of domains, claims such as groups=video, or \*/],
    ['oidcAdmins', ['admins'], /list of domains, claims such as groups=video, or \*/],
    ['unknownKeysPerMinute', ['0', '1000001'], /whole number from 1 to 1000000/],
    ['listenersMax', ['0', '1000001'], /whole number from 1 to 1000000/],
    ['listenersPerKey', ['0', '1000001'], /whole number from 1 to 1000000/],
    ['heartbeatSeconds', ['0', '301'], /whole number from 1 to 300/],
    ['trustedProxies', ['-1', '21'], /whole number from 0 to 20/],
    ['pollsPerMinute', ['0', '10000001'], /whole number from 1 to 10000000/],
    ['queueTasksMax', ['0', 'none'], /whole number from 1 to/],
    ['jsonBytesMax', ['1023', '1073741825', '1MB'], /whole number from 1024 to 1073741824/],
    ['imageBytesMax', ['1023', '20MB'], /whole number from 1024 to 1073741824/],
    ['imagePixelsMax', ['9999'], /whole number from 10000 to/],
    ['imageFetchSeconds', ['0', '601'], /whole number from 1 to 600/],
    ['imageHostsAllowed', ['files', 'http://a:1', 'a:1,b', '*:80', 'a:123456'], /comma-separated list of host:port/],
    ['uploadTtlHours', ['0', '8761'], /whole number from 1 to 8760/],
    ['resultTtlHours', ['0', '87601'], /whole number from 1 to 87600/],
    ['promptTtlDays', ['0', '36501', 'never'], /off, or a whole number of days from 1 to 36500/],
    ['idempotencyTtlHours', ['0', '8761'], /whole number from 1 to 8760/],
    ['webhookTimeoutSeconds', ['0', '61'], /whole number from 1 to 60/],
    [
      'webhookRetrySeconds',
      ['0', '5,', '1,x', '604801', Array(31).fill('5').join(',')],
      /whole seconds from 1 to 604800/,
    ],
    ['webhookPrivateAddresses', ['yes'], /one of on, off/],
    ['webhookSigning', ['yes'], /one of on, off/],
    ['webhookLogDays', ['0', '3651'], /whole number from 1 to 3650/],
    ['waitHours', ['0', '8761'], /whole number from 1 to 8760/],
    ['taskTimeoutMinutes', ['0', '1441'], /whole number from 1 to 1440/],
    ['noiseMinutes', ['0', '1441'], /whole number from 1 to 1440/],
    ['unresolvedMinutes', ['0', '10081'], /whole number from 1 to 10080/],
    ['leaseSeconds', ['2', '3601'], /whole number from 3 to 3600/],
    ['role', ['both', 'API'], /one of all, api, worker/],
    ['sharedDisk', ['true', 'nfs'], /one of on, off/],
    ['drainDelaySeconds', ['-1', '601'], /whole number from 0 to 600/],
    ['drainSeconds', ['-1', '601'], /whole number from 0 to 600/],
    ['promptDenyList', ['/no/such.txt', import.meta.filename], /must be (?:off, or the path of )?a deny list/],
    ['renderJobsMax', ['0', '257'], /whole number from 1 to 256/],
    ['pictureBars', ['white', 'on'], /one of black, blur/],
    ['watermark', ['/no/such.png', import.meta.filename], /off, or the path of a PNG/],
    ['clipMetadata', ['yes', 'false'], /one of on, off/],
    ['faults', ['yes', 'busy=x', 'seed=7,expired@submit'], /off, on, or faults such as/],
  ]
  // These take any text; that a named file must be there has a test of its own.
  const free = ['host', 'dataDir', 'ffmpeg', 'config', 'stripeSecretKey', 'stripeWebhookSecret', 'otelServiceName']
  const freeOfOidc = ['oidcName', 'oidcClientId', 'oidcAccount']
  // An issuer alone, and half of a pair of keys, is a mistake of its own.
  const elsewhere = ['oidcIssuer', 's3AccessKeyId', 's3SecretAccessKey']
  const freeOfS3 = ['s3Bucket', 's3Region']
  const others = [...free, ...freeOfOidc, ...freeOfS3, ...elsewhere]
  assert.deepEqual(new Set([...TABLE.map(([name]) => name), ...others]), new Set(Object.keys(SETTINGS)))
  for (const [name, wrong, right] of TABLE) {
    for (const text of wrong) {
      const [mistake = '', ...more] = mistakesOf({ ...env, [SETTINGS[name].env]: text })
      assert.deepEqual(more, [])
      assert.ok(mistake.startsWith(`${SETTINGS[name].env}: `), mistake)
      assert.match(mistake, right)
      // A secret is not repeated where others may read it.
      const isTold = !('secret' in SETTINGS[name])
      assert.equal(mistake.endsWith(`(it is "${text}")`), isTold, mistake)
    }
  }
})

test('a setting that is empty in the environment is not set', async (context) => {
  const { env } = await fileWith(context, { port: 9000 })
  const empty = Object.fromEntries(Object.values(SETTINGS).map((setting) => [setting.env, ' ']))
  const settings = ({ catalogue: _models, ...rest }: ReturnType<typeof readConfig>) => rest
  assert.deepEqual(settings(readConfig({}, { ...empty, ...env })), settings(readConfig({}, env)))
})

test('text in the file that is empty is a mistake where something must stand', async (context) => {
  for (const name of ['host', 'dataDir', 'ffmpeg', 'port', 'language', 'priceRatio', 'publicUrl']) {
    const { env, path } = await fileWith(context, { [name]: ' ' })
    const [mistake = '', ...more] = mistakesOf(env)
    assert.deepEqual(more, [])
    assert.ok(mistake.startsWith(`${path}: ${name}: must`), mistake)
  }
})

test('all mistakes of the environment and of the file are told at once', async (context) => {
  const { env, path } = await fileWith(context, {
    language: 'fr',
    colour: 'red',
    toString: 1,
    config: 'other.json',
    models: [{ id: 'mine' }],
  })
  const mistakes = mistakesOf({ ...env, REELGATE_PORT: 'x', REELGATE_PRICE_RATIO: '-1', REELGATE_PROT: '80' })
  const EXPECTED = [
    /^REELGATE_PROT: there is no such setting/,
    new RegExp(`^${path}: colour: there is no such setting`),
    new RegExp(`^${path}: toString: there is no such setting`),
    new RegExp(`^${path}: config: .*remove it`),
    /^REELGATE_PORT: must be a whole number/,
    new RegExp(`^${path}: language: must be one of zh, en, ja, ko \\(it is "fr"\\)$`),
    /^REELGATE_PRICE_RATIO: must be a number/,
    /^models: mine is not a built-in model, so give it a price$/,
  ]
  assert.deepEqual(
    mistakes.map((mistake) => EXPECTED.findIndex((pattern) => pattern.test(mistake))),
    EXPECTED.map((_, index) => index),
    mistakes.join('\n'),
  )
})

test("the client's own variables are no mistake, and other programs' are none of ours", async (context) => {
  const { env } = await fileWith(context, {})
  const client = { REELGATE_URL: 'http://127.0.0.1:1/', REELGATE_API_KEY: ' rg_x ' }
  assert.equal(readConfig({}, { ...env, ...client, PORT: 'x', reelgate_port: '1' }).port, 8787)
  assert.deepEqual(readClientConfig(client), { url: 'http://127.0.0.1:1', apiKey: 'rg_x' })
  assert.deepEqual(readClientConfig({ REELGATE_URL: '', REELGATE_API_KEY: ' ' }), {})
})

test('the file may be missing where nobody named it; a named one must be there and hold one JSON object', async (context) => {
  const folder = await ownFolder(context)
  const missing = join(folder, 'none.json')
  assert.deepEqual(mistakesOf({ REELGATE_CONFIG: missing }), [
    `REELGATE_CONFIG: the file ${missing} can't be read; correct the path`,
  ])
  assert.match(mistakesOf({ REELGATE_CONFIG: folder }).join(), /can't be read/)
  for (const [content, says] of [
    ['{', /is not JSON/],
    ['', /is not JSON/],
    ['[]', /must hold one JSON object/],
    ['null', /must hold one JSON object/],
  ] as const) {
    const { env, path } = await fileWith(context, content)
    const [mistake = '', ...more] = mistakesOf(env)
    assert.deepEqual(more, [])
    assert.ok(mistake.startsWith(path))
    assert.match(mistake, says)
  }
})

test('a value of the file may be text, a number or a list, and the environment wins over it', async (context) => {
  const content = { port: 9000, language: 'en', priceRatio: '1.5', imageHostsAllowed: ['a:1', 'B:2'], drainSeconds: 0 }
  const { env } = await fileWith(context, content)
  const config = readConfig({}, { ...env, REELGATE_LANGUAGE: 'ja' })
  assert.deepEqual([config.port, config.language, config.priceRatio, config.drainSeconds], [9000, 'ja', 1_500_000, 0])
  assert.deepEqual(config.imageHostsAllowed, new Set(['a:1', 'b:2']))
  assert.equal(readConfig({ REELGATE_PORT: '1' }, { ...env, REELGATE_PORT: '2' }).port, 1)
})

test('the environment wins over .env, .env over the file, and the file over the default', async (context) => {
  const folder = await ownFolder(context)
  await writeFile(join(folder, '.env'), 'REELGATE_PORT=1002\nREELGATE_LANGUAGE=ko\n')
  await writeFile(join(folder, 'reelgate.json'), JSON.stringify({ port: 1003, language: 'ja', priceRatio: 3 }))
  const module = pathToFileURL(join(ROOT, 'src/config.ts')).href
  const script = `const { readConfig } = await import('${module}')
    const { port, language, priceRatio, host } = readConfig()
    console.log(JSON.stringify([port, language, priceRatio, host]))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', REELGATE_PORT: '1001' },
  })
  assert.deepEqual(JSON.parse(stdout), [1001, 'ko', 3_000_000, '127.0.0.1'])
})

const PRICE = {
  withAudio: { '720p': 0.3, '1080p': '0.5', '4K': 1 },
  silent: { '720p': '0.08', '1080p': 0.25, '4K': 0.000001 },
}

test('a model of the file is new with its price, or changes only what it names of a built-in one', async (context) => {
  const models = [
    { id: 'house:film-1', aliases: ['film'], price: PRICE, durations: [4], images: 'none', ownedBy: 'us' },
    { id: 'plain', price: PRICE },
    { id: 'veo3.1-fast-official', aliases: ['veo3.1-fast'], samplesMax: 2 },
  ]
  const { env } = await fileWith(context, { models })
  const { catalogue } = readConfig({}, env)
  const [builtIn, quality] = BUILT_IN_MODELS
  assert.deepEqual(catalogue.find('veo3.1-fast'), {
    ...builtIn,
    aliases: ['veo3.1-fast'],
    samplesMax: 2,
  })
  assert.deepEqual(catalogue.find('veo3.1-quality-official'), quality)
  const film = catalogue.find('film')
  assert.equal(film, catalogue.find('house:film-1'))
  const { id, ownedBy, durations, images, samplesMax, price } = film ?? assert.fail('no such model')
  assert.deepEqual([id, ownedBy, durations, images, samplesMax], ['house:film-1', 'us', [4], 'none', 4])
  assert.deepEqual(price.withAudio, { '720p': 300_000, '1080p': 500_000, '4K': 1_000_000 })
  assert.deepEqual(price.silent, { '720p': 80_000, '1080p': 250_000, '4K': 1 })
  const plain = catalogue.find('plain') ?? assert.fail('no such model')
  assert.deepEqual([plain.ownedBy, plain.aliases, plain.durations], ['operator', [], [4, 6, 8]])
})

test('a mistake in a model is told with its place', async (context) => {
  const good = { id: 'm', price: PRICE }
  const TABLE: [models: unknown, says: RegExp][] = [
    [{}, /^models: .*array/],
    [['x'], /^models\[0\]: .*object/],
    [[good, { price: PRICE }], /^models\[1\]\.id: /],
    [[{ ...good, id: 'a b' }], /^models\[0\]\.id: must be 1 to 100 letters/],
    // It could not stand in a path.
    [[{ ...good, id: 'a/b' }], /^models\[0\]\.id: must be 1 to 100 letters/],
    [[{ ...good, colour: 1 }], /^models\[0\]: .*"colour"/],
    [[{ ...good, durations: [5] }], /^models\[0\]\.durations\[0\]: /],
    [[{ ...good, durations: [] }], /^models\[0\]\.durations: /],
    [[{ ...good, samplesMax: 5 }], /^models\[0\]\.samplesMax: /],
    [[{ ...good, images: 'all' }], /^models\[0\]\.images: /],
    [[{ ...good, price: { silent: PRICE.silent } }], /^models\[0\]\.price\.withAudio: /],
    ...[-1, 'free', '0.0000001', 1001, null, true, undefined].map((price): [unknown, RegExp] => [
      [{ ...good, price: { ...PRICE, silent: { ...PRICE.silent, '4K': price } } }],
      /^models\[0\]\.price\.silent\.4K: must be USD per second from 0 to 1000, for example 0\.08$/,
    ]),
    [[{ ...good, aliases: ['veo3.1-fast-official'] }], /veo3\.1-fast-official is given to two models/],
    [[good, { id: 'n', price: PRICE, aliases: ['m'] }], /the name m is given to two models/],
    [[good, good], /two entries for m; join them/],
    [[{ id: 'veo9' }], /veo9 is not a built-in model, so give it a price/],
  ]
  for (const [models, says] of TABLE) {
    const { env } = await fileWith(context, { models })
    const [mistake = '', ...more] = mistakesOf(env)
    assert.match(mistake, says)
    assert.deepEqual(more, [], mistake)
  }
})

test('an issuer of OpenID Connect needs its client, a public address and somebody who is allowed', async (context) => {
  const { env } = await fileWith(context, {})
  const mistakes = mistakesOf({ ...env, REELGATE_OIDC_ISSUER: 'https://login.example.com' })
  assert.deepEqual(mistakes, [
    'REELGATE_OIDC_ISSUER needs REELGATE_PUBLIC_URL; set it',
    'REELGATE_OIDC_ISSUER needs REELGATE_OIDC_CLIENT_ID; set it',
    'REELGATE_OIDC_ISSUER needs REELGATE_OIDC_CLIENT_SECRET_FILE; set it',
    'REELGATE_OIDC_ALLOWED: nobody is allowed; name a domain, a claim such as groups=video, or *',
  ])
  assert.match(mistakesOf({ ...env, REELGATE_OIDC_ISSUER: 'login.example.com' }).join(), /http or https address/)
})

test('an object store without its bucket, and one key of a pair, are mistakes', async (context) => {
  const { env } = await fileWith(context, {})
  const bucket = { REELGATE_S3_BUCKET: 'videos' }
  const CASES: [given: Record<string, string>, mistakes: RegExp[]][] = [
    [{ REELGATE_S3_ENDPOINT: 'http://minio:9000' }, [/set REELGATE_S3_BUCKET$/]],
    [{ REELGATE_S3_DOWNLOADS: 'redirect' }, [/set REELGATE_S3_BUCKET$/]],
    [{ ...bucket, REELGATE_S3_ACCESS_KEY_ID: 'a' }, [/belong together; set both or neither$/]],
    [{ ...bucket, REELGATE_S3_SECRET_ACCESS_KEY: 'a' }, [/belong together; set both or neither$/]],
  ]
  assert.equal(readConfig({}, { ...env, ...bucket }).s3Bucket, 'videos')
  for (const [given, mistakes] of CASES) {
    const found = mistakesOf({ ...env, ...given })
    assert.equal(found.length, mistakes.length, found.join())
    for (const [index, mistake] of mistakes.entries()) assert.match(found[index] ?? '', mistake)
  }
})

test('one node of many starts only where files of one are found by all: in a bucket, or on a disk that is said to be shared', async (context) => {
  const { env } = await fileWith(context, {})
  const node = {
    ...env,
    REELGATE_ROLE: 'worker',
    DATABASE_URL: 'postgres://localhost/reelgate',
    REELGATE_PUBLIC_URL: 'https://video.example.com',
  }
  const [mistake = '', ...others] = mistakesOf(node)
  assert.match(mistake, /^REELGATE_ROLE is worker: .*set REELGATE_S3_BUCKET, or REELGATE_SHARED_DISK=on/)
  assert.deepEqual(others, [])
  // `all` may be the only one.
  for (const remedy of [{ REELGATE_S3_BUCKET: 'videos' }, { REELGATE_SHARED_DISK: 'on' }, { REELGATE_ROLE: 'all' }]) {
    assert.doesNotThrow(() => readConfig({}, { ...node, ...remedy }))
  }
})
