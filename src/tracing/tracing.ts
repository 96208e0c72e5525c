import type { TaskTrace } from '../domain/trace.ts'

/** Names are OpenTelemetry's where it has one, else they begin with `reelgate.`. Never a prompt, a key or an address. */
type Attributes = Readonly<Record<string, string | number | boolean>>

export interface SpanStart {
  /** client: something outside is asked and waited for. */
  kind?: 'internal' | 'client'
  attributes?: Attributes
}

/** A piece of work as it is seen in a trace, while it is done. */
export interface Span {
  set(attributes: Attributes): void
  /** It went wrong, though nothing was thrown; `type` is a word such as `timeout`. */
  fail(type: string): void
  /** Has nothing of it told: it learned nothing. */
  drop(): void
}

/** A piece of work that is over. */
export interface PastSpan extends SpanStart {
  /** Milliseconds. */
  since: number
  until: number
  /** A word for what went wrong, if anything did. */
  error?: string | undefined
}

/** A request as it came in; `traceparent` is its header, whatever it says. */
export interface RequestStart {
  name: string
  attributes: Attributes
  traceparent: string | undefined
}

/**
 * Where it is told how a task went, step by step. A span stands below the one whose work it is part of. Nothing here throws
 * or waits, whatever becomes of what is told; what `work` throws is thrown on.
 */
export interface Tracing {
  /** Runs the work of a request: the top of a trace, or a part of its caller's. */
  request<T>(start: RequestStart, work: (span: Span) => Promise<T>): Promise<T>
  /** Runs work as a part of what runs now; untold where that is not traced. */
  span<T>(name: string, start: SpanStart, work: (span: Span) => Promise<T>): Promise<T>
  /** Runs work for a task; untold, with all in it, where the task is not traced. */
  within<T>(trace: TaskTrace | null, work: () => Promise<T>): Promise<T>
  /** Tells of a part of what runs now that was not watched: it may have begun in another process. */
  past(name: string, span: PastSpan): void
  /** What a task is to keep, so that it can be gone on from; null where what runs now is not traced. */
  current(): TaskTrace | null
  /** What ties a log line to the span it was written in. */
  logFields(): { trace_id: string; span_id: string } | undefined
  /** Tells what is still in memory, for at most a second. */
  close(): Promise<void>
}

/** How traces are told; the names are those of the settings. */
export interface TracingSettings {
  tracing: 'on' | 'off'
  otelServiceName: string
  otelResourceAttributes: Readonly<Record<string, string>>
  /** The collector's address; `/v1/traces` is added. */
  otelExporterOtlpEndpoint: string
  otelExporterOtlpHeaders: Readonly<Record<string, string>>
  /** One of OpenTelemetry's own names, such as `parentbased_traceidratio`. */
  otelTracesSampler: string
  /** The share of traces that a sampler with a ratio tells, 0 to 1. */
  otelTracesSamplerArg: number
}

const NO_SPAN: Span = { set: () => {}, fail: () => {}, drop: () => {} }

/** Tells nothing, and costs nothing. */
export const NO_TRACING: Tracing = {
  request: (_start, work) => work(NO_SPAN),
  span: (_name, _start, work) => work(NO_SPAN),
  within: (_trace, work) => work(),
  past: () => {},
  current: () => null,
  logFields: () => undefined,
  close: async () => {},
}
