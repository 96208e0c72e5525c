import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { Log } from '../../src/lib/log.ts'
import { Api, SUBMIT } from '../harness/api.ts'
import { Collector } from '../harness/collector.ts'
import type { CollectedSpan } from '../harness/collector.ts'
import { ownFolder } from '../harness/folder.ts'
import { Nodes } from '../harness/nodes.ts'
import { ownDatabaseUrl } from '../harness/postgres.ts'
import { startServer } from '../harness/process.ts'
import { Receiver } from '../harness/receiver.ts'
import { startTestServer } from '../harness/server.ts'
import { httpProvider, Upstream } from '../harness/upstream.ts'
import { eventually } from '../harness/wait.ts'

const CALLERS_TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLERS_SPAN = 'b7ad6b7169203331'
const TRACEPARENT = `00-${CALLERS_TRACE}-${CALLERS_SPAN}-01`
const ROUTE = 'POST /v1/videos/generations'

const tracingOn = ({ url }: Collector) => ({ REELGATE_TRACING: 'on', OTEL_EXPORTER_OTLP_ENDPOINT: url })

/** The names of a trace's spans, each with those below it, sorted. */
function treeOf(spans: readonly CollectedSpan[], parentSpanId: string): unknown[] {
  return spans
    .filter((span) => span.parentSpanId === parentSpanId)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((span) => {
      const below = treeOf(spans, span.spanId)
      return below.length === 0 ? span.name : [span.name, below]
    })
}

/** A server in this process whose upstream is over HTTP, and the lines of its log. */
async function traced(context: TestContext, env: Record<string, string>) {
  const upstream = await Upstream.open(context)
  const lines: { fields: Readonly<Record<string, unknown>>; text: string }[] = []
  const write = (fields: Readonly<Record<string, unknown>>, text: string) => void lines.push({ fields, text })
  const log: Log = { debug: write, info: write, warn: write, error: write, flush: () => {} }
  const server = await startTestServer(context, { env, log, providers: [httpProvider(upstream)] })
  return { upstream, server, lines }
}

test("a task is one trace below its caller's span, from the submit to the webhook, also where the process is killed in between", async (context) => {
  const [collector, receiver, upstream] = [
    await Collector.open(context),
    await Receiver.open(context),
    await Upstream.open(context),
  ]
  upstream.finishAtOnce = false
  const dataDir = await ownFolder(context)
  const env = {
    ...tracingOn(collector),
    OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=a%2Cb',
    OTEL_SERVICE_NAME: 'videos',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on',
  }
  const options = { dataDir, upstream: upstream.url, env }
  const first = await startServer(context, options)
  const body = { ...SUBMIT, webhook: receiver.url }
  const id = await first.api.submitted(body, { traceparent: TRACEPARENT })
  await eventually(() => collector.named('start at provider').length === 1)
  await first.kill()

  const second = await startServer(context, options, first.api.key)
  upstream.finish()
  await eventually(() => collector.named('deliver webhook').length === 1)
  const { spans } = collector
  const below = [
    ['accept task', ['quote', 'write task']],
    'check at provider',
    'deliver webhook',
    'keep videos',
    'settle task',
    'start at provider',
    'wait for provider',
    'work at provider',
  ]
  assert.deepEqual(treeOf(spans, CALLERS_SPAN), [[ROUTE, below]])
  const [work] = collector.named('work at provider')
  const [start] = collector.named('start at provider')
  assert.ok(work && start && work.from < start.to, 'what the dead process began is told by the next one')
  assert.deepEqual(new Set(spans.map(({ traceId }) => traceId)), new Set([CALLERS_TRACE]))
  assert.equal(new Set(spans.map(({ resource }) => resource['service.instance.id'])).size, 2, 'one for each process')
  for (const { resource } of spans) {
    assert.equal(resource['service.name'], 'videos')
    assert.equal(resource['deployment.environment.name'], 'test')
  }
  for (const headers of collector.headers) assert.equal(headers['x-tenant'], 'a,b')

  const [request] = collector.named(ROUTE)
  assert.equal(request?.kind, 2)
  assert.equal(request.attributes['http.route'], '/v1/videos/generations')
  assert.equal(Number(request.attributes['http.response.status_code']), 200)
  const [settled] = collector.named('settle task')
  assert.deepEqual(settled?.attributes, { 'reelgate.task.id': id, 'reelgate.state': 'completed' })
  const [told] = receiver.received
  const [delivered] = collector.named('deliver webhook')
  assert.equal(told?.headers['traceparent'], `00-${CALLERS_TRACE}-${delivered?.spanId}-01`)
  for (const secret of [SUBMIT.prompt, first.api.key, receiver.url, upstream.url, '127.0.0.1']) {
    assert.ok(!collector.text.includes(secret), `the collector was told ${secret}`)
  }
  const line = second.program.stderr.split('\n').find((one) => one.includes('"task ended"'))
  assert.ok(line?.includes(CALLERS_TRACE), 'the log line names the trace')
})

