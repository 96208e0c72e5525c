import { choice, secret } from '../setting-rules.ts'

/** What the operator sees of a running server, and who else may. */
export const OBSERVABILITY_SETTINGS = {
  logLevel: {
    env: 'REELGATE_LOG_LEVEL',
    parse: choice('debug', 'info', 'warn', 'error', 'silent'),
    standard: 'info',
    en: 'Least level that is logged. Lines are JSON on standard error.',
    zh: '记录日志的最低级别。日志为 JSON 行，写到标准错误。',
  },
  metrics: {
    env: 'REELGATE_METRICS',
    parse: choice('on', 'off'),
    standard: 'on',
    en: 'Whether `GET /metrics` answers (docs/en/metrics.md): to this machine alone, unless there is a token.',
    zh: '是否提供 `GET /metrics`（见 docs/zh/metrics.md）：未设置令牌时只回答本机。',
  },
  metricsToken: {
    env: 'REELGATE_METRICS_TOKEN',
    parse: secret,
    standard: undefined,
    en: 'With it `GET /metrics` answers any machine that sends it as `Authorization: Bearer`, and no other, this one included. It opens nothing else.',
    zh: '设置后，`GET /metrics` 只回答以 `Authorization: Bearer` 携带此令牌的请求，来自任何机器均可，本机也须携带。令牌别无他用。',
  },
} as const
