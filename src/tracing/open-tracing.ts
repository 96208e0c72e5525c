import type { Log } from '../lib/log.ts'
import { NO_TRACING } from './tracing.ts'
import type { Tracing, TracingSettings } from './tracing.ts'

/** OpenTelemetry's SDK is loaded only where traces are switched on. */
export async function openTracing(settings: TracingSettings, log: Log): Promise<Tracing> {
  if (settings.tracing === 'off') return NO_TRACING
  const { OtelTracing } = await import('./otel-tracing.ts')
  return new OtelTracing(settings, log)
}

/** The log, each line with the trace it belongs to, if any. */
export function logWithTraces(log: Log, tracing: Tracing): Log {
  if (tracing === NO_TRACING) return log
  const withTrace =
    (level: 'debug' | 'info' | 'warn' | 'error'): Log['info'] =>
    (fields, text) =>
      log[level]({ ...fields, ...tracing.logFields() }, text)
  return {
    debug: withTrace('debug'),
    info: withTrace('info'),
    warn: withTrace('warn'),
    error: withTrace('error'),
    flush: () => log.flush(),
  }
}