test('a task that one node accepts and another drives is one trace, each part told by the node that did it', async (context) => {
  const [collector, receiver, upstream] = [
    await Collector.open(context),
    await Receiver.open(context),
    await Upstream.open(context),
  ]
  const env = { ...tracingOn(collector), REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' }
  const folder = await ownFolder(context)
  const program = { upstream: upstream.url }
  const nodes = await Nodes.open(context, { folder, databaseUrl: ownDatabaseUrl(context), env, program })
  const key = await nodes.newKey('traced', '--unlimited')
  const { server } = await nodes.start('api', 'api')
  await nodes.start('worker', 'worker')
  const api = new Api(server.url, key)
  await api.ended(await api.submitted({ ...SUBMIT, webhook: receiver.url }, { traceparent: TRACEPARENT }))
  await eventually(() => collector.named('deliver webhook').length === 1 && collector.named(ROUTE).length === 1)

  const { spans } = collector
  assert.deepEqual(new Set(spans.map(({ traceId }) => traceId)), new Set([CALLERS_TRACE]))
  const instanceOf = (name: string) => collector.named(name)[0]?.resource['service.instance.id']
  const namesBy = (instance: unknown) =>
    spans.filter(({ resource }) => resource['service.instance.id'] === instance).map(({ name }) => name)
  const accepting = [ROUTE, 'accept task', 'quote', 'write task']
  const driving = ['check at provider', 'deliver webhook', 'keep videos', 'settle task', 'start at provider']
  assert.deepEqual(namesBy(instanceOf(ROUTE)).toSorted(), accepting)
  assert.deepEqual(namesBy(instanceOf('settle task')).toSorted(), [...driving, 'wait for provider', 'work at provider'])
  assert.equal(spans.length, accepting.length + driving.length + 2)
})

test('checks that learn nothing are not told, a failed task says why, and a receiver is given no trace that it did not bring', async (context) => {
  const [collector, receiver] = [await Collector.open(context), await Receiver.open(context)]
  const env = { ...tracingOn(collector), REELGATE_WEBHOOK_PRIVATE_ADDRESSES: 'on' }
  const { server, upstream, lines } = await traced(context, env)
  upstream.finishAtOnce = false
  const id = await server.api.submitted({ ...SUBMIT, webhook: receiver.url })
  await eventually(() => upstream.checks > 5)
  upstream.finish({ state: 'failed' })
  await eventually(() => receiver.received.length === 1)
  await server.stop()
  assert.equal(collector.named('check at provider').length, 1)
  const [settled] = collector.named('settle task')
  assert.equal(settled?.isError, true)
  assert.equal(settled.attributes['error.type'], 'provider_failed')
  assert.equal(receiver.received[0]?.headers['traceparent'], undefined)
  const [request] = collector.named(ROUTE)
  assert.equal(request?.parentSpanId, '')
  const ofTask = lines.filter(({ fields }) => fields['task'] === id && 'state' in fields)
  assert.ok(ofTask.length >= 4)
  for (const { fields, text } of ofTask) assert.equal(fields['trace_id'], request.traceId, text)
})

test('a caller whose trace is not recorded has none here either, unless the sampler is told not to ask', async (context) => {
  const unsampled = { traceparent: `00-${CALLERS_TRACE}-${CALLERS_SPAN}-00` }
  for (const [sampler, spans] of [
    ['parentbased_always_on', 0],
    ['always_on', 1],
    ['always_off', 0],
  ] as const) {
    const collector = await Collector.open(context)
    const { server } = await traced(context, { ...tracingOn(collector), OTEL_TRACES_SAMPLER: sampler })
    await server.api.ended(await server.api.submitted(SUBMIT, unsampled))
    await server.stop()
    assert.equal(collector.named('settle task').length, spans, sampler)
    assert.equal(collector.named(ROUTE).length, spans, sampler)
  }
})

test('a traceparent that is none begins a trace of our own, and other calls are not traced', async (context) => {
  const collector = await Collector.open(context)
  const { server } = await traced(context, tracingOn(collector))
  const BAD = [
    'nonsense',
    `ff-${CALLERS_TRACE}-${CALLERS_SPAN}-01`,
    `00-${'0'.repeat(32)}-${CALLERS_SPAN}-01`,
    `00-${CALLERS_TRACE}-${'0'.repeat(16)}-01`,
    `${TRACEPARENT}-more`,
    TRACEPARENT.toUpperCase(),
  ]
  for (const traceparent of BAD) await server.api.ended(await server.api.submitted(SUBMIT, { traceparent }))
  // A later version of the header may have more in it.
  const later = `01${TRACEPARENT.slice(2)}-more`
  await server.api.ended(await server.api.submitted(SUBMIT, { traceparent: later }))
  await server.stop()
  const requests = collector.spans.filter(({ kind }) => kind === 2)
  assert.deepEqual(
    requests.map(({ name, parentSpanId }) => [name, parentSpanId]),
    [...BAD.map(() => [ROUTE, '']), [ROUTE, CALLERS_SPAN]],
  )
  assert.equal(new Set(requests.map(({ traceId }) => traceId)).size, BAD.length + 1)
})

test('a collector that takes nothing holds up no task and no stop, and the log says so once', async (context) => {
  const collector = await Collector.open(context)
  collector.answering = 400
  const { server, lines } = await traced(context, tracingOn(collector))
  await server.api.ended(await server.api.submitted())
  await eventually(() => collector.calls === 1)
  await server.api.ended(await server.api.submitted())
  await eventually(() => collector.calls === 2)
  const said = () => lines.map(({ text }) => text).filter((text) => text.includes('traces'))
  assert.match(said().join(), /^no traces can be sent: .*OTEL_EXPORTER_OTLP_ENDPOINT/)
  assert.equal(said().length, 1)
  collector.answering = 200
  await server.api.ended(await server.api.submitted())
  await eventually(() => collector.named('settle task').length === 1)
  await eventually(() => said().length === 2)
  assert.equal(said()[1], 'traces are sent again')
})

test('without the switch nothing is told or kept, whatever a caller brings', async (context) => {
  const collector = await Collector.open(context)
  const { server, lines } = await traced(context, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
  const id = await server.api.submitted(SUBMIT, { traceparent: TRACEPARENT })
  await server.api.ended(id)
  const row = await server.flow.db.read.get<{ trace: string | null }>('SELECT trace FROM task WHERE id = ?', [id])
  assert.equal(row?.trace, null)
  await server.stop()
  assert.equal(collector.calls, 0)
  assert.ok(lines.every(({ fields }) => !('trace_id' in fields)))
})

/** Says each package of OpenTelemetry's that is loaded. */
const SAYS_LOADED = `data:text/javascript,import { registerHooks } from 'node:module'
registerHooks({ resolve(name, context, next) {
  if (name.startsWith('@opentelemetry/')) console.error('loaded ' + name)
  return next(name, context)
} })`

test("OpenTelemetry's SDK is loaded where it is switched on, and nowhere else", async (context) => {
  const collector = await Collector.open(context)
  for (const [env, isLoaded] of [
    [{}, false],
    [tracingOn(collector), true],
  ] as const) {
    const nodeArgs = ['--import', encodeURI(SAYS_LOADED)]
    const { program, api } = await startServer(context, { dataDir: await ownFolder(context), env, nodeArgs })
    await api.submitted()
    program.child.kill('SIGTERM')
    const { stderr, code } = await program.finished
    assert.equal(code, 0)
    assert.equal(stderr.includes('loaded @opentelemetry/'), isLoaded)
  }
})
