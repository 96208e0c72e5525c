import { choice, integer } from '../setting-rules.ts'

/** How people sign in to the console. */
export const SIGN_IN_SETTINGS = {
  sessionHours: {
    env: 'REELGATE_SESSION_HOURS',
    parse: integer(1, 8_760),
    standard: '168',
    en: 'How long a sign-in to the console lasts; after that one signs in again, however busy one was.',
    zh: '控制台登录的有效小时数；到期后须重新登录，与使用频率无关。',
  },
  signInAttemptsPerMinute: {
    env: 'REELGATE_SIGN_IN_ATTEMPTS_PER_MINUTE',
    parse: integer(1, 100_000),
    standard: '10',
    en: 'Failed sign-ins to the console in a minute, for one address and for one user name; past it they are a 429.',
    zh: '同一地址、同一用户名每分钟登录控制台失败的次数上限；超出返回 429。',
  },
  registration: {
    env: 'REELGATE_REGISTRATION',
    parse: choice('on', 'off'),
    standard: 'off',
    en: 'Whether anybody who reaches the console may make a user with an account of its own, which has no money at first.',
    zh: '能够访问控制台的任何人是否可以自行注册；注册者得到一个余额为零的独立账户。',
  },
} as const
