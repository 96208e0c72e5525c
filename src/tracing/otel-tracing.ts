import { randomUUID } from 'node:crypto'
import { createContextKey, isSpanContextValid, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span as OtelSpan, SpanContext, Tracer } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Sampler } from '@opentelemetry/sdk-trace'
import type { TaskTrace } from '../domain/trace.ts'
import type { Log } from '../lib/log.ts'
import { sleep } from '../lib/sleep.ts'
import { VERSION } from '../version.ts'
import { SteadyExporter } from './steady-exporter.ts'
import type { PastSpan, RequestStart, Span, SpanStart, Tracing, TracingSettings } from './tracing.ts'

/** Spans that wait to be told; with more, the newest are dropped. */
const WAITING_MAX = 4_096
const BATCH_MAX = 512
/** How long spans wait for others to go with. */
const TELL_EVERY_MS = 2_000
/** How long the collector may take, tries again included. */
const COLLECTOR_MS_MAX = 5_000
const CLOSE_MS_MAX = 1_000

/** Of a context whose trace a caller brought. */
const CALLERS = createContextKey('reelgate.callers')
const KINDS = { internal: SpanKind.INTERNAL, client: SpanKind.CLIENT } as const

function samplerOf({ otelTracesSampler: name, otelTracesSamplerArg: ratio }: TracingSettings): Sampler {
  const root = name.endsWith('always_on')
    ? new AlwaysOnSampler()
    : name.endsWith('always_off')
      ? new AlwaysOffSampler()
      : new TraceIdRatioBasedSampler(ratio)
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root
}

/** W3C Trace Context, section 3.2: a later version may have more behind a further dash. Anything else is as if it were not there. */
function readTraceparent(header: string | undefined): SpanContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', rest] =
    /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.*)?$/.exec(header ?? '') ?? []
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
  return isSpanContextValid(context) ? context : undefined
}

const writeTraceparent = ({ traceId, spanId, traceFlags }: SpanContext) =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`

/** A word for an error. What it says is not told: it may name an address. */
function wordOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  const word = [code, name].find((one) => typeof one === 'string' && /^\w{1,60}$/.test(one))
  return typeof word === 'string' ? word : 'error'
}

function fail(span: OtelSpan, type: string): void {
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR })
}

/** Traces by OpenTelemetry's SDK, sent to a collector over OTLP/HTTP. Nothing is registered globally: two servers in one process don't meet. */
export class OtelTracing implements Tracing {
  readonly #contexts = new AsyncLocalStorageContextManager()
  readonly #provider: TracerProvider
  readonly #tracer: Tracer

  constructor(settings: TracingSettings, log: Log) {
    const sender = new OTLPTraceExporter({
      url: `${settings.otelExporterOtlpEndpoint}/v1/traces`,
      headers: { ...settings.otelExporterOtlpHeaders },
      timeoutMillis: COLLECTOR_MS_MAX,
    })
    const processor = new BatchSpanProcessor({
      exporter: new SteadyExporter(sender, log),
      maxQueueSize: WAITING_MAX,
      maxExportBatchSize: BATCH_MAX,
      scheduledDelayMillis: TELL_EVERY_MS,
      exportTimeoutMillis: COLLECTOR_MS_MAX,
    })
    this.#provider = new TracerProvider({
      sampler: samplerOf(settings),
      resource: resourceFromAttributes({
        'service.version': VERSION,
        'service.instance.id': randomUUID(),
        ...settings.otelResourceAttributes,
        'service.name': settings.otelServiceName,
      }),
      spanProcessors: [processor],
    })
    this.#tracer = this.#provider.getTracer('reelgate', VERSION)
  }

  request<T>({ name, attributes, traceparent }: RequestStart, work: (span: Span) => Promise<T>): Promise<T> {
    const callers = readTraceparent(traceparent)
    const parent =
      callers === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, callers).setValue(CALLERS, true)
    return this.#run(this.#tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent), parent, work)
  }

  async span<T>(name: string, start: SpanStart, work: (span: Span) => Promise<T>): Promise<T> {
    const parent = this.#contexts.active()
    return this.#run(this.#begin(name, start), parent, work)
  }

  within<T>(task: TaskTrace | null, work: () => Promise<T>): Promise<T> {
    const above = readTraceparent(task?.traceparent)
    const context = above === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, above)
    return this.#contexts.with(context, work)
  }

  past(name: string, { since, until, error, ...start }: PastSpan): void {
    const span = this.#begin(name, start, since)
    if (error !== undefined) fail(span, error)
    span.end(Math.max(since, until))
  }

  current(): TaskTrace | null {
    const context = this.#contexts.active()
    const span = trace.getSpanContext(context)
    return span === undefined
      ? null
      : { traceparent: writeTraceparent(span), isCallers: context.getValue(CALLERS) === true }
  }

  logFields(): { trace_id: string; span_id: string } | undefined {
    const span = trace.getSpanContext(this.#contexts.active())
    return span && { trace_id: span.traceId, span_id: span.spanId }
  }

  async close(): Promise<void> {
    const told = this.#provider.shutdown().catch(() => undefined)
    const enough = new AbortController()
    await Promise.race([told, sleep(CLOSE_MS_MAX, enough.signal)])
    enough.abort()
  }

  /** A span below what runs now; where that is not traced, one that is told to nobody. */
  #begin(name: string, { kind = 'internal', attributes = {} }: SpanStart, since?: number): OtelSpan {
    const parent = this.#contexts.active()
    const above = trace.getSpanContext(parent)
    if (above === undefined) return trace.wrapSpanContext({ traceId: '', spanId: '', traceFlags: 0 })
    const options = { kind: KINDS[kind], attributes, ...(since !== undefined && { startTime: since }) }
    return this.#tracer.startSpan(name, options, parent)
  }

  async #run<T>(span: OtelSpan, parent: Context, work: (span: Span) => Promise<T>): Promise<T> {
    let isDropped = false
    const handle: Span = {
      set: (attributes) => void span.setAttributes(attributes),
      fail: (type) => fail(span, type),
      drop: () => (isDropped = true),
    }
    try {
      const isTraced = isSpanContextValid(span.spanContext())
      return await this.#contexts.with(isTraced ? trace.setSpan(parent, span) : parent, () => work(handle))
    } catch (error) {
      fail(span, wordOf(error))
      throw error
    } finally {
      // One that never ends is never told.
      if (!isDropped) span.end()
    }
  }
}
