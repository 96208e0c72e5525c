import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { describeError } from '../lib/log.ts'
import type { Log } from '../lib/log.ts'

type Told = Parameters<SpanExporter['export']>[1]

/** ExportResultCode.SUCCESS of OpenTelemetry's core. */
const SUCCESS = 0

/** Hands spans on, and says once in the log that none can be sent, and once that they are sent again. */
export class SteadyExporter implements SpanExporter {
  readonly #sender: SpanExporter
  readonly #log: Log
  #isAway = false

  constructor(sender: SpanExporter, log: Log) {
    this.#sender = sender
    this.#log = log
  }

  export(spans: ReadableSpan[], told: Told): void {
    this.#sender.export(spans, (result) => {
      const code: number = result.code
      const isAway = code !== SUCCESS
      if (isAway && !this.#isAway) {
        const error = describeError(result.error ?? 'it said no more')
        this.#log.warn(
          { error },
          'no traces can be sent: start the collector, or correct OTEL_EXPORTER_OTLP_ENDPOINT; spans are dropped meanwhile',
        )
      }
      if (!isAway && this.#isAway) this.#log.info({}, 'traces are sent again')
      this.#isAway = isAway
      told(result)
    })
  }

  shutdown(): Promise<void> {
    return this.#sender.shutdown()
  }
}
