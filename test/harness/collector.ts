import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http'
import { listenFor } from './listen.ts'
import type { Ending } from './process.ts'

/** One attribute or span as OTLP's JSON has it: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding */
interface KeyValue {
  key: string
  value: { stringValue?: string; intValue?: number | string; doubleValue?: number; boolValue?: boolean }
}
interface WireSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: KeyValue[]
  status?: { code?: number }
}
interface Wire {
  resourceSpans: { resource: { attributes: KeyValue[] }; scopeSpans: { spans: WireSpan[] }[] }[]
}

/** A span as a collector has it. Kinds are OTLP's: 1 internal, 2 server, 3 client. */
export interface CollectedSpan {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  /** Milliseconds. */
  from: number
  to: number
  attributes: Readonly<Record<string, unknown>>
  isError: boolean
  resource: Readonly<Record<string, unknown>>
}

const ERROR_STATUS = 2
const NANOS_PER_MS = 1_000_000

const record = (pairs: readonly KeyValue[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0] as unknown]))

function spansIn({ resourceSpans }: Wire): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ traceId, spanId, parentSpanId = '', name, kind, ...span }) => ({
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        from: Number(span.startTimeUnixNano) / NANOS_PER_MS,
        to: Number(span.endTimeUnixNano) / NANOS_PER_MS,
        attributes: record(span.attributes),
        isError: span.status?.code === ERROR_STATUS,
        resource: record(resource.attributes),
      })),
  )
}

/** Takes OTLP over HTTP as an OpenTelemetry collector does, and keeps every span that came. */
export class Collector {
  readonly spans: CollectedSpan[] = []
  readonly headers: IncomingHttpHeaders[] = []
  /** Everything that came, as it came. */
  text = ''
  /** The status of its answers. */
  answering = 200
  calls = 0
  url = ''
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response))
  }

  static async open(context: Ending): Promise<Collector> {
    const collector = new Collector()
    collector.url = await listenFor(context, collector.#server)
    return collector
  }

  named(name: string): CollectedSpan[] {
    return this.spans.filter((span) => span.name === name)
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    this.calls += 1
    const isTaken = request.url === '/v1/traces' && this.answering === 200
    if (isTaken) {
      this.headers.push(request.headers)
      this.text += body
      this.spans.push(...spansIn(JSON.parse(body) as Wire))
    }
    const status = isTaken ? 200 : request.url === '/v1/traces' ? this.answering : 404
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
  }
}
