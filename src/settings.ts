import {
  choice,
  daysOrOff,
  denyListFile,
  faultPlan,
  integer,
  origin,
  providerName,
  ratio,
  text,
} from './setting-rules.ts'
import type { Parse } from './setting-rules.ts'
import { DATABASE_SETTINGS } from './settings/database.ts'
import { IMAGE_SETTINGS } from './settings/images.ts'
import { NODE_SETTINGS } from './settings/nodes.ts'
import { OBJECT_STORE_SETTINGS } from './settings/object-store.ts'
import { OBSERVABILITY_SETTINGS } from './settings/observability.ts'
import { PUSH_SETTINGS } from './settings/push.ts'
import { RECHARGE_SETTINGS } from './settings/recharge.ts'
import { RENDERER_SETTINGS } from './settings/renderer.ts'
import { SIGN_IN_SETTINGS } from './settings/sign-in.ts'
import { TRACING_SETTINGS } from './settings/tracing.ts'
import { WEBHOOK_SETTINGS } from './settings/webhooks.ts'

export interface Setting<T> {
  /** Name in the environment; in the file it is the same in camel case, without `REELGATE_` where it begins so. */
  env: string
  parse: Parse<T>
  /** As it would be written. undefined: not set. */
  standard: string | undefined
  secret?: true
  en: string
  zh: string
}

