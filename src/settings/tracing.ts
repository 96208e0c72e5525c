import { choice, fraction, keyValues, origin, text } from '../setting-rules.ts'

/** OpenTelemetry's own names, so that what an operator knows of them holds here. */
export const TRACING_SETTINGS = {
  tracing: {
    env: 'REELGATE_TRACING',
    parse: choice('on', 'off'),
    standard: 'off',
    en: 'Whether each task is told to an OpenTelemetry collector as one trace (docs/en/tracing.md). With `off` the settings that begin with `OTEL_` have no effect.',
    zh: '是否把每个任务作为一条链路发送到 OpenTelemetry 收集器（见 docs/zh/tracing.md）。为 `off` 时，以 `OTEL_` 开头的设置均不起作用。',
  },
  otelExporterOtlpEndpoint: {
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    parse: origin,
    standard: 'http://localhost:4318',
    en: 'Address of the collector, which speaks OTLP over HTTP with JSON; `/v1/traces` is added.',
    zh: '收集器的地址，使用 OTLP over HTTP（JSON）；程序会在其后加上 `/v1/traces`。',
  },
  otelExporterOtlpHeaders: {
    env: 'OTEL_EXPORTER_OTLP_HEADERS',
    parse: keyValues,
    standard: '',
    secret: true,
    en: 'Headers for the collector, percent-encoded where they have commas or blanks.',
    zh: '发往收集器的请求头；含逗号或空格时须作百分号编码。',
  },
  otelServiceName: {
    env: 'OTEL_SERVICE_NAME',
    parse: text,
    standard: 'reelgate',
    en: 'Name of this service in traces.',
    zh: '本服务在链路中的名字。',
  },
  otelResourceAttributes: {
    env: 'OTEL_RESOURCE_ATTRIBUTES',
    parse: keyValues,
    standard: '',
    en: 'What else is said of this process in traces, such as `deployment.environment.name=production`.',
    zh: '链路中关于本进程的其他属性，例如 `deployment.environment.name=production`。',
  },
  otelTracesSampler: {
    env: 'OTEL_TRACES_SAMPLER',
    parse: choice(
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ),
    standard: 'parentbased_always_on',
    en: "Which tasks are traced. Those that begin with `parentbased_` do as the caller's `traceparent` says where it brings one.",
    zh: '哪些任务被追踪。以 `parentbased_` 开头的取值，在调用方带有 `traceparent` 时以其为准。',
  },
  otelTracesSamplerArg: {
    env: 'OTEL_TRACES_SAMPLER_ARG',
    parse: fraction,
    standard: '1',
    en: 'The share of tasks that a sampler with a ratio traces.',
    zh: '采样器名含 ratio 时，被追踪任务所占的比例。',
  },
} as const
