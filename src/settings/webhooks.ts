import { choice, integer, secondsList } from '../setting-rules.ts'

/** How the receivers that callers name are told of the end of their tasks. */
export const WEBHOOK_SETTINGS = {
  webhookTimeoutSeconds: {
    env: 'REELGATE_WEBHOOK_TIMEOUT_SECONDS',
    parse: integer(1, 60),
    standard: '10',
    en: 'How long a receiver of webhooks may take to answer.',
    zh: 'webhook 接收方最多可用多少秒作答。',
  },
  webhookRetrySeconds: {
    env: 'REELGATE_WEBHOOK_RETRY_SECONDS',
    parse: secondsList,
    standard: '5,30,120,600,1800,3600,7200,14400,28800',
    en: 'Pauses in seconds between the tries of a webhook, each a fifth shorter or longer by chance. After the last try it has failed.',
    zh: 'webhook 各次重试之间的间隔（秒），每次随机增减五分之一。最后一次仍不成功即为失败。',
  },
  webhookPrivateAddresses: {
    env: 'REELGATE_WEBHOOK_PRIVATE_ADDRESSES',
    parse: choice('on', 'off'),
    standard: 'off',
    en: 'Whether webhooks may go to private, loopback and other addresses that are not public. `on` lets every caller reach into your network.',
    zh: '是否允许 webhook 发往内网、回环等非公网地址。`on` 会让所有调用方都能触及您的内部网络。',
  },
  webhookSigning: {
    env: 'REELGATE_WEBHOOK_SIGNING',
    parse: choice('on', 'off'),
    standard: 'on',
    en: "Whether webhooks carry the headers of Standard Webhooks, signed with the account's secret.",
    zh: 'webhook 是否带有以账户密钥签名的 Standard Webhooks 请求头。',
  },
  webhookLogDays: {
    env: 'REELGATE_WEBHOOK_LOG_DAYS',
    parse: integer(1, 3_650),
    standard: '30',
    en: 'How many days it is kept what came of a webhook.',
    zh: 'webhook 投递记录的保留天数。',
  },
} as const