/** Every setting there is. `.env.example` and the settings pages are generated from this table. */
export const SETTINGS = {
  host: {
    env: 'REELGATE_HOST',
    parse: text,
    standard: '127.0.0.1',
    en: 'Address to listen on. 0.0.0.0 listens on every interface; set REELGATE_PUBLIC_URL too then.',
    zh: '监听地址。0.0.0.0 表示所有网卡，此时请同时设置 REELGATE_PUBLIC_URL。',
  },
  port: {
    env: 'REELGATE_PORT',
    parse: integer(0, 65_535),
    standard: '8787',
    en: 'Port to listen on. 0 takes any free one, and prints it.',
    zh: '监听端口。0 表示任选一个空闲端口并打印出来。',
  },
  dataDir: {
    env: 'REELGATE_DATA_DIR',
    parse: text,
    standard: './data',
    en: 'Folder for the database, results and uploads. One server at a time.',
    zh: '数据库、结果与上传文件所在的文件夹。同一时间只能有一个服务器使用。',
  },
  ...DATABASE_SETTINGS,
  ...OBJECT_STORE_SETTINGS,
  publicUrl: {
    env: 'REELGATE_PUBLIC_URL',
    parse: origin,
    standard: undefined,
    en: 'Address that callers reach this server by; every link in an answer begins with it. Default: the address it listens on.',
    zh: '调用方访问本服务的地址，回答中的所有链接都以它开头。默认：监听地址。',
  },
  config: {
    env: 'REELGATE_CONFIG',
    parse: text,
    standard: './reelgate.json',
    en: 'JSON file with these settings (in camel case without the prefix), `models` and `providers`. May be missing. The environment wins.',
    zh: '包含这些设置（去掉前缀的驼峰写法）、`models` 与 `providers` 的 JSON 文件，可以不存在。环境变量优先。',
  },
  language: {
    env: 'REELGATE_LANGUAGE',
    parse: choice('zh', 'en', 'ja', 'ko'),
    standard: 'zh',
    en: 'Language of messages where the caller asks for none.',
    zh: '调用方未指定时，提示信息所用的语言。',
  },
  ...NODE_SETTINGS,
  ...OBSERVABILITY_SETTINGS,
  ...TRACING_SETTINGS,
  provider: {
    env: 'REELGATE_PROVIDER',
    parse: providerName,
    standard: 'builtin',
    en: 'Who makes the videos of every model that names no provider of its own: a name from `providers` in the file, or `builtin`, the offline renderer.',
    zh: '未自行指定提供方的模型由谁生成视频：配置文件 `providers` 中的名字，或离线的内置渲染器 `builtin`。',
  },
  priceRatio: {
    env: 'REELGATE_PRICE_RATIO',
    parse: ratio,
    standard: '1',
    en: 'Price charged = list price x this x seconds x videos delivered, for accounts whose group has no ratio of its own.',
    zh: '收费 = 标价 × 此倍率 × 秒数 × 实际交付的视频数；账户所在分组有自己的倍率时以分组为准。',
  },
  ...RECHARGE_SETTINGS,
  ...SIGN_IN_SETTINGS,
  submitsPerMinute: {
    env: 'REELGATE_SUBMITS_PER_MINUTE',
    parse: integer(1, 1_000_000),
    standard: '6000',
    en: 'Submits and uploads a key may make in a minute, unless the key has its own limit.',
    zh: '每个密钥每分钟可提交和上传的次数；密钥自带限额时以密钥为准。',
  },
  pollsPerMinute: {
    env: 'REELGATE_POLLS_PER_MINUTE',
    parse: integer(1, 10_000_000),
    standard: '600000',
    en: 'Other calls a key may make in a minute, unless the key has its own limit.',
    zh: '每个密钥每分钟其他调用的次数；密钥自带限额时以密钥为准。',
  },
  unknownKeysPerMinute: {
    env: 'REELGATE_UNKNOWN_KEYS_PER_MINUTE',
    parse: integer(1, 1_000_000),
    standard: '100',
    en: 'Calls with unknown keys that are looked up for one address in a minute; past it they are a 429. Keys that were good before are not concerned.',
    zh: '每分钟为同一地址查找未知密钥的次数；超出返回 429。此前有效的密钥不受影响。',
  },
  ...PUSH_SETTINGS,
  trustedProxies: {
    env: 'REELGATE_TRUSTED_PROXIES',
    parse: integer(0, 20),
    standard: '0',
    en: "How many proxies of yours every call passes through. A caller's address is read that many places from the right of X-Forwarded-For; with 0 it is the connection's, and the header is ignored.",
    zh: '每个请求经过的自有代理层数。调用方地址取 X-Forwarded-For 从右数的第几个；为 0 时取连接本身的地址，并忽略该请求头。',
  },
  queueTasksMax: {
    env: 'REELGATE_QUEUE_TASKS_MAX',
    parse: integer(1, 10_000_000),
    standard: '100000',
    en: 'Tasks that may be unfinished at one time; a submit beyond it is a 429.',
    zh: '同时未完成的任务数上限；超出时提交返回 429。',
  },
  jsonBytesMax: {
    env: 'REELGATE_JSON_BYTES_MAX',
    parse: integer(1_024, 1_073_741_824),
    standard: '62914560',
    en: 'Largest JSON body in bytes; two 20 MB pictures as data: URLs fit.',
    zh: 'JSON 请求体的最大字节数；默认可容纳两张 20 MB 的 data: 图片。',
  },
  ...IMAGE_SETTINGS,
  uploadTtlHours: {
    env: 'REELGATE_UPLOAD_TTL_HOURS',
    parse: integer(1, 8_760),
    standard: '72',
    en: 'How long an uploaded picture lives.',
    zh: '上传图片的保留小时数。',
  },
  resultTtlHours: {
    env: 'REELGATE_RESULT_TTL_HOURS',
    parse: integer(1, 87_600),
    standard: '24',
    en: 'How long a finished video is kept; its link answers 410 afterwards.',
    zh: '视频结果的保留小时数，过期后链接返回 410。',
  },
  promptTtlDays: {
    env: 'REELGATE_PROMPT_TTL_DAYS',
    parse: daysOrOff,
    standard: 'off',
    en: "How many days after a task's end its prompt, negative prompt and webhook address are removed; what it cost stays. `off`: never. Its input pictures go when it ends.",
    zh: '任务结束多少天后删除其提示词、反向提示词与 webhook 地址，费用记录保留。`off` 为不删除。输入图片在任务结束时即删除。',
  },
  idempotencyTtlHours: {
    env: 'REELGATE_IDEMPOTENCY_TTL_HOURS',
    parse: integer(1, 8_760),
    standard: '48',
    en: 'How long an Idempotency-Key is remembered.',
    zh: 'Idempotency-Key 的记忆小时数。',
  },
  ...WEBHOOK_SETTINGS,
  waitHours: {
    env: 'REELGATE_WAIT_HOURS',
    parse: integer(1, 8_760),
    standard: '24',
    en: 'How long a task may wait to be started before it is failed and refunded.',
    zh: '任务等待启动超过此小时数即判为失败并退款。',
  },
  taskTimeoutMinutes: {
    env: 'REELGATE_TASK_TIMEOUT_MINUTES',
    parse: integer(1, 1_440),
    standard: '30',
    en: 'How long a started task may take before it is failed and refunded.',
    zh: '任务开始后超过此分钟数即判为失败并退款。',
  },
  noiseMinutes: {
    env: 'REELGATE_NOISE_MINUTES',
    parse: integer(1, 1_440),
    standard: '15',
    en: 'How long checks, or storing a result, may go on failing before the task is failed and refunded.',
    zh: '查询或存储结果持续出错超过此分钟数即判为失败并退款。',
  },
  unresolvedMinutes: {
    env: 'REELGATE_UNRESOLVED_MINUTES',
    parse: integer(1, 10_080),
    standard: '60',
    en: 'How long a task whose start has an unknown outcome waits before it is failed and refunded.',
    zh: '启动结果未知的任务等待此分钟数后判为失败并退款。',
  },
  promptDenyList: {
    env: 'REELGATE_PROMPT_DENY_LIST',
    parse: denyListFile,
    standard: 'off',
    en: 'File of words and regular expressions that no prompt may have (docs/en/operating.md). Such a submit is refused before anything is charged.',
    zh: '列出提示词中不允许出现的词语与正则表达式的文件（见 docs/zh/operating.md）。命中的提交在收费之前即被拒绝。',
  },
  ...RENDERER_SETTINGS,
  faults: {
    env: 'REELGATE_FAULTS',
    parse: faultPlan,
    standard: 'off',
    en: 'Faults on demand, for testing clients (docs/en/emulator.md). `on` lets callers order them by header; faults such as `busy%20,seed=7` also strike calls that bring no such header. Never in production.',
    zh: '按需制造故障，供测试客户端使用（见 docs/zh/emulator.md）。`on` 允许调用方用请求头指定；写成 `busy%20,seed=7` 则对未带请求头的调用也生效。切勿用于生产环境。',
  },
} as const satisfies Record<string, Setting<unknown>>

export type SettingName = keyof typeof SETTINGS

type ValueOf<S> = S extends { parse: Parse<infer T> } ? T : never

/** The parsed values by name; a setting without a default may be missing. */
export type SettingValues = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends { standard: undefined }
    ? ValueOf<(typeof SETTINGS)[Name]> | undefined
    : ValueOf<(typeof SETTINGS)[Name]>
}
