import { METRICS } from '../../src/metrics/table.ts'
import type { MetricDeclaration } from '../../src/metrics/table.ts'
import { generatedNote, markdownTable } from './page-language.ts'
import type { PageLanguage } from './page-language.ts'

const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ')

function metricsTable(language: PageLanguage): string {
  const head = language === 'en' ? ['Metric', 'Type', 'Labels', 'Meaning'] : ['指标', '类型', '标签', '含义']
  const metrics: readonly MetricDeclaration[] = Object.values(METRICS)
  const rows = metrics.map((metric) => [codes([metric.name]), metric.type, codes(metric.labels), metric[language]])
  return markdownTable(head, rows)
}

const SCRAPE = `\`\`\`yaml
scrape_configs:
  - job_name: reelgate
    static_configs:
      - targets: ['127.0.0.1:8787']
    # Only where REELGATE_METRICS_TOKEN is set:
    authorization:
      credentials_file: /etc/prometheus/reelgate-token
rule_files:
  - /etc/prometheus/reelgate-alerts.yaml
\`\`\``

const PAGE: Record<PageLanguage, (table: string) => string> = {
  en: (table) => `# Metrics

\`GET /metrics\` tells what the server counts and measures, in the text format of Prometheus. Counts begin at the start of the
process.

## Who may read them

| Setting                      | Who                                                                              |
| ---------------------------- | -------------------------------------------------------------------------------- |
| none                         | this machine alone, and no call that came through a proxy or from a page         |
| \`REELGATE_METRICS_TOKEN=...\` | whoever sends \`Authorization: Bearer ...\` with it, from wherever; nobody without |
| \`REELGATE_METRICS=off\`       | nobody                                                                           |

To everyone else the address is a 404 (with a token: a 401). The token opens nothing else, so that Prometheus needs no admin key. A call counts as one
that came through a proxy when it has \`X-Forwarded-For\`, \`Forwarded\`, \`X-Real-IP\` or \`Via\`. **A proxy on the same machine that adds none of them makes
the whole world look like this machine:** set a token then, or don't let the proxy pass \`/metrics\` on. In a container the host is another machine: set a token.

## Reading them

${SCRAPE}

- [\`deploy/grafana/reelgate.json\`](../../deploy/grafana/reelgate.json) is a dashboard: in Grafana 10 or later choose Dashboards, New, Import.
- [\`deploy/prometheus/alerts.yaml\`](../../deploy/prometheus/alerts.yaml) has alert rules. Each leads to its [runbook](runbooks.md); the address in it is
  the scraped one, so correct it where your people reach the server by another.

Whether the ledger adds up is no metric, since proving it reads all of it: run \`npx reelgate ledger verify\` by a timer, and alarm on its exit code.

## All metrics

Labels have few values that are known beforehand: names of providers, states, codes of [errors](errors.md), patterns of routes. An account, a key, a task or
a path as it was called is never one. A series is there from its first count on; those without labels from the start.

${table}

## What it costs

A call pays for two looks at a clock and two additions in memory. A scrape asks the database at most once in five seconds, and only about tasks that have not ended,
from an index of those, and about accounts. With 1,000,000 tasks in the database the questions took 0.3 ms with 100 unfinished ones, 3.5 ms with 10,000 and
32 ms with 100,000 (CPU time, on a machine with two slow cores; \`reelgate_metrics_gather_seconds\` says what it is on yours). An account more costs some 0.1 µs.
`,
  zh: (table) => `# 指标

\`GET /metrics\` 以 Prometheus 文本格式给出服务器统计与测量的数据。计数从进程启动时开始。

## 谁可以读取

| 设置                         | 谁                                                         |
| ---------------------------- | ---------------------------------------------------------- |
| 不设置                       | 仅本机，且不接受经过代理或来自网页的请求                   |
| \`REELGATE_METRICS_TOKEN=...\` | 携带 \`Authorization: Bearer ...\` 的任何机器；不携带则不可 |
| \`REELGATE_METRICS=off\`       | 谁都不可                                                   |

对其他请求，此地址返回 404（设置了令牌时为 401）。令牌别无他用，因此 Prometheus 不需要管理员密钥。请求带有 \`X-Forwarded-For\`、\`Forwarded\`、\`X-Real-IP\` 或 \`Via\` 即视为经过代理。**同一台机器上的代理若不添加其中任何一个，所有外部请求看起来都来自本机：** 此时请设置令牌，或不让代理转发 \`/metrics\`。在容器中，宿主机算作另一台机器，请设置令牌。

## 如何读取

${SCRAPE}

- [\`deploy/grafana/reelgate.json\`](../../deploy/grafana/reelgate.json) 是一个仪表盘：在 Grafana 10 或更高版本中选择 Dashboards、New、Import。
- [\`deploy/prometheus/alerts.yaml\`](../../deploy/prometheus/alerts.yaml) 是告警规则，每条都指向对应的[故障手册](runbooks.md)；其中的地址是抓取所用的地址，若你们通过其他地址访问服务器，请改正。

账本是否平衡不是指标，因为验证需要读完整本账：请定时运行 \`npx reelgate ledger verify\`，并对其退出码告警。

## 全部指标

标签的取值很少且事先已知：提供方名称、状态、[错误](errors.md)代码、路由模式。账户、密钥、任务与实际请求的路径绝不会成为标签。一个序列从第一次计数起出现；没有标签的从一开始就有。

${table}

## 代价

一次调用只多看两次时钟、做两次内存加法。每次抓取在五秒内最多查询一次数据库，只涉及未结束的任务（有专用索引）和账户。数据库中有 1,000,000 个任务时，未结束的有 100 个则查询耗时 0.3 毫秒，10,000 个为 3.5 毫秒，100,000 个为 32 毫秒（CPU 时间，机器有两个较慢的核心；你的机器上是多少见 \`reelgate_metrics_gather_seconds\`）。每多一个账户约增加 0.1 微秒。
`,
}

/** Every metric, who may read them and what that costs. */
export function metricsPage(language: PageLanguage): string {
  const note = generatedNote('src/metrics/table.ts and scripts/docs/metrics-page.ts')
  return `${note}\n\n${PAGE[language](metricsTable(language))}`
}
